import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../../shared/testing/form-screen';
import type { Requisition } from './requisition-forms';
import { RequisitionRecord } from './requisition-record';

const LINE = { productName: '小米', skuName: '一袋', supplierName: '合作社', quantity: 2, priceFen: 2_000 };
const APPROVED: Requisition = {
  id: 'r',
  status: 'approved',
  purpose: '食堂用粮',
  requester: { id: 'b', name: '采购员' },
  approver: { id: 'a', name: '审批人' },
  totalFen: 4_000,
  lines: 1,
  deliverOn: '2026-12-07',
  expiresAt: null,
  split: null,
  createdAt: '2026-11-27T00:00:00Z',
  deliverTo: '食堂后门',
  deliveries: [],
  poNumber: 'CG-1',
  budgetId: 'g',
  items: [
    { ...LINE, skuId: 's', productId: 'p', sumFen: 4_000, currentFen: 2_000, offer: { priceFen: 2_000, bulk: null } },
  ],
  linesHash: 'f'.repeat(64),
  lockVersion: 3,
  budget: { name: '食堂食材', totalFen: 100_000, leftFen: 10_000, afterFen: 6_000 },
  share: null,
  orders: [],
  budgets: [],
  history: [],
  may: { edit: true, submit: false, withdraw: true, repeat: true, order: true, decide: false },
};
const ADDRESS = {
  id: '0b7f3f8e-0000-4000-8000-000000000001',
  receiver: '李师傅',
  phone: '13900000000',
  region: { code: '110108', name: '海淀区', path: '北京市 海淀区' },
  detail: '1 号',
  isDefault: true,
};
const PREVIEW = {
  groups: [],
  goodsFen: 4_000,
  freightFen: 1_000,
  totalFen: 5_000,
  limitFen: 1_000_000,
  orderable: true,
};

async function ordering(one: Requisition, addresses: readonly object[] = [ADDRESS]) {
  const screen = await FormScreen.open(RequisitionRecord, { id: 'r' });
  await screen.answer(screen.asked('/requisitions/r'), one);
  await screen.press('requisition-order');
  await screen.answer(screen.asked('/me/addresses'), { items: addresses });
  return screen;
}

describe('an approved requisition', () => {
  it('is ordered at what was shown: freight, sum and what is left of the budget', async () => {
    const screen = await ordering(APPROVED);
    await screen.answer(screen.asked('/checkouts/preview'), PREVIEW);
    expect(screen.at<HTMLElement>('order-total').textContent).toContain('¥50.00');
    expect(screen.at<HTMLElement>('order-budget').textContent).toContain('食堂食材，下单后余 ¥50.00');
    await screen.press('order-submit');
    const sent = screen.asked('/requisitions/r/order', 'POST');
    expect(screen.bodyOf(sent)).toEqual({
      addressId: ADDRESS.id,
      linesHash: APPROVED.linesHash,
      expectedTotalFen: 5_000,
      paymentTerms: 'prepaid',
    });
    const order = { id: 'o', number: 'YG1', supplierName: '合作社', totalFen: 5_000, url: 'http://shop.test/orders/o' };
    await screen.answer(sent, {
      ...APPROVED,
      status: 'ordered',
      orders: [{ ...order, status: 'pending_payment' }],
      may: { ...APPROVED.may, edit: false, order: false },
    });
    expect(screen.at<HTMLElement>('requisition-status').textContent).toContain('已下单');
    const link = screen.at<HTMLElement>('requisition-ordered').querySelector('a');
    expect([link?.textContent.trim(), link?.getAttribute('href')]).toEqual(['YG1', order.url]);
  });

  it('says what to do where it got dearer, stock lacks, or nobody knows where to', async () => {
    const [item] = APPROVED.items;
    const dearer = await ordering({ ...APPROVED, items: item ? [{ ...item, currentFen: 2_100 }] : [] });
    await dearer.answer(dearer.asked('/checkouts/preview'), { ...PREVIEW, totalFen: 5_200 });
    expect(dearer.at<HTMLElement>('order-obstacle').textContent).toContain('重新提交审批');
    expect(dearer.all('order-submit')).toHaveLength(0);
  });

  it('says what to do where stock lacks', async () => {
    const screen = await ordering(APPROVED);
    await screen.answer(screen.asked('/checkouts/preview'), { ...PREVIEW, orderable: false });
    expect(screen.at<HTMLElement>('order-obstacle').textContent).toContain('库存不足');
    expect(screen.all('order-submit')).toHaveLength(0);
  });

  it('is ordered by who has an address, and says where one is added', async () => {
    const screen = await ordering(APPROVED, []);
    expect(screen.at<HTMLElement>('order-no-address').textContent).toContain('添加后再下单');
    screen.sentNothing();
    expect(screen.all('order-submit')).toHaveLength(0);
  });
});

describe('a requisition that waits', () => {
  it('is approved as it is shown, with a word where it was split', async () => {
    const screen = await FormScreen.open(RequisitionRecord, { id: 'r' });
    await screen.answer(screen.asked('/requisitions/r'), {
      ...APPROVED,
      status: 'submitted',
      expiresAt: '2026-12-04T00:00:00Z',
      split: { days: 7, others: 1, sumFen: 110_000, limitFen: 100_000 },
      may: { edit: false, submit: false, withdraw: false, repeat: false, order: false, decide: true },
    });
    expect(screen.at<HTMLElement>('requisition-split').textContent).toContain('合计 ¥1,100.00，超过单笔限额 ¥1,000.00');
    expect(screen.all('requisition-order')).toHaveLength(0);
    await screen.press('requisition-approve');
    await screen.press(screen.at<HTMLFormElement & HTMLElement>('requisition-approve-form'));
    expect(screen.bodyOf(screen.asked('/requisitions/r/approval', 'POST'))).toEqual({ linesHash: APPROVED.linesHash });
  });
});

describe('a requisition that was ordered once', () => {
  it('is begun anew with what of it is still on sale, no fewer than the minimum, of a budget of this year', async () => {
    const screen = await FormScreen.open(RequisitionRecord, { id: 'r' });
    const [item] = APPROVED.items;
    if (!item) throw new Error('there is an item');
    const [kept, gone] = ['0b7f3f8e-0000-4000-8000-000000000002', '0b7f3f8e-0000-4000-8000-000000000003'];
    const bulk = { minimum: 5, weekly: null, tiers: [] };
    await screen.answer(screen.asked('/requisitions/r'), {
      ...APPROVED,
      status: 'ordered',
      items: [
        { ...item, skuId: kept, offer: { priceFen: 2_000, bulk } },
        { ...item, skuId: gone, currentFen: null, offer: null },
      ],
    });
    await screen.press('requisition-repeat');
    expect(screen.text()).toContain('另外 1 种已停售或下架');
    await screen.press(screen.at<HTMLFormElement & HTMLElement>('requisition-repeat-form'));
    expect(screen.bodyOf(screen.asked('/purchasing/requisitions', 'POST'))).toMatchObject({
      purpose: '食堂用粮',
      deliverTo: '食堂后门',
      budgetId: null,
      lines: [{ skuId: kept, quantity: 5 }],
    });
  });
});
