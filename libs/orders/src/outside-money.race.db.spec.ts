import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { PaymentEvents, PaymentHolders, type RefundSnapshot, SettlePayment } from '@yigou/payments';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ORDERS_ENTITIES } from './entities';
import { FREIGHT_FEN, Market, PRICE_FEN } from './testing/market';

let test: TestDatabase;
let market: Market;
let skuId: string;
const TOTAL = PRICE_FEN + FREIGHT_FEN;

beforeAll(async () => {
  test = await createTestDatabase({ entities: ORDERS_ENTITIES, pool: 10 });
  market = new Market(test);
  skuId = await market.sku(100);
});
afterAll(() => test.close());
afterEach(async () => {
  market.gateway.faults.length = 0;
  market.gateway.refundOutcome = 'succeeded';
  const broken = (await market.brokenBooks()) as { book: string }[];
  expect(broken.filter(({ book }) => book !== 'paid, closed, not refunded')).toEqual([]);
});

async function bought() {
  const { actor, checkout, intentRef } = await market.paid([{ skuId, quantity: 1 }]);
  return { actor, intentRef, paymentId: checkout.payment.id, orderId: checkout.orders[0]?.id ?? '' };
}
type Bought = Awaited<ReturnType<typeof bought>>;

/** An event of the provider, stored as its webhook stores it, and dealt with as the worker does. */
async function news(object: object): Promise<void> {
  const id = newId();
  await test.db.query(`INSERT INTO payment_event (id, provider_event_id, type, payload) VALUES ($1, $2, 'test', $3)`, [
    id,
    `evt_${id}`,
    { id, type: 'test', data: { object } },
  ]);
  const events = new PaymentEvents(test.db, market.gateway);
  await new SettlePayment(test.uow, market.payments, market.refunds, events, new PaymentHolders()).process(id);
}
const refunded = ({ ref, status, amountFen, intentRef }: RefundSnapshot) => ({
  object: 'refund',
  id: ref,
  status,
  amount: amountFen,
  payment_intent: intentRef,
});
const cancel = ({ actor, orderId }: Bought) =>
  market.close.cancel(market.asBuyer(actor), orderId, '不想要了', market.claim(actor, { orderId }));
const ship = (orderId: string) =>
  test.uow.run(async (tx) => {
    const supplier = await tx.one<{ id: string }>('SELECT supplier_id AS id FROM sales_order WHERE id = $1', [orderId]);
    await market.fulfil.lock(tx, await market.seller(supplier?.id ?? ''), orderId);
  });
const paymentOf = (id: string) =>
  test.db.one<{ refunded: number }>('SELECT refunded_fen AS refunded FROM payment WHERE id = $1', [id]);
const refundsOf = (id: string) =>
  test.db.query<{ status: string; amountFen: number; cause: string }>(
    `SELECT status, amount_fen AS "amountFen", split_part(cause, ':', 1) AS cause FROM refund WHERE payment_id = $1 ORDER BY id`,
    [id],
  );
const dispute = (intentRef: string, status: string, id: string) => ({
  object: 'dispute',
  id,
  payment_intent: intentRef,
  amount: TOTAL,
  reason: 'product_not_received',
  status,
  evidence_details: { due_by: 1_800_000_000 },
});

describe('a refund at the provider’s own desk', () => {
  it('is booked once by its intent, however often and however many bring the news, and reversed when it fails', async () => {
    const { intentRef, paymentId } = await bought();
    const refund = market.gateway.refundAtDesk(intentRef, 500);
    const charge = { object: 'charge', id: 'ch_1', amount_refunded: 500, payment_intent: intentRef };
    await Promise.all([news(refunded(refund)), news(refunded(refund)), news(charge), market.refunds.lookAt(intentRef)]);
    expect(await paymentOf(paymentId)).toEqual({ refunded: 500 });
    expect(await refundsOf(paymentId)).toEqual([{ status: 'succeeded', amountFen: 500, cause: 'outside' }]);
    await news({ ...refunded(refund), status: 'failed' });
    await news(refunded(refund));
    expect(await paymentOf(paymentId)).toEqual({ refunded: 0 });
  });

  it('of all that was paid keeps the goods from being sent, and its cancellation asks for nothing more', async () => {
    const order = await bought();
    await news(refunded(market.gateway.refundAtDesk(order.intentRef, TOTAL)));
    await expect(ship(order.orderId)).rejects.toMatchObject({ code: 'payment_gone_back' });
    await cancel(order);
    expect(await market.statusOf(order.orderId)).toBe('cancelled');
    await market.submitRefunds();
    expect(await refundsOf(order.paymentId)).toEqual([{ status: 'succeeded', amountFen: TOTAL, cause: 'outside' }]);
  });

  it('of a part leaves the rest to a cancellation', async () => {
    const order = await bought();
    await news(refunded(market.gateway.refundAtDesk(order.intentRef, 1_200)));
    await ship(order.orderId);
    await cancel(order);
    await market.submitRefunds();
    expect(await paymentOf(order.paymentId)).toEqual({ refunded: TOTAL });
    expect(await refundsOf(order.paymentId)).toContainEqual({
      status: 'succeeded',
      amountFen: TOTAL - 1_200,
      cause: 'cancellation',
    });
  });

  it('that was quicker than ours is ours: what is refused there is found there', async () => {
    const order = await bought();
    await cancel(order);
    market.gateway.refundAtDesk(order.intentRef, TOTAL);
    await market.submitRefunds();
    expect(await refundsOf(order.paymentId)).toEqual([
      { status: 'succeeded', amountFen: TOTAL, cause: 'cancellation' },
    ]);
    expect(await paymentOf(order.paymentId)).toEqual({ refunded: TOTAL });
  });

  it('of another sum than ours is booked when ours has failed, and ours is not tried again for ever', async () => {
    const order = await bought();
    await cancel(order);
    market.gateway.refundAtDesk(order.intentRef, TOTAL - 1);
    await market.submitRefunds();
    expect((await refundsOf(order.paymentId)).map(({ status, cause }) => `${cause} ${status}`)).toEqual([
      'cancellation failed',
      'outside succeeded',
    ]);
    await test.db.query(`UPDATE refund SET finished_at = now() - interval '2 days' WHERE status = 'failed'`);
    expect(await market.refunds.retryable({ hours: 24, tries: 9 }, 10)).toEqual([]);
  });
});

describe('a refund that the provider has taken', () => {
  it('is looked up by its reference, and asked for once', async () => {
    const order = await bought();
    market.gateway.refundOutcome = 'submitted';
    await cancel(order);
    await market.submitRefunds();
    const asked = market.gateway.refundRequests;
    const [row] = await test.db.query<{ ref: string }>('SELECT provider_ref AS ref FROM refund WHERE payment_id = $1', [
      order.paymentId,
    ]);
    market.gateway.decideRefund(row?.ref ?? '', 'succeeded');
    await test.db.query('UPDATE refund SET next_try_at = now() WHERE payment_id = $1', [order.paymentId]);
    await market.submitRefunds();
    expect(await refundsOf(order.paymentId)).toMatchObject([{ status: 'succeeded' }]);
    expect(market.gateway.refundRequests).toBe(asked);
  });
});

describe('a dispute', () => {
  it('holds the goods until it is decided; won, they go', async () => {
    const { intentRef, paymentId, orderId } = await bought();
    const ref = `dp_${newId()}`;
    const said = (status: string) => news(dispute(intentRef, status, ref));
    await Promise.all([said('needs_response'), said('needs_response'), said('under_review')]);
    await said('needs_response');
    await expect(ship(orderId)).rejects.toMatchObject({ code: 'payment_disputed' });
    expect(await test.db.query('SELECT status FROM payment_dispute WHERE payment_id = $1', [paymentId])).toEqual([
      { status: 'under_review' },
    ]);
    await said('won');
    await ship(orderId);
    expect(await paymentOf(paymentId)).toEqual({ refunded: 0 });
  });

  it('that is lost has given the money back, whichever of its news comes first; won after all, the money is here again', async () => {
    const { intentRef, paymentId, orderId } = await bought();
    const ref = `dp_${newId()}`;
    await news(dispute(intentRef, 'lost', ref));
    await news(dispute(intentRef, 'needs_response', ref));
    expect(await paymentOf(paymentId)).toEqual({ refunded: TOTAL });
    await expect(ship(orderId)).rejects.toMatchObject({ code: 'payment_gone_back' });
    await news(dispute(intentRef, 'won', ref));
    expect(await paymentOf(paymentId)).toEqual({ refunded: 0 });
    await ship(orderId);
  });

  it('of somebody else’s intent is none of ours', async () => {
    await news(dispute('pi_nobody', 'lost', `dp_${newId()}`));
    expect(
      await test.db.query(
        `SELECT 1 FROM payment_dispute d JOIN payment p ON p.id = d.payment_id WHERE d.closed_at IS NULL`,
      ),
    ).toEqual([]);
  });
});
