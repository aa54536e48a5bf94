import { describe, expect, it } from '@jest/globals';
import type { AftersalesView } from '@yigou/contracts';
import { FormScreen } from '../shared/testing/form-screen';
import { CaseRecord } from './case-record';

const ID = '0b7f3f8e-0000-4000-8000-000000000001';
const CAN = {
  withdraw: false,
  sendBack: false,
  escalate: false,
  agree: false,
  refuse: false,
  receive: false,
  decide: false,
};
const APPLIED: AftersalesView = {
  id: ID,
  number: 'SH261129000001',
  status: 'applied',
  kind: 'return',
  reason: 'damaged',
  orderId: ID,
  orderNumber: 'YG1',
  supplierName: '惠民合作社',
  goods: '富平羊肉 1 kg',
  pieces: 2,
  askedFen: 4_000,
  agreedFen: null,
  ending: null,
  dueAt: '2026-12-01T00:00:00Z',
  overdue: false,
  createdAt: '2026-11-29T00:00:00Z',
  words: '压坏了',
  evidence: [],
  mostFen: 4_500,
  productId: ID,
  returnTo: null,
  carrier: null,
  waybill: null,
  restocked: null,
  closedAt: null,
  history: [{ action: 'apply', by: '王芳', note: '压坏了', at: '2026-11-29T00:00:00Z' }],
  can: { ...CAN, agree: true, refuse: true },
};

async function opened(one: AftersalesView, side: 'supplier' | 'office' = 'supplier') {
  const [route, path] =
    side === 'supplier'
      ? (['viewSupplierAftersales', 'supplier'] as const)
      : (['viewAdminAftersales', 'admin'] as const);
  const screen = await FormScreen.open(CaseRecord, { id: ID, route });
  await screen.answer(screen.asked(`/${path}/after-sales/${ID}`), one);
  return screen;
}

describe('a case on the screen', () => {
  it('says until when it is the supplier’s turn and what happens then, and takes where the goods are to be sent', async () => {
    const screen = await opened(APPLIED);
    expect(screen.text()).toContain('商家逾期未处理的，视为同意');
    expect(screen.all('case-decide-open')).toEqual([]);
    await screen.press('case-agree-open');
    await screen.type(screen.labelled('退货地址'), '和政路 8 号 李师傅 13800000000');
    await screen.press('case-agree-submit');
    const sent = screen.asked(`/supplier/after-sales/${ID}/agreement`, 'POST');
    expect(screen.bodyOf(sent)).toEqual({ returnTo: '和政路 8 号 李师傅 13800000000' });
    await screen.refuse(sent, 'aftersales_moved', '这件售后已经有了新的进展，请刷新后查看。');
    expect(screen.text()).toContain('这件售后已经有了新的进展');
  });

  it('is decided by an office with an amount and a reason', async () => {
    const screen = await opened(
      { ...APPLIED, kind: 'refund', status: 'intervening', can: { ...CAN, decide: true } },
      'office',
    );
    await screen.press('case-decide-open');
    await screen.press('choice-yes');
    await screen.type(screen.labelled('退款金额（元）'), '12.5');
    await screen.type(screen.labelled('理由'), '照片属实');
    await screen.press('case-decide-submit');
    const sent = screen.asked(`/admin/after-sales/${ID}/decision`, 'POST');
    expect(screen.bodyOf(sent)).toEqual({ granted: true, amountFen: 1_250, words: '照片属实' });
  });
});
