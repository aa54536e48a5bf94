import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { describe, expect, it, jest } from '@jest/globals';
import { FormScreen } from '../../shared/testing/form-screen';
import { earlierOf } from './earlier';
import { Session } from '../../identity/session';
import type { Requisition } from './requisition-forms';
import { RequisitionRecord } from './requisition-record';
import { Templates } from './templates';

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
  overWeek: [],
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

  it('says what passes the week’s capacity, and what is left of it', async () => {
    const screen = await ordering(APPROVED);
    const week = { from: '2026-11-23', to: '2026-11-29' };
    await screen.answer(screen.asked('/checkouts/preview'), {
      ...PREVIEW,
      orderable: false,
      overWeek: [{ skuId: 's', quantity: 2, weekly: 7, left: 1, ...week }],
    });
    expect(screen.at<HTMLElement>('order-obstacle').textContent).toContain(
      '小米 一袋：本周（11月23日至11月29日）单位采购最多 7 件，还可以订 1 件，本次要 2 件',
    );
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
  it('is begun anew without goods, of a budget of this year, and leads to the check of the same goods', async () => {
    const screen = await FormScreen.open(RequisitionRecord, { id: 'r' });
    await screen.answer(screen.asked('/requisitions/r'), { ...APPROVED, status: 'ordered' });
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate');
    await screen.press('requisition-repeat');
    expect(screen.text()).toContain('下一步核对同样的 1 种商品');
    await screen.press(screen.at<HTMLFormElement & HTMLElement>('requisition-repeat-form'));
    const sent = screen.asked('/purchasing/requisitions', 'POST');
    expect(screen.bodyOf(sent)).toMatchObject({
      purpose: '食堂用粮',
      deliverTo: '食堂后门',
      budgetId: null,
      lines: [],
    });
    await screen.answer(sent, { ...APPROVED, id: 'new', items: [] });
    expect(navigate).toHaveBeenCalledWith([], {
      queryParams: { id: 'new', from: 'requisition:r' },
      queryParamsHandling: 'merge',
    });
  });

  it('is kept as a template with its goods and quantities', async () => {
    const screen = await FormScreen.open(RequisitionRecord, { id: 'r' });
    const [item] = APPROVED.items;
    const skuId = '0b7f3f8e-0000-4000-8000-000000000002';
    await screen.answer(screen.asked('/requisitions/r'), { ...APPROVED, items: item ? [{ ...item, skuId }] : [] });
    await screen.press('template-keep');
    await screen.press(screen.at<HTMLFormElement & HTMLElement>('template-keep-form'));
    expect(screen.bodyOf(screen.asked('/purchasing/templates', 'POST'))).toEqual({
      name: '食堂用粮',
      lines: [{ skuId, quantity: 2 }],
    });
  });
});

describe('the templates of a unit', () => {
  it('are thrown away only after a question, and show what is left', async () => {
    const screen = await FormScreen.open(Templates, {}, [{ provide: Session, useValue: { may: () => true } }]);
    const one = { id: 't', name: '每周杂粮', lines: 3, by: '采购员', createdAt: '2026-11-27T00:00:00Z' };
    await screen.answer(screen.asked('/purchasing/templates', 'GET'), { items: [one] });
    await screen.press('template-delete');
    screen.sentNothing();
    expect(screen.text()).toContain('用它建好的申请和订单不受影响');
    await screen.press(screen.at<HTMLFormElement & HTMLElement>('template-delete-form'));
    await screen.answer(screen.asked('/purchasing/templates/t', 'DELETE'), { items: [] });
    expect(screen.all('template')).toHaveLength(0);
    expect(screen.all('templates-none')).toHaveLength(1);
  });
});

describe('an address that names an earlier list', () => {
  it('is read as what it is and its id, or as nothing', () => {
    const id = '0b7f3f8e-0000-4000-8000-000000000002';
    expect(earlierOf(`order:${id}`)).toEqual({ from: 'order', id });
    for (const said of [null, '', id, `payment:${id}`, 'order:1', 'template:']) expect(earlierOf(said)).toBeNull();
  });
});
