import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { UNIT_ORDER_INVARIANTS } from '@yigou/orders';
import { PRICE_FEN } from '@yigou/orders/testing';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { AcceptanceHarness, TransferHarness, type ToBeTransferred } from '../testing';
import { TRANSFER_INVARIANTS, TRANSFERRED_MONEY_INVARIANTS } from './transfer.invariants';

/** How often each race is run: who wins differs. */
const ROUNDS = 4;
let test: TestDatabase;
let h: TransferHarness;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  h = new TransferHarness(test);
});
afterAll(() => test.close());
afterEach(async () => {
  for (const invariant of [
    ...PAYMENTS.invariants,
    ...UNIT_ORDER_INVARIANTS,
    ...TRANSFER_INVARIANTS,
    ...TRANSFERRED_MONEY_INVARIANTS,
  ])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  expect(await h.market.brokenBooks()).toEqual([]);
});

const won = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status === 'fulfilled');
const codes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []));
const cancel = ({ buyer, orderId }: ToBeTransferred) =>
  h.market.close.cancel(buyer, orderId, '不要了', h.market.claim(buyer.actor, { orderId }));
const paymentOf = async (orderId: string) => {
  const row = await test.db.one<{ id: string; status: string; channel: string; entries: number }>(
    `SELECT p.id, p.status, p.channel, (SELECT count(*)::int FROM payment_entry e WHERE e.payment_id = p.id) AS entries
     FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id WHERE o.id = $1`,
    [orderId],
  );
  if (!row) throw new Error('no payment');
  return row;
};
const voucher = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM purchasing_transfer WHERE id = $1', [id]))?.status;
const refunds = (orderId: string) =>
  test.db.query<{ id: string; status: string; channel: string; fen: number }>(
    'SELECT id, status, channel, amount_fen AS fen FROM refund WHERE holder = $1 ORDER BY created_at',
    [orderId],
  );
const budget = async (id: string) =>
  test.db.one('SELECT encumbered_fen AS held, spent_fen AS spent FROM budget WHERE id = $1', [id]);
const notices = async (userId: string) =>
  (
    await test.db.query<{ title: string }>('SELECT title FROM notice WHERE user_id = $1 ORDER BY created_at', [userId])
  ).map(({ title }) => title.split('：')[0]);
/** The unit begins to pay online: the intent at the provider. */
const online = ({ orderId }: ToBeTransferred) => h.market.intentOf(orderId);
const captured = async (ref: string) => {
  h.market.gateway.pay(ref);
  await h.market.settle.execute(h.market.gateway.intent(ref));
};

describe('a unit’s order paid by bank transfer', () => {
  it('is paid by the same move as any other once its supplier says that the money came', async () => {
    const one = await h.signed();
    const id = await h.submit(one);
    expect(await notices(one.seller.actor.userId)).toContain('请确认转账到账');
    await expect(online(one)).rejects.toMatchObject({ code: 'payment_by_transfer' });
    const view = () => h.market.orders.view({ userId: one.buyer.actor.userId }, one.orderId);
    expect(await view()).toMatchObject({
      status: 'pending_payment',
      payment: { channel: 'transfer' },
      can: { pay: false },
    });
    await h.confirm(one, id);
    expect(await view()).toMatchObject({ status: 'to_ship', payment: { status: 'paid', channel: 'transfer' } });
    expect(await paymentOf(one.orderId)).toMatchObject({ entries: 1 });
    expect(
      (
        await test.db.query<{ topic: string }>(
          `SELECT topic FROM outbox WHERE payload ->> 'orderId' = $1 AND topic = 'orders.paid' OR payload ->> 'paymentId' = $2 AND topic = 'payments.paid' ORDER BY 1`,
          [one.orderId, (await paymentOf(one.orderId)).id],
        )
      ).map(({ topic }) => topic),
    ).toEqual(['orders.paid', 'payments.paid']);
    expect(await notices(one.payer.actor.userId)).toEqual(['供应商已签署合同', '供应商已确认转账到账']);
  });

  it('is asked after once where its supplier does not answer, and not any more when it has', async () => {
    const [silent, answered] = [await h.signed(), await h.signed()];
    const ids = [await h.submit(silent), await h.submit(answered)];
    const due =
      "UPDATE purchasing_transfer SET remind_at = clock_timestamp() - interval '1 second' WHERE id = ANY($1) AND remind_at > clock_timestamp() + interval '2 days'";
    const asked = async ({ seller }: ToBeTransferred) =>
      (await notices(seller.actor.userId)).filter((title) => title === '请尽快确认转账到账').length;
    await h.reminders.remindDue(1);
    expect(await asked(silent)).toBe(0);
    await test.db.query(due, [ids]);
    await h.confirm(answered, ids[1] ?? '');
    await Promise.all([h.reminders.remindDue(1), h.reminders.remindDue(1)]);
    await test.db.query(due, [ids]);
    await h.reminders.remindDue(1);
    expect([await asked(silent), await asked(answered)]).toEqual([1, 0]);
  });

  it('is submitted by who pays for the unit, of all that is due, on a day that has come, once at a time', async () => {
    const one = await h.signed();
    await expect(h.submit({ ...one, payer: one.buyer })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(h.submit(one, one.totalFen - 1)).rejects.toMatchObject({
      code: 'transfer_amount_differs',
      details: { dueFen: one.totalFen },
    });
    const late = { amountFen: one.totalFen, paidOn: '2999-01-01', vouchers: [newId()], remark: '' };
    await expect(
      h.transfers.submit(one.payer, one.orderId, late, h.market.claim(one.payer.actor, late)),
    ).rejects.toMatchObject({ code: 'validation_failed' });
    const stranger = await h.signed();
    await expect(h.submit({ ...one, payer: stranger.payer })).rejects.toMatchObject({ code: 'not_found' });
    expect(await paymentOf(one.orderId)).toMatchObject({ channel: 'online' });
    const id = await h.submit(one);
    await expect(h.submit(one)).rejects.toMatchObject({ code: 'transfer_open' });
    await expect(h.confirm(one, id, one.totalFen - 1)).rejects.toMatchObject({ code: 'transfer_amount_differs' });
    await expect(h.confirm({ ...one, seller: stranger.seller }, id)).rejects.toMatchObject({ code: 'not_found' });
    await h.confirm(one, id);
    await expect(h.submit(one)).rejects.toMatchObject({ code: 'order_not_transferable' });
  });

  it('sent back or withdrawn, may be paid either way again, for three days at least', async () => {
    const one = await h.signed();
    const first = await h.submit(one);
    await test.db.query('UPDATE sales_order SET expires_at = clock_timestamp() WHERE id = $1', [one.orderId]);
    // Money may be on its way: an order with a voucher that waits does not run out.
    await h.market.close.expireDue(10);
    expect(await h.market.statusOf(one.orderId)).toBe('pending_payment');
    await h.transfers.return(one.seller, first, '未到账');
    await h.market.close.expireDue(10);
    expect(await h.market.statusOf(one.orderId)).toBe('pending_payment');
    await expect(h.confirm(one, first)).rejects.toMatchObject({ code: 'transfer_closed' });
    const second = await h.submit(one);
    await h.transfers.withdraw(one.payer, second, '填错日期');
    expect([await voucher(first), await voucher(second)]).toEqual(['returned', 'withdrawn']);
    await captured(await online(one));
    expect(await h.market.statusOf(one.orderId)).toBe('to_ship');
    expect(await paymentOf(one.orderId)).toMatchObject({ status: 'paid', channel: 'online' });
  });

  it('whose money comes after it was cancelled is owed back by transfer, never asked of the provider', async () => {
    const one = await h.signed();
    const id = await h.submit(one);
    await cancel(one);
    await h.confirm(one, id);
    expect(await h.market.statusOf(one.orderId)).toBe('cancelled');
    const [owed] = await refunds(one.orderId);
    expect(owed).toMatchObject({ status: 'pending', channel: 'transfer', fen: one.totalFen });
    await h.market.submitRefunds();
    await h.market.refunds.submit(owed?.id ?? '');
    expect(await refunds(one.orderId)).toMatchObject([{ status: 'pending' }]);
    await h.sendBack(one, owed?.id ?? '');
    await expect(h.sendBack(one, owed?.id ?? '')).rejects.toMatchObject({ code: 'already_decided' });
    expect(await refunds(one.orderId)).toMatchObject([{ status: 'succeeded' }]);
    expect(await budget(one.budgetId)).toEqual({ held: 0, spent: 0 });
  });

  it('of which not all is accepted: what is refused is owed back by its supplier, the budget released to the fen', async () => {
    const one = await h.signed();
    await h.confirm(one, await h.submit(one));
    const acceptance = new AcceptanceHarness(test);
    const people = await acceptance.shipped();
    await acceptance.ship(one.orderId, 5);
    const line = await test.db.one<{ id: string }>('SELECT id FROM order_line WHERE order_id = $1', [one.orderId]);
    await test.uow.run(async (tx) => {
      const order = await h.market.accept.lock(tx, one.orderId, one.unitId);
      const pieces = new Map([[line?.id ?? '', { accepted: 4, refused: 1 }]]);
      await h.market.accept.accept(tx, order, {
        pieces,
        cause: `acceptance:${newId()}`,
        by: people.first,
        note: '短缺 1 件',
      });
    });
    const [owed] = await refunds(one.orderId);
    expect(owed).toMatchObject({ status: 'pending', channel: 'transfer', fen: PRICE_FEN });
    await h.sendBack(one, owed?.id ?? '');
    expect(await budget(one.budgetId)).toEqual({ held: 0, spent: one.totalFen - PRICE_FEN });
  });
});

describe('at once', () => {
  it('six confirmations, by key and by press: it is booked once', async () => {
    const one = await h.signed();
    const id = await h.submit(one);
    const key = newId();
    const results = await Promise.allSettled([
      ...[1, 2, 3].map(() => h.confirm(one, id)),
      ...[1, 2, 3].map(() => h.confirm(one, id, one.totalFen, key)),
    ]);
    expect(won(results).filter(Boolean).length).toBeGreaterThan(0);
    expect(new Set(codes(results))).toEqual(new Set(codes(results).length > 0 ? ['transfer_closed'] : []));
    expect(await paymentOf(one.orderId)).toMatchObject({ status: 'paid', entries: 1 });
  });

  it('two vouchers of one order: one waits', async () => {
    const one = await h.signed();
    const results = await Promise.allSettled([h.submit(one), h.submit(one), h.submit(one)]);
    expect(won(results).filter(Boolean)).toHaveLength(1);
    expect(codes(results)).toEqual(['transfer_open', 'transfer_open']);
  });

  it('confirmed and sent back: one of them, and the order is as that says', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = await h.signed();
      const id = await h.submit(one);
      const [confirmed] = won(
        await Promise.allSettled([h.confirm(one, id), h.transfers.return(one.seller, id, '未到账')]),
      );
      expect(await h.market.statusOf(one.orderId)).toBe(confirmed ? 'to_ship' : 'pending_payment');
      expect(await voucher(id)).toBe(confirmed ? 'confirmed' : 'returned');
    }
  });

  it('confirmed and cancelled: both, and all of the money is owed back', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = await h.signed();
      const id = await h.submit(one);
      expect(won(await Promise.allSettled([h.confirm(one, id), cancel(one)]))).toEqual([true, true]);
      expect(await h.market.statusOf(one.orderId)).toBe('cancelled');
      expect(await refunds(one.orderId)).toMatchObject([{ status: 'pending', channel: 'transfer', fen: one.totalFen }]);
      expect(await budget(one.budgetId)).toEqual({ held: 0, spent: 0 });
    }
  });

  it('confirmed and paid online by what was open before: paid once, never both', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = await h.signed();
      const ref = await online(one);
      const id = await h.submit(one);
      const pay = async () => {
        // The buyer's page is still open; the provider takes the money unless it was told to close first.
        if (h.market.gateway.intent(ref).status === 'open') await captured(ref);
      };
      const [confirmed] = await Promise.allSettled([h.confirm(one, id), pay()]);
      expect(await h.market.statusOf(one.orderId)).toBe('to_ship');
      const { id: payment, channel, entries } = await paymentOf(one.orderId);
      expect([channel, entries]).toEqual([confirmed?.status === 'fulfilled' ? 'transfer' : 'online', 1]);
      expect(h.market.gateway.intent(ref).status).toBe(channel === 'transfer' ? 'cancelled' : 'succeeded');
      const overtaken = await test.db.query<{ id: string }>(
        `SELECT payload ->> 'paymentId' AS id FROM outbox WHERE topic = 'payments.transfer_overtaken' AND payload ->> 'paymentId' = $1`,
        [payment],
      );
      for (const { id: paid } of overtaken) await h.transfers.lapse(paid);
      expect(await voucher(id)).toBe(channel === 'transfer' ? 'confirmed' : 'lapsed');
    }
  });

  it('waits for the provider when it cannot say whether it was paid', async () => {
    const one = await h.signed();
    await online(one);
    const id = await h.submit(one);
    h.market.gateway.down = true;
    await expect(h.confirm(one, id)).rejects.toMatchObject({ code: 'online_payment_open' });
    h.market.gateway.down = false;
    await h.confirm(one, id);
    expect(await h.market.statusOf(one.orderId)).toBe('to_ship');
  });

  it('a refund sent back three times: booked once', async () => {
    const one = await h.signed();
    await h.confirm(one, await h.submit(one));
    await cancel(one);
    const [owed] = await refunds(one.orderId);
    const results = await Promise.allSettled([1, 2, 3].map(() => h.sendBack(one, owed?.id ?? '')));
    expect(won(results).filter(Boolean)).toHaveLength(1);
    expect(codes(results)).toEqual(['already_decided', 'already_decided']);
  });
});
