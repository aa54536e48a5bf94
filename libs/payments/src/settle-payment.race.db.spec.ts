import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { alarms } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { PaymentEvents } from './payment-events';
import { type PaymentHolder, PaymentHolders } from './payment-holders';
import { Payments } from './payments.service';
import { Refunds } from './refunds.service';
import { SettlePayment } from './settle-payment';
import { MemoryGateway } from './testing';

let test: TestDatabase;
let gateway: MemoryGateway;
let payments: Payments;
let holders: PaymentHolders;
let settle: SettlePayment;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 10 });
  gateway = new MemoryGateway();
  payments = new Payments(test.db, gateway);
});
beforeEach(() => {
  holders = new PaymentHolders();
  const refunds = new Refunds(test.db, test.uow, gateway);
  settle = new SettlePayment(test.uow, payments, refunds, new PaymentEvents(test.db, gateway), holders);
});
afterAll(() => test.close());

const AMOUNT = 1_000;
/** A pledge's payment, paid at the provider. */
async function pledged() {
  const payment = { id: newId(), holder: newId(), purpose: 'pledge' as const, amountFen: AMOUNT };
  const attempt = await test.uow.run((tx) => payments.open(tx, { ...payment, returnUrl: 'http://shop.test' }));
  const { ref } = await payments.begin(attempt);
  gateway.pay(ref);
  return { ...payment, intent: gateway.intent(ref) };
}
const bookedOf = (id: string) =>
  test.db.one<{ status: string; captured: number; told: number }>(
    `SELECT status, captured_fen AS captured,
       (SELECT count(*)::int FROM outbox WHERE topic = 'payments.paid' AND payload ->> 'paymentId' = $1) AS told FROM payment WHERE id = $1::uuid`,
    [id],
  );
const alarmed = async () =>
  (await alarms.get()).values.find(({ labels }) => labels.kind === 'payment_without_holder')?.value ?? 0;

/** Hears, and writes down what it heard in the transaction that it heard it in. */
const heard: string[] = [];
const holder: PaymentHolder = {
  captured: async (tx, payment, { note }) => {
    await tx.query('SELECT 1 FROM payment WHERE id = $1 AND status = $2', [payment.id, 'paid']);
    heard.push(`${payment.holder} ${note}`);
  },
  quarantined: (_tx, payment) => Promise.resolve(void heard.push(`${payment.holder} held`)),
};

describe('money of a purpose', () => {
  it('is not booked while nobody holds it, raises an alarm, and is booked once somebody does', async () => {
    const { id, intent } = await pledged();
    const before = await alarmed();
    await expect(settle.execute(intent)).rejects.toThrow('nobody holds payments of the purpose pledge');
    expect(await alarmed()).toBe(before + 1);
    expect(await bookedOf(id)).toEqual({ status: 'pending', captured: 0, told: 0 });
    holders.add('pledge', holder);
    expect(await settle.execute(intent)).toBe('captured');
    expect(await bookedOf(id)).toEqual({ status: 'paid', captured: AMOUNT, told: 1 });
  });

  it('is told its holder once, however many bring the news at once', async () => {
    holders.add('pledge', holder);
    const { id, holder: pledgeId, intent } = await pledged();
    heard.length = 0;
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => settle.execute(intent)));
    expect(outcomes.toSorted()).toEqual([...Array(7).fill('already_captured'), 'captured']);
    expect(heard).toEqual([`${pledgeId} 付款成功`]);
    expect(await bookedOf(id)).toEqual({ status: 'paid', captured: AMOUNT, told: 1 });
  });

  it('that is not what was asked for is told its holder as that', async () => {
    holders.add('pledge', holder);
    const { id, holder: pledgeId, intent } = await pledged();
    heard.length = 0;
    expect(await settle.execute({ ...intent, receivedFen: AMOUNT - 1 })).toBe('quarantined');
    expect(heard).toEqual([`${pledgeId} held`]);
    expect(await bookedOf(id)).toMatchObject({ status: 'quarantined', told: 0 });
  });

  it('stays unbooked where its holder fails', async () => {
    holders.add('pledge', { ...holder, captured: () => Promise.reject(new Error('no')) });
    const { id, intent } = await pledged();
    await expect(settle.execute(intent)).rejects.toThrow('no');
    expect(await bookedOf(id)).toEqual({ status: 'pending', captured: 0, told: 0 });
  });

  it('has one holder', () => {
    holders.add('pledge', holder);
    expect(() => holders.add('pledge', holder)).toThrow('two holders');
  });
});
