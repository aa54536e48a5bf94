import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { newId } from '@yigou/kernel';
import { fingerprintOf } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { type Decider, PaymentCases } from './payment-cases';
import { PaymentEvents } from './payment-events';
import type { IntentSnapshot } from './payment-gateway';
import { PaymentHolders } from './payment-holders';
import { type OpenAttempt, Payments } from './payments.service';
import { Refunds } from './refunds.service';
import { MemoryGateway } from './testing';

let test: TestDatabase;
let gateway: MemoryGateway;
let payments: Payments;
let refunds: Refunds;
let cases: PaymentCases;
let who: Decider;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
  const userId = newId();
  await test.db.query(
    "INSERT INTO app_user (id, login, name, password_hash) VALUES ($1, 'f@example.test', '财务', 'x')",
    [userId],
  );
  who = {
    audit: { actor: { userId, name: '财务', organisationId: null }, address: null },
    held: () => Promise.resolve(),
  };
  gateway = new MemoryGateway();
  payments = new Payments(test.db, gateway);
  refunds = new Refunds(test.db, test.uow, gateway);
  const holders = new PaymentHolders();
  holders.add('checkout', { captured: () => Promise.resolve(), quarantined: () => Promise.resolve() });
  cases = new PaymentCases(test.uow, payments, refunds, new AuditLog(), holders);
});
afterAll(() => test.close());
afterEach(async () => {
  gateway.faults.length = 0;
  gateway.refundOutcome = 'succeeded';
  expect(
    await test.db.query(
      `SELECT p.id FROM payment p WHERE captured_fen - refunded_fen - held_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM payment_entry e WHERE e.payment_id = p.id)
         OR (held_fen > 0) <> (status = 'quarantined')`,
    ),
  ).toEqual([]);
});

const AMOUNT = 1_000;
async function opened(): Promise<OpenAttempt> {
  const payment = {
    id: newId(),
    holder: newId(),
    purpose: 'checkout' as const,
    amountFen: AMOUNT,
    returnUrl: 'http://shop.test',
  };
  return test.uow.run((tx) => payments.open(tx, payment));
}
const paymentOf = (id: string) =>
  test.db.one<{ status: string; captured: number; held: number; refunded: number }>(
    'SELECT status, captured_fen AS captured, held_fen AS held, refunded_fen AS refunded FROM payment WHERE id = $1',
    [id],
  );
const attemptsOf = async (paymentId: string) =>
  (
    await test.db.query<{ status: string }>('SELECT status FROM payment_attempt WHERE payment_id = $1 ORDER BY id', [
      paymentId,
    ])
  ).map(({ status }) => status);
const settle = (intent: IntentSnapshot) =>
  test.uow.run((tx) => payments.capture(tx, intent)).then(({ outcome }) => outcome);
/** Paid, with what came. */
async function paid(receivedFen = AMOUNT): Promise<{ paymentId: string; ref: string }> {
  const attempt = await opened();
  const { ref } = await payments.begin(attempt);
  gateway.pay(ref);
  await settle({ ...gateway.intent(ref), receivedFen });
  return { paymentId: attempt.paymentId, ref };
}
async function refundOf(paymentId: string, amountFen = AMOUNT): Promise<string> {
  const holder = newId();
  await test.uow.run((tx) => refunds.request(tx, { paymentId, holder, cause: 'x', amountFen, reason: '测试' }));
  return (await test.db.one<{ id: string }>('SELECT id FROM refund WHERE holder = $1', [holder]))?.id ?? '';
}
const refundRow = (id: string) =>
  test.db.one<{ status: string; tryNo: number; failure: string | null }>(
    'SELECT status, try_no AS "tryNo", failure FROM refund WHERE id = $1',
    [id],
  );
const entriesOf = async (refundId: string) =>
  (
    await test.db.query<{ kind: string; tryNo: number }>(
      'SELECT kind, try_no AS "tryNo" FROM payment_entry WHERE refund_id = $1 ORDER BY at',
      [refundId],
    )
  ).map(({ kind, tryNo }) => `${kind} ${tryNo}`);
const claim = () => ({ actor: who.audit.actor.userId, key: newId(), fingerprint: fingerprintOf('x') });
const outcomes = async (work: readonly Promise<unknown>[]) => {
  const settled = await Promise.allSettled(work);
  return settled
    .map((result) =>
      result.status === 'fulfilled' ? 'done' : ((result.reason as { code?: string }).code ?? String(result.reason)),
    )
    .sort();
};

describe('a provider that fails under a key for ever', () => {
  it('takes the payment under the key of another attempt', async () => {
    const attempt = await opened();
    gateway.faults.push('spent');
    const intent = await payments.begin(attempt);
    expect(intent).toMatchObject({ paymentId: attempt.paymentId, status: 'open' });
    expect(await attemptsOf(attempt.paymentId)).toEqual(['failed', 'open']);
    gateway.pay(intent.ref);
    expect(await settle(gateway.intent(intent.ref))).toBe('captured');
    expect(await attemptsOf(attempt.paymentId)).toEqual(['failed', 'succeeded']);
  });

  it('is found out where it had made the intent all the same', async () => {
    const attempt = await opened();
    gateway.faults.push('spent_after');
    expect(await payments.begin(attempt)).toMatchObject({ attemptId: attempt.id });
    expect(await attemptsOf(attempt.paymentId)).toEqual(['open']);
  });

  it('eight buyers at once can all pay, with one open attempt each', async () => {
    const attempts = await Promise.all(Array.from({ length: 8 }, opened));
    gateway.faults.push(...attempts.map(() => 'spent' as const));
    await Promise.all(attempts.map((attempt) => payments.begin(attempt)));
    for (const { paymentId } of attempts) expect(await attemptsOf(paymentId)).toEqual(['failed', 'open']);
  });

  it('that does it again makes the buyer wait, not go round in circles', async () => {
    const attempt = await opened();
    gateway.faults.push('spent', 'spent', 'spent');
    await expect(payments.begin(attempt)).rejects.toMatchObject({ code: 'payment_unavailable' });
    expect(gateway.faults).toHaveLength(1);
    gateway.faults.length = 0;
    expect(await payments.resume(attempt.paymentId)).toMatchObject({ status: 'open' });
  });

  it('an attempt that was given up and is paid after all counts, and the one in its place is cancelled', async () => {
    const attempt = await opened();
    gateway.faults.push('spent');
    await payments.begin(attempt);
    const late = { ...gateway.intent([...gateway.intents.keys()].at(-1) ?? ''), ref: 'pi_late', attemptId: attempt.id };
    expect(await settle({ ...late, status: 'succeeded', receivedFen: AMOUNT })).toBe('captured');
    expect(await attemptsOf(attempt.paymentId)).toEqual(['succeeded', 'open']);
    const asked = await test.db.query(
      "SELECT 1 FROM outbox WHERE topic = 'payments.cancellation_requested' AND payload->>'paymentId' = $1",
      [attempt.paymentId],
    );
    expect(asked).toHaveLength(1);
  });

  it('gives the money back under the key of the next try, after it was looked for twice', async () => {
    const { paymentId } = await paid();
    const id = await refundOf(paymentId);
    gateway.faults.push('spent');
    await refunds.submit(id);
    expect(await refundRow(id)).toMatchObject({ status: 'pending', tryNo: 1 });
    await Promise.all([refunds.submit(id), refunds.submit(id), refunds.submit(id)]);
    expect(await refundRow(id)).toMatchObject({ status: 'succeeded', tryNo: 2 });
    expect(await entriesOf(id)).toEqual(['refund 2']);
    expect(gateway.refunds.size).toBe(1);
    gateway.refunds.clear();
  });

  it('gives nothing back twice where it had made the refund all the same', async () => {
    const { paymentId } = await paid();
    const id = await refundOf(paymentId);
    gateway.faults.push('spent_after');
    await refunds.submit(id);
    await refunds.submit(id);
    expect(await refundRow(id)).toMatchObject({ status: 'succeeded', tryNo: 1 });
    expect(gateway.refunds.size).toBe(1);
    gateway.refunds.clear();
  });
});

describe('a provider that says no', () => {
  it('to a payment is told the buyer, and the attempt is over', async () => {
    const attempt = await opened();
    gateway.faults.push('refused');
    await expect(payments.begin(attempt)).rejects.toMatchObject({ code: 'payment_refused' });
    expect(await attemptsOf(attempt.paymentId)).toEqual(['failed']);
    expect(await payments.cancelAtProvider(attempt.paymentId)).toBeNull();
  });

  it('to a payment that is to be cancelled lets it be closed', async () => {
    const attempt = await opened();
    gateway.faults.push('refused');
    expect(await payments.cancelAtProvider(attempt.paymentId)).toBeNull();
  });

  it('that it knows the intent, lets another one be begun, and the order be closed', async () => {
    const attempt = await opened();
    gateway.intents.delete((await payments.begin(attempt)).ref);
    expect(await payments.askProvider(attempt.paymentId)).toBeNull();
    const next = await payments.resume(attempt.paymentId);
    expect(await attemptsOf(attempt.paymentId)).toEqual(['failed', 'open']);
    gateway.intents.delete(next.ref);
    expect(await payments.cancelAtProvider(attempt.paymentId)).toBeNull();
    expect(await attemptsOf(attempt.paymentId)).toEqual(['failed', 'failed']);
  });

  it('to a refund leaves it to a person, who has it tried again once, though two press the button', async () => {
    const { paymentId } = await paid();
    const id = await refundOf(paymentId);
    gateway.faults.push('refused');
    await refunds.submit(id);
    expect(await refundRow(id)).toEqual({ status: 'failed', tryNo: 1, failure: 'amount_too_large' });
    const pressed = Array.from({ length: 4 }, () => cases.retryRefund(who, id, '已与渠道核实', claim()));
    expect(await outcomes(pressed)).toEqual(['already_decided', 'already_decided', 'already_decided', 'done']);
    await refunds.submit(id);
    expect(await refundRow(id)).toEqual({ status: 'succeeded', tryNo: 2, failure: null });
    expect(await paymentOf(paymentId)).toMatchObject({ refunded: AMOUNT });
    gateway.refunds.clear();
  });
});

describe('a refund that failed after it succeeded', () => {
  it('is booked back, tried again and booked anew; old news of the first try changes nothing', async () => {
    const { paymentId } = await paid();
    const id = await refundOf(paymentId);
    await refunds.submit(id);
    const news = { ref: `re_${id}-1`, refundId: id, tryNo: 1, amountFen: AMOUNT, intentRef: null };
    await test.uow.run((tx) => refunds.apply(tx, { ...news, status: 'failed' }));
    expect(await paymentOf(paymentId)).toMatchObject({ refunded: 0 });
    gateway.refunds.clear();
    await cases.retryRefund(who, id, '再退一次', claim());
    for (const status of ['succeeded', 'failed', 'submitted'] as const)
      await test.uow.run((tx) => refunds.apply(tx, { ...news, status }));
    expect(await refundRow(id)).toMatchObject({ status: 'pending', tryNo: 2 });
    await refunds.submit(id);
    expect(await entriesOf(id)).toEqual(['refund 1', 'refund_reversal 1', 'refund 2']);
    expect(await paymentOf(paymentId)).toMatchObject({ refunded: AMOUNT });
    gateway.refunds.clear();
  });

  it('is not tried again when what it would give back has gone another way', async () => {
    const { paymentId } = await paid();
    const id = await refundOf(paymentId, AMOUNT);
    gateway.faults.push('refused');
    await refunds.submit(id);
    await refundOf(paymentId, 1);
    await expect(cases.retryRefund(who, id, '再退一次', claim())).rejects.toMatchObject({
      code: 'refund_exceeds_payment',
    });
  });

  it('is tried again by policy, so many times and no more', async () => {
    const { paymentId } = await paid();
    const id = await refundOf(paymentId);
    gateway.faults.push('refused', 'refused', 'refused');
    const policy = { hours: 24, tries: 3 };
    for (const tryNo of [1, 2, 3]) {
      await refunds.submit(id);
      expect(await refundRow(id)).toMatchObject({ status: 'failed', tryNo });
      expect(await cases.retryByPolicy(policy)).toBe(0);
      await test.db.query("UPDATE refund SET finished_at = finished_at - interval '25 hours' WHERE id = $1", [id]);
      expect(await cases.retryByPolicy(policy)).toBe(tryNo < 3 ? 1 : 0);
    }
  });
});

describe('money in quarantine', () => {
  it('is given back by one person, though two decide at once and the provider tells of it again', async () => {
    const { paymentId, ref } = await paid(700);
    expect(await paymentOf(paymentId)).toEqual({ status: 'quarantined', captured: 700, held: 700, refunded: 0 });
    const decided = await outcomes([
      cases.end(who, paymentId, { ending: 'refund', reason: '金额不符' }, claim()),
      cases.end(who, paymentId, { ending: 'accept', reason: '金额不符' }, claim()),
      ...Array.from({ length: 4 }, () => settle({ ...gateway.intent(ref), receivedFen: 700 })),
    ]);
    expect(decided).toEqual(['already_decided', 'done', 'done', 'done', 'done', 'done']);
    expect(
      await test.db.query('SELECT 1 FROM payment_entry WHERE payment_id = $1 AND kind = $2', [paymentId, 'release']),
    ).toHaveLength(1);
    expect(
      await test.db.query("SELECT 1 FROM audit_entry WHERE action = 'payments.case_ended' AND subject_id = $1", [
        paymentId,
      ]),
    ).toHaveLength(1);
  });

  it('goes back in full, with the reason in the ledger', async () => {
    const { paymentId } = await paid(700);
    gateway.intents.forEach((intent) => (intent.snapshot = { ...intent.snapshot, receivedFen: 700 }));
    const key = claim();
    await cases.end(who, paymentId, { ending: 'refund', reason: '买家少付，退回' }, key);
    await cases.end(who, paymentId, { ending: 'refund', reason: '买家少付，退回' }, key);
    const refund = await test.db.one<{ id: string }>('SELECT id FROM refund WHERE payment_id = $1', [paymentId]);
    await refunds.submit(refund?.id ?? '');
    expect(await paymentOf(paymentId)).toEqual({ status: 'resolved', captured: 700, held: 0, refunded: 700 });
    const journal = await test.db.query(
      'SELECT kind, amount_fen AS fen, note FROM payment_entry WHERE payment_id = $1 ORDER BY at, kind',
      [paymentId],
    );
    expect(journal).toEqual([
      { kind: 'capture', fen: 700, note: '' },
      { kind: 'hold', fen: -700, note: '' },
      { kind: 'release', fen: 700, note: '买家少付，退回' },
      { kind: 'refund', fen: -700, note: '' },
    ]);
    gateway.refunds.clear();
  });

  it('stays when the difference is accepted, and cannot be refunded before', async () => {
    const { paymentId } = await paid(700);
    await expect(refundOf(paymentId, 1)).rejects.toMatchObject({ code: 'refund_exceeds_payment' });
    await cases.end(who, paymentId, { ending: 'accept', reason: '线下已补足' }, claim());
    expect(await paymentOf(paymentId)).toEqual({ status: 'resolved', captured: 700, held: 0, refunded: 0 });
    await expect(cases.end(who, newId(), { ending: 'accept', reason: '无' }, claim())).rejects.toMatchObject({
      code: 'not_found',
    });
    const fine = await paid();
    await expect(cases.end(who, fine.paymentId, { ending: 'accept', reason: '无' }, claim())).rejects.toMatchObject({
      code: 'already_decided',
    });
  });

  it('is ended by nobody whose seat is gone', async () => {
    const { paymentId } = await paid(700);
    const gone: Decider = { ...who, held: () => Promise.reject(new Error('forbidden')) };
    await expect(cases.end(gone, paymentId, { ending: 'accept', reason: '无' }, claim())).rejects.toThrow('forbidden');
    expect(await paymentOf(paymentId)).toMatchObject({ status: 'quarantined', held: 700 });
  });
});

describe('the queues of the sweeps', () => {
  it('send whoever was tried to their end: a hundred that fail keep nobody from the first page', async () => {
    const events = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const id = newId();
        await test.db.query(
          "INSERT INTO payment_event (id, provider_event_id, type, payload, received_at) VALUES ($1, $2, 'x', '{}', now() - interval '1 hour')",
          [id, id],
        );
        return id;
      }),
    );
    const inbox = new PaymentEvents(test.db, gateway);
    const seen = [...(await inbox.strays(30, 2)), ...(await inbox.strays(30, 2))];
    expect(seen.sort()).toEqual(events.sort());
    expect(await inbox.strays(30, 2)).toEqual([]);

    const { paymentId } = await paid();
    await refundOf(paymentId, 1);
    await refundOf(paymentId, 1);
    gateway.down = true;
    const [first = ''] = await refunds.silent(-1, 1);
    await expect(refunds.submit(first)).rejects.toMatchObject({ code: 'payment_unavailable' });
    gateway.down = false;
    const [second = ''] = await refunds.silent(-1, 1);
    expect(second).not.toBe(first);
  });
});

describe('the queue of payments without news', () => {
  it('asks for whoever waited longest and for whoever came last, however long it is', async () => {
    const begun: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      const attempt = await opened();
      await payments.begin(attempt);
      begun.push(attempt.paymentId);
    }
    const [, longest, , latest] = begun;
    await test.db.query("UPDATE payment_attempt SET checked_at = created_at - interval '1 day' WHERE payment_id = $1", [
      longest,
    ]);
    expect(await payments.silent(-1, 2)).toEqual([longest, latest]);
    expect(await payments.silent(-1)).toEqual(expect.arrayContaining(begun));
  });
});
