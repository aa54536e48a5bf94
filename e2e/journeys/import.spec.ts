import { agree } from '../support/console';
import { digits } from '../support/people';
import * as shop from '../support/shop';
import { expect, test } from '../support/test';

const COLUMNS = [
  '省份',
  '地市',
  '县',
  '县代码',
  '供应商',
  '供应商类型',
  '产品',
  '分类',
  '规格',
  '净含量克',
  '单价元',
  '库存',
];

function csv(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from(['\uFEFF' + COLUMNS.join(','), ...rows.map((row) => row.join(','))].join('\r\n') + '\r\n');
}

test('an administrator imports a file: what it would do is shown first, sound rows go in, the others are named with the reason', async ({
  open,
}) => {
  const id = digits(6);
  const product = `验收胡麻油${id}`;
  const row = (name: string, change: Partial<Record<string, string>> = {}) => {
    const cells: Record<string, string> = {
      省份: '甘肃省',
      地市: '平凉市',
      县: '静宁县',
      县代码: '620826',
      供应商: `验收合作社${id}`,
      供应商类型: '合作社',
      产品: name,
      分类: '食用油',
      规格: '500克/瓶',
      净含量克: '500',
      单价元: '36.80',
      库存: '120',
      ...change,
    };
    return COLUMNS.map((column) => cells[column] ?? '');
  };
  const buffer = csv([
    row(product),
    row(`验收坏价格${id}`, { 单价元: '三十六' }),
    row(`验收菜籽油${id}`, { 单价元: '28' }),
    row(`验收坏分类${id}`, { 分类: '没有这一类' }),
    row('', { 产品: '' }),
  ]);
  const administrator = await open('console', 'administrator');
  await administrator.goto('/administration/imports');
  const file = { name: `验收-${id}.csv`, mimeType: 'text/csv', buffer };
  await administrator.getByTestId('import-file').setInputFiles(file);
  const current = administrator.getByTestId('import-current');
  const heading = current.getByRole('heading', { level: 2 });
  await expect(heading).toContainText('待确认', { timeout: 30_000 });
  await expect(current.getByRole('status').first()).toHaveText(
    /已比较 5 \/ 5 行\s*新增 2\s*更新 0\s*无变化 0\s*有误 3/,
  );
  await expect(administrator.getByTestId('import-suppliers')).toHaveText(`验收合作社${id}`);
  await expect(administrator.getByTestId('import-changes')).toContainText('新增，¥36.80，库存 120');
  await administrator.getByTestId('import-confirm').click();
  await agree(administrator, '确认导入');
  await expect(heading).toContainText('已完成', { timeout: 30_000 });
  await expect(current.getByRole('status').first()).toHaveText(
    /已处理 5 \/ 5 行\s*新增 2\s*更新 0\s*无变化 0\s*有误 3/,
  );
  const errors = administrator.getByTestId('import-errors').getByRole('row');
  await expect(errors).toHaveCount(4);
  await expect(errors.nth(1)).toHaveText(/3\s*单价元\s*请填写金额/);
  await expect(errors.nth(2)).toHaveText(/5\s*分类/);
  await expect(errors.nth(3)).toHaveText(/6\s*产品\s*请填写/);

  await test.step('the same file again changes nothing', async () => {
    await administrator.getByTestId('import-file').setInputFiles({ ...file, name: `验收-${id}-再次.csv` });
    await expect(heading).toContainText('再次');
    await expect(heading).toContainText('待确认', { timeout: 30_000 });
    await expect(current.getByRole('status').first()).toHaveText(/新增 0\s*更新 0\s*无变化 2\s*有误 3/);
    await expect(administrator.getByTestId('import-confirm')).toHaveCount(0);
    await administrator.getByTestId('import-discard').click();
    await expect(heading).toContainText('已放弃');
  });

  await test.step('the new product is found by its pinyin', async () => {
    const visitor = await open('storefront');
    await shop.expectOnShelf(visitor, product, true);
    await visitor.goto('/products?q=humayou&region=620826');
    await expect(shop.cards(visitor).filter({ hasText: product })).toBeVisible();
  });

  await test.step('a file that is no table is refused', async () => {
    const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0x01]);
    await administrator
      .getByTestId('import-file')
      .setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer: picture });
    await expect(administrator.getByTestId('import-failure')).toContainText('没有导入');
  });
});
