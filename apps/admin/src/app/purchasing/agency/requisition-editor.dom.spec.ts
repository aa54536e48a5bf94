import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../../shared/testing/form-screen';
import type { BulkList } from './bulk-list';
import { RequisitionEditor } from './requisition-editor';
import { refusedCsv } from './refused-csv';
import type { Requisition } from './requisition-forms';

const SKU = '0b7f3f8e-0000-4000-8000-000000000001';
const OTHER = '0b7f3f8e-0000-4000-8000-000000000002';
const GOOD = {
  skuId: SKU,
  productName: '小米',
  skuName: '一袋',
  supplierName: '合作社',
  priceFen: 2_000,
  available: 100,
  unitPriceFen: 2_000,
  bulk: null,
};
const DRAFT = {
  id: 'r',
  purpose: '食堂用粮',
  deliverOn: '2026-12-07',
  deliverTo: '食堂后门',
  deliveries: [],
  poNumber: '',
  budgetId: null,
  items: [
    { ...GOOD, productId: 'p', quantity: 2, sumFen: 4_000, currentFen: 2_100, offer: { priceFen: 2_100, bulk: null } },
  ],
  lockVersion: 3,
  budgets: [],
} as unknown as Requisition;
const written = {
  code: '',
  name: '小米',
  sku: '',
  written: '5',
  quantity: 5,
  certified: true,
  change: '',
  choices: [],
  compareUrl: null,
};
const LIST: BulkList = {
  lines: [
    { ...written, row: 1, outcome: 'ok', reason: '', good: GOOD },
    { ...written, row: 2, name: '=红枣', outcome: 'not_found', reason: '没有这个商品。', good: null },
  ],
  counts: { ok: 1, choose: 0, refused: 1 },
};

async function editing() {
  return FormScreen.open(RequisitionEditor, { requisition: DRAFT });
}

describe('a list of goods in the editor', () => {
  it('is saved at the prices of now, with how many of each', async () => {
    const screen = await editing();
    expect(screen.text()).toContain('¥42.00');
    await screen.type('editor-quantity', '3');
    await screen.press('requisition-editor');
    expect(screen.bodyOf(screen.asked('/requisitions/r', 'PUT'))).toMatchObject({
      lines: [{ skuId: SKU, quantity: 3 }],
      lockVersion: 3,
    });
  });

  it('says at the line where a quantity is wrong, and sends nothing', async () => {
    const screen = await editing();
    await screen.type('editor-quantity', '');
    await screen.press('requisition-editor');
    expect(screen.errors()).toEqual(['请填写数量：小米 一袋']);
    screen.sentNothing();
  });

  it('takes what was accepted of a pasted list: what is listed already gets so many more', async () => {
    const screen = await editing();
    await screen.press('bulk-open');
    await screen.press('bulk-check');
    expect(screen.at<HTMLElement>('bulk-failure').textContent).toContain('请先把清单粘贴');
    screen.at<HTMLTextAreaElement>('bulk-text').value = '小米\t5';
    await screen.press('bulk-check');
    const sent = screen.asked('/bulk-lists', 'POST');
    expect(sent.request.body).toBeInstanceOf(FormData);
    await screen.answer(sent, LIST);
    expect(screen.at<HTMLElement>('bulk-counts').textContent.replaceAll(/\s+/g, '')).toBe(
      '共2行：1行可以采购，0行要选商品，1行不能采购。',
    );
    expect(screen.all<HTMLElement>('bulk-line').map((line) => line.textContent.includes('没有这个商品'))).toEqual([
      false,
      true,
    ]);
    expect(screen.at<HTMLElement>('bulk-refused').textContent).toContain('其余 1 行');
    await screen.press('bulk-add');
    expect(screen.all('editor-line')).toHaveLength(1);
    expect(screen.at('editor-quantity').value).toBe('7');
  });

  it('waits for a choice where a line may mean several', async () => {
    const screen = await editing();
    await screen.press('bulk-open');
    screen.at<HTMLTextAreaElement>('bulk-text').value = '小米\t5';
    await screen.press('bulk-check');
    const choices = [
      { ...GOOD, certified: true },
      { ...GOOD, skuId: OTHER, supplierName: '另一家', certified: false },
    ];
    await screen.answer(screen.asked('/bulk-lists', 'POST'), {
      lines: [{ ...written, row: 1, outcome: 'choose', reason: '请选一个。', good: null, choices }],
      counts: { ok: 0, choose: 1, refused: 0 },
    });
    expect(screen.at<HTMLButtonElement>('bulk-add').disabled).toBe(true);
    expect(screen.labelled('第 1 行选哪个商品')).toBeInstanceOf(HTMLInputElement);
  });

  it('takes an earlier list: what changed and what cannot be bought is said at the row, and only what was accepted is listed', async () => {
    const earlier = { from: 'template', id: OTHER } as const;
    const screen = await FormScreen.open(RequisitionEditor, { requisition: { ...DRAFT, items: [] }, earlier });
    const wholesale = { ...GOOD, skuId: OTHER, bulk: { minimum: 6, weekly: null, tiers: [] } };
    await screen.answer(screen.asked(`/reorder-sources/template/${OTHER}`), {
      lines: [
        { ...written, row: 1, outcome: 'ok', reason: '', change: '单价由 ¥19.00 变为 ¥20.00。', good: GOOD },
        { ...written, row: 2, outcome: 'withdrawn', reason: '已停售或下架，请另选商品。', good: GOOD },
        {
          ...written,
          row: 3,
          outcome: 'below_minimum',
          reason: '单位采购 6 件起订，选它就按 6 件采购。',
          good: wholesale,
          choices: [{ ...wholesale, certified: true }],
        },
      ],
      counts: { ok: 1, choose: 1, refused: 1 },
    });
    expect(screen.at<HTMLElement>('bulk-change').textContent).toContain('变为 ¥20.00');
    expect(screen.all<HTMLElement>('bulk-line').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('可以采购'),
      expect.stringContaining('已停售或下架，请另选商品'),
      expect.stringContaining('选它就按 6 件采购'),
    ]);
    expect(screen.at<HTMLElement>('bulk-refused').textContent).toContain('其余 2 行');
    await screen.press('bulk-add');
    expect(screen.all<HTMLInputElement>('editor-quantity').map(({ value }) => value)).toEqual(['5']);
  });

  it('says why a file cannot be read', async () => {
    const screen = await editing();
    await screen.press('bulk-open');
    screen.at<HTMLTextAreaElement>('bulk-text').value = '规格\t数量';
    await screen.press('bulk-check');
    const reason = '第一行缺少列：商品名称或编码。';
    await screen.refuse(screen.asked('/bulk-lists', 'POST'), 'spreadsheet_invalid', '无法读取', { reason });
    expect(screen.at<HTMLElement>('bulk-failure').textContent).toContain(reason);
  });
});

describe('delivery points in the editor', () => {
  const DAILY = { weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '07:30', closes: '10:00', active: true };
  const [SCHOOL, NURSERY] = [
    { ...DAILY, id: '0b7f3f8e-0000-4000-8000-00000000000a', name: '食堂' },
    { ...DAILY, id: '0b7f3f8e-0000-4000-8000-00000000000b', name: '幼儿园' },
  ];

  it('get all of the list, or so much of each line as is said for each', async () => {
    const screen = await editing();
    await screen.answer(screen.asked('/delivery-points'), { items: [SCHOOL, NURSERY] });
    await screen.press('editor-point-add');
    await screen.press('requisition-editor');
    const first = screen.asked('/requisitions/r', 'PUT');
    const day = { deliverOn: '2026-12-07' };
    expect(screen.bodyOf(first)).toMatchObject({
      lines: [{ skuId: SKU, quantity: 2 }],
      deliveries: [{ ...day, pointId: SCHOOL.id, lines: [{ skuId: SKU, quantity: 2 }] }],
    });
    await screen.refuse(first, 'validation_failed', '填写有误', {
      fields: { 'deliveries.0.deliverOn': '“食堂”周一不收货' },
    });
    expect(screen.errors()).toEqual(['“食堂”周一不收货']);
    await screen.press('editor-point-add');
    expect(screen.all<HTMLInputElement>('editor-part').map(({ value }) => value)).toEqual(['2', '']);
    const [, second] = screen.all<HTMLInputElement>('editor-part');
    if (!second) throw new Error('a line has a field for each point');
    second.value = '3';
    second.dispatchEvent(new Event('input'));
    await screen.settle();
    await screen.press('requisition-editor');
    expect(screen.bodyOf(screen.asked('/requisitions/r', 'PUT'))).toMatchObject({
      lines: [{ skuId: SKU, quantity: 5 }],
      deliveries: [
        { pointId: SCHOOL.id, lines: [{ quantity: 2 }] },
        { pointId: NURSERY.id, lines: [{ quantity: 3 }] },
      ],
    });
  });
});

describe('the lines that were not accepted', () => {
  it('are a table that is read again, with the reason, and nothing in it runs', () => {
    expect(refusedCsv(LIST.lines.slice(1))).toBe(
      '\uFEFF"编码","商品","规格","数量","原因"\r\n"","\'=红枣","","5","没有找到：没有这个商品。"\r\n',
    );
  });

  it('keep codes that a spreadsheet would round, or take the nought of', () => {
    const [line] = LIST.lines.slice(1);
    const codes = ['6901234567890', '00123', '12E5', '690123'];
    const [, ...rows] = refusedCsv(codes.map((code) => ({ ...line!, code }))).split('\r\n');
    expect(rows.slice(0, 4).map((row) => row.slice(0, row.indexOf(',')))).toEqual([
      '"=""6901234567890"""',
      '"=""00123"""',
      '"=""12E5"""',
      '"690123"',
    ]);
  });
});
