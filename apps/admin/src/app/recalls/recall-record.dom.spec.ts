import { describe, expect, it } from '@jest/globals';
import type { RecallView } from '@yigou/contracts';
import { FormScreen } from '../shared/testing/form-screen';
import { RecallRecord } from './recall-record';

const ID = '0b7f3f8e-0000-4000-8000-000000000001';
const SKU = '0b7f3f8e-0000-4000-8000-000000000002';
const FIGURES = { orders: 2, told: 1, shipped: 3, unknown: 0, owed: 1, held: 8, heldDestroyed: 0 };
const OPEN: RecallView = {
  id: ID,
  number: 'ZH261129000001',
  status: 'open',
  grade: 'first',
  productName: '富平羊肉',
  supplierName: '惠民合作社',
  reason: '检出致病菌',
  openedAt: '2026-11-29T00:00:00Z',
  completeBy: '2026-12-11',
  overdue: false,
  certificateNumber: 'FP1',
  advice: '请立即停止食用',
  bySupplier: true,
  batches: [{ number: 'PC201129000001', harvestedOn: '2026-11-01', leftGrams: 5_000 }],
  stock: [{ skuId: SKU, name: '富平羊肉 1 kg', pieces: 8, destroyed: null }],
  setAsideAt: null,
  figures: FIGURES,
  report: null,
  evidence: [],
  closedAt: null,
  history: [{ action: 'open', by: '王经理（惠民合作社）', note: '检出致病菌', at: '2026-11-29T00:00:00Z' }],
  lines: [
    {
      id: ID,
      orderId: ID,
      orderNumber: 'YG1',
      buyer: 'person',
      receiver: '张三',
      phone: '13900000000',
      goods: '富平羊肉 1 kg',
      kind: 'shipped',
      batchNumber: 'PC201129000001',
      pieces: 3,
      told: true,
    },
  ],
  can: { setAside: true, report: false, close: false },
};
const CHECKED = { ...OPEN, setAsideAt: '2026-11-29T01:00:00Z', can: { setAside: false, report: true, close: false } };
const REPORTED = { ...CHECKED, status: 'reported' as const, can: { setAside: false, report: false, close: true } };

async function opened(one: RecallView, side: 'supplier' | 'office' = 'supplier') {
  const [route, path] =
    side === 'supplier' ? (['viewSupplierRecall', 'supplier'] as const) : (['viewRecall', 'admin'] as const);
  const screen = await FormScreen.open(RecallRecord, { id: ID, route });
  await screen.answer(screen.asked(`/${path}/recalls/${ID}`), one);
  return screen;
}

describe('a recall on the screen', () => {
  it('names batches, who has goods of them and whether they were told, and takes what was destroyed', async () => {
    const screen = await opened(OPEN);
    expect(screen.text()).toContain('PC201129000001');
    expect(screen.at<HTMLElement>('recall-lines').textContent).toMatch(/YG1[\s\S]*已发货，属于召回批次，已通知/);
    expect(screen.all('recall-report-open')).toEqual([]);
    await screen.press('set-aside-open');
    await screen.type(screen.labelled('富平羊肉 1 kg'), '3');
    await screen.press('set-aside-submit');
    const sent = screen.asked(`/supplier/recalls/${ID}/set-aside`, 'POST');
    expect(screen.bodyOf(sent)).toEqual({ lines: [{ skuId: SKU, destroyed: 3 }] });
    await screen.answer(sent, CHECKED);
    await screen.answer(screen.asked(`/supplier/recalls/${ID}`), CHECKED);
    expect(screen.all('set-aside-open')).toEqual([]);
    expect(screen.all('recall-report-open')).toHaveLength(1);
  });

  it('is closed by an office with a word, and what the API refuses stands in the dialog', async () => {
    const screen = await opened(REPORTED, 'office');
    await screen.press('recall-close-open');
    await screen.type(screen.labelled('审核意见'), '已全部召回');
    await screen.press('recall-close-submit');
    const sent = screen.asked(`/admin/recalls/${ID}/closing`, 'POST');
    expect(screen.bodyOf(sent)).toEqual({ reason: '已全部召回' });
    await screen.refuse(sent, 'recall_not_reported', '该召回还没有待审核的结案报告，请刷新查看。');
    expect(screen.text()).toContain('该召回还没有待审核的结案报告');
  });
});
