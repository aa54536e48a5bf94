import { describe, expect, it } from '@jest/globals';
import { ORDER_TELLINGS, REFUND_TELLINGS, type ToldOrder } from './order-notices';

const ORDER: ToldOrder = {
  id: 'order',
  number: 'YG1',
  userId: 'buyer',
  unitId: null,
  supplierId: 'seller',
  origin: null,
  totalFen: 3_000,
  until: null,
  actorId: null,
  from: null,
  to: null,
  note: '',
};
const toBuyer = { audience: { userIds: ['buyer'] }, link: '/orders/order' };
const toSeller = { audience: { organisationIds: ['seller'] }, link: '/supplier/orders?id=order' };

describe('what is told of an order', () => {
  it('goes to its buyer in the shop, and of a unit’s to those of the duty in the console', () => {
    const shipped = { ...ORDER, to: 'part_shipped', unitId: 'unit' } as const;
    const notices = ORDER_TELLINGS.shipped(shipped, { carrier: 'sf', waybill: 'SF1' });
    expect(notices).toMatchObject([
      { ...toBuyer, title: '包裹已发出：订单 YG1', body: '顺丰速运 SF1。其余商品随后发出。打开订单可以查看物流。' },
      {
        audience: { duty: { organisationId: 'unit', duty: 'accept', exceptId: 'buyer' } },
        link: '/agency/acceptable-orders?id=order',
      },
    ]);
    expect(ORDER_TELLINGS.shipped({ ...ORDER, to: 'shipped' })).toHaveLength(1);
  });

  it('is nothing that somebody did himself', () => {
    const cancelled = { ...ORDER, from: 'to_ship', to: 'cancelled', actorId: 'buyer', note: '不要了' } as const;
    expect(ORDER_TELLINGS.cancelled(cancelled)).toMatchObject([
      { ...toSeller, title: '订单已取消，请不要发货：订单 YG1' },
    ]);
    expect(ORDER_TELLINGS.cancelled({ ...cancelled, from: 'pending_payment' })).toEqual([]);
    expect(ORDER_TELLINGS.cancelled({ ...cancelled, from: 'pending_payment', actorId: null })).toMatchObject([toBuyer]);
    const ended = { ...ORDER, to: 'shipped', note: '结束未发部分' } as const;
    expect(ORDER_TELLINGS.restEnded({ ...ended, actorId: 'buyer' })).toMatchObject([toSeller]);
    expect(ORDER_TELLINGS.restEnded({ ...ended, actorId: 'clerk' })).toMatchObject([toBuyer]);
    const extended = {
      ...ORDER,
      unitId: 'unit',
      actorId: 'buyer',
      note: '付款期延长 10 天',
      until: '2026-12-01 10:00',
    };
    expect(ORDER_TELLINGS.extended(extended)).toMatchObject([
      { ...toSeller, body: '付款期延长 10 天。新的付款期限 2026-12-01 10:00。' },
      { audience: { duty: { duty: 'pay' } }, link: '/agency/payables?id=order' },
    ]);
  });

  it('is nothing that the step’s own transaction or a group purchase tells', () => {
    expect(ORDER_TELLINGS.receivedByTerm({ ...ORDER, to: 'payable' })).toEqual([]);
    expect(ORDER_TELLINGS.receivedByTerm({ ...ORDER, to: 'completed' })).toMatchObject([toBuyer]);
    const confirmedByHand = { ...ORDER, from: 'payable', to: 'completed', actorId: 'clerk' } as const;
    expect(ORDER_TELLINGS.paid(confirmedByHand)).toEqual([]);
    const pooled = { ...ORDER, origin: 'campaign', from: 'pending_payment' } as const;
    for (const telling of ['shipped', 'restEnded', 'receivedByTerm', 'cancelled', 'closed'] as const)
      expect(ORDER_TELLINGS[telling](pooled)).toEqual([]);
    // Hundreds of orders of one purchase are one notice to who ships them.
    expect(ORDER_TELLINGS.paid({ ...pooled, to: 'to_ship' })).toMatchObject([{ standsForAll: true }]);
  });

  it('says what to do and until when', () => {
    expect(ORDER_TELLINGS.toSign({ ...ORDER, until: '2026-12-01 10:00' })[0]?.body).toContain(
      '请在 2026-12-01 10:00 前',
    );
    expect(ORDER_TELLINGS.paid({ ...ORDER, to: 'to_ship' })).toMatchObject([
      { ...toSeller, title: '请发货：订单 YG1' },
    ]);
    expect(ORDER_TELLINGS.closed({ ...ORDER, from: 'to_sign' })).toMatchObject([toSeller]);
    expect(ORDER_TELLINGS.closed({ ...ORDER, from: 'pending_payment' })).toMatchObject([toBuyer]);
    expect(REFUND_TELLINGS.refunded(ORDER, { amountFen: 500, reason: '买家取消订单' })).toMatchObject([
      { ...toBuyer, kind: 'refund', body: expect.stringContaining('（买家取消订单）') },
    ]);
    expect(REFUND_TELLINGS.refundFailed({ ...ORDER, unitId: 'unit' }, { amountFen: 500, reason: '' })).toHaveLength(2);
  });
});
