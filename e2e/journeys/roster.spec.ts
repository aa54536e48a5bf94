// How a year begins: finance sets the ratio of the next one, a bureau imports its roster, and units with every kind of canteen file.
import ExcelJS from 'exceljs';
import { inspect } from '../support/inspect';
import { home } from '../support/made';
import { creditCode } from '../support/papers';
import { digits } from '../support/people';
import { enter } from '../support/sessions';
import { expect, test } from '../support/test';
import { aBureau, aUnitBelow, filesYear } from '../support/units';

const thisYear = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();

async function rosterOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book
    .addWorksheet('单位名册')
    .addRows([['统一社会信用代码*', '单位名称*', '地区代码*', '食堂'], ...rows.map((row) => [...row])]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

test('finance sets the least ratio of the next year', async ({ open }) => {
  const { county } = await home();
  const finance = await open('console', 'finance');
  await finance.goto('/finance/policies');
  const card = finance.locator('[data-name="share.minimum_bp"]');
  await card.getByTestId('policy-edit').click();
  const form = finance.getByTestId('policy-form');
  await finance.getByTestId('field-value').fill('35');
  await finance.getByTestId('field-from').fill(`${thisYear + 1}-01-01`);
  await finance.getByTestId('policy-submit').click();
  await expect(form, 'a rule names its source').toContainText('请填写');
  await finance.getByTestId('field-source').fill('验收财发〔2020〕1 号');
  await inspect(finance);
  await finance.getByTestId('policy-submit').click();
  await expect(form).toBeHidden();
  await card.getByText('历次设定').click();
  await expect(card.getByRole('listitem').filter({ hasText: '35%' })).toContainText('待生效');

  const { client } = await aBureau(county);
  const minimum = async (year: number) => (await client.get('getShareYear', { params: { year } })).rules.minimumBp;
  expect(await minimum(thisYear + 1)).toBe(3_500);
  expect(await minimum(thisYear), 'what is filed already is held against what it was filed under').toBeLessThan(3_500);
});

test('a bureau imports its roster; units without, with a shared and with a contracted-out canteen hold their year', async ({
  open,
}) => {
  const { county } = await home();
  const bureau = await aBureau(county);
  const below = (canteen: 'own' | 'contracted' | 'shared' | 'none') =>
    aUnitBelow(bureau, { name: '验收小学', county, canteen });
  const school = await below('own');
  const sharing = await below('shared');
  const contracting = await below('contracted');
  const without = await below('none');
  const office = await open('console', bureau.client);
  const [renamed, founded] = [`验收实验小学${digits(8)}`, `验收幼儿园${digits(8)}`];

  await test.step('the preview says what each row would do, and what is wrong with one', async () => {
    await office.goto('/agency/subtree');
    await office.getByTestId('roster-import').click();
    const buffer = await rosterOf([
      [school.creditCode, renamed, county, '自办食堂'],
      [sharing.creditCode, sharing.name, county, '共用食堂'],
      [creditCode(county), founded, county, '无食堂'],
      ['123', '代码不全的学校', county, ''],
    ]);
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await office.getByTestId('roster-file').setInputFiles({ name: '单位名册.xlsx', mimeType, buffer });
    const preview = office.getByTestId('roster-preview');
    await expect(preview.getByRole('row', { name: '代码不全的学校' })).toContainText('统一社会信用代码');
    await expect(preview.getByRole('row', { name: renamed })).toContainText(school.name);
    await inspect(office);
    await expect(office.getByTestId('roster-confirm')).toHaveText(/导入 2 个单位/);
    await office.getByTestId('roster-confirm').click();
    await expect(office).toHaveURL(/\/agency\/subtree$/);
    await expect(office.getByRole('row', { name: renamed })).toBeVisible();
    await expect(office.getByRole('row', { name: founded })).toContainText('未填报');
  });

  await test.step('each files as its canteen is, and the bureau approves all of them at once', async () => {
    const operator = { name: `验收餐饮公司${digits(8)}`, creditCode: creditCode(county) };
    const { id: operatorId } = await contracting.client.get('nameOperator', { body: operator });
    const money = { canteenTotalFen: 50_000_000, ratioBp: 3_000 };
    await filesYear(school, thisYear, money);
    await filesYear(contracting, thisYear, { ...money, operatorId });
    await filesYear(sharing, thisYear, { sharedWithId: school.id, remark: `由${renamed}代为填报` });
    await filesYear(without, thisYear, { remark: '无食堂' });
    await office.reload();
    for (const name of [renamed, contracting.name, sharing.name, without.name])
      await office.getByRole('row', { name }).getByRole('checkbox').check();
    await office.getByTestId('bulk-pass').click();
    await office.getByTestId('filing-pass-submit').click();
    await expect(office.getByRole('row', { name: without.name })).toContainText('待财政部门确认');
  });

  await test.step('finance confirms them, and of four that hold two reserve', async () => {
    const finance = await enter('console', 'finance');
    const { items } = await bureau.client.get('listSharesBelow', { query: { limit: 100 } });
    const filingIds = items.flatMap(({ state, filing }) => (state === 'reviewed' && filing ? [filing.id] : []));
    await finance.get('confirmFilings', { body: { filingIds } });
    await office.reload();
    await expect(office.getByTestId('share-totals')).toContainText('300,000');
    await office.getByRole('row', { name: contracting.name }).click();
    await expect(office.getByTestId('filing-status')).toHaveText('执行中');
    await inspect(office);
  });
});
