import type { PaymentChannel } from '@yigou/contracts';
import { type Fen, isId, newId } from '@yigou/kernel';
import { eventRow, eventsCte, type Queryable, type Tx } from '@yigou/platform';
import type { IntentSnapshot } from './payment-gateway';
import { type AttemptStatus, PAYMENT, PAYMENT_ATTEMPT } from './payment-status';
import { PaymentPaid, PaymentQuarantined, PaymentResolved } from './payments.events';
import type { OpenAttempt, Payment } from './payments.service';

/** Of an attempt `a` of a payment `p`. */
export const ATTEMPT_COLUMNS = `a.id, a.payment_id AS "paymentId", p.purpose, p.amount_fen AS "amountFen", p.currency, a.return_url AS "returnUrl",
  a.provider_ref AS "providerRef", a.pay_url AS "payUrl", a.created_at AS "createdAt"`;

/** SQL lists of the states that an action of an attempt starts from. */
const from = (action: 'begin' | 'succeed' | 'fail' | 'cancel') =>
  PAYMENT_ATTEMPT.sources(action)
    .map((status) => `'${status}'`)
    .join(', ');

/** The attempt that the intent belongs to: $4 is its reference, $5 the attempt's id when its metadata names one. */
const ATTEMPT_SUCCEEDED = `attempt AS (
  UPDATE payment_attempt SET status = 'succeeded', provider_ref = coalesce(provider_ref, $4)
  WHERE payment_id = $2 AND (provider_ref = $4 OR id = $5) AND status IN (${from('succeed')}) RETURNING id)`;
const OTHERS_OPEN = `EXISTS (SELECT 1 FROM payment_attempt o WHERE o.payment_id = $2 AND o.status IN ('created', 'open')
  AND o.id NOT IN (SELECT id FROM attempt)) AS "othersOpen"`;

const moneyOf = ({ id, holder }: Payment, amountFen: Fen) => ({ paymentId: id, holder, amountFen });
const eventRows = (event: typeof PaymentPaid | typeof PaymentQuarantined, payment: Payment, amountFen: Fen): string =>
  JSON.stringify([eventRow(event, moneyOf(payment, amountFen))]);
const attemptIdOf = ({ attemptId }: IntentSnapshot): string | null => (attemptId && isId(attemptId) ? attemptId : null);

/** Members `opened` and `first_attempt` of a WITH list that open the payment that {@link openingOf} gives for the parameter. */
export const openingCte = (parameter: `$${number}`): string => `opened AS (
    INSERT INTO payment (id, holder, amount_fen, status, purpose)
    SELECT id, holder, amount, '${PAYMENT.initial}', purpose
    FROM jsonb_to_record(${parameter}::jsonb) AS t (id uuid, holder uuid, amount bigint, purpose text) RETURNING id),
  first_attempt AS (
    INSERT INTO payment_attempt (id, payment_id, status, return_url)
    SELECT t.attempt, opened.id, '${PAYMENT_ATTEMPT.initial}', t.return_url
    FROM opened, jsonb_to_record(${parameter}::jsonb) AS t (attempt uuid, return_url text))`;

/** A payment with its first attempt, for {@link openingCte}. */
export const openingOf = (
  { id, holder, purpose, amountFen }: Pick<Payment, 'id' | 'holder' | 'purpose' | 'amountFen'>,
  attempt: { readonly id: string; readonly returnUrl: string },
): string =>
  JSON.stringify({ id, holder, purpose, amount: amountFen, attempt: attempt.id, return_url: attempt.returnUrl });

/**
 * The only writer of the states of payments and their attempts. The caller holds the payment's lock and passes the payment as it read it under that lock. Each
 * move is one statement, with what belongs to it in the ledger.
 */
export const movePayments = {
  /** A payment with its first attempt. */
  async open(
    tx: Tx,
    payment: Pick<Payment, 'id' | 'holder' | 'purpose' | 'amountFen'>,
    attempt: { readonly id: string; readonly returnUrl: string },
  ): Promise<void> {
    await tx.query(`WITH ${openingCte('$1')} SELECT`, [openingOf(payment, attempt)]);
  },

  /** A payment that other payments are to fill. */
  async openPool(tx: Tx, { id, holder, amountFen }: Pick<Payment, 'id' | 'holder' | 'amountFen'>): Promise<void> {
    await tx.query(
      `WITH opened AS (
         INSERT INTO payment (id, holder, amount_fen, status, purpose, channel) VALUES ($1, $2, $3, '${PAYMENT.initial}', 'pool', 'pooled') RETURNING id, amount_fen)
       INSERT INTO payment_pool (payment_id, amount_fen) SELECT id, amount_fen FROM opened`,
      [id, holder, amountFen],
    );
  },

  /** All that was asked for is in the pool. */
  async payFromPool(tx: Tx, payment: Payment): Promise<void> {
    const to = PAYMENT.next(payment.status, 'pay');
    const { id, amountFen } = payment;
    await tx.query(
      `WITH entry AS (INSERT INTO payment_entry (id, payment_id, kind, amount_fen) VALUES ($1, $2, 'capture', $3)), ${eventsCte('$4')}
       UPDATE payment SET status = '${to}', captured_fen = $3, paid_at = clock_timestamp() WHERE id = $2`,
      [newId(), id, amountFen, eventRows(PaymentPaid, payment, amountFen)],
    );
  },

  /**
   * Another amount is asked for than when it was opened. Only while nobody could pay it: an intent at the provider is of the amount that it was made with.
   */
  async reprice(tx: Tx, payment: Payment, amountFen: Fen): Promise<void> {
    const changed = await tx.query(
      `UPDATE payment p SET amount_fen = $2 WHERE id = $1 AND status = 'pending'
         AND NOT EXISTS (SELECT 1 FROM payment_attempt a WHERE a.payment_id = p.id AND (a.status <> 'created' OR a.provider_ref IS NOT NULL)) RETURNING id`,
      [payment.id, amountFen],
    );
    if (changed.length === 0) throw new Error(`payment ${payment.id} can be paid already: its amount stays`);
  },

  /** Another attempt of a payment that waits, when none is open; undefined when there is one, or nothing is to pay. */
  async addAttempt(db: Queryable, paymentId: string, returnUrl: string): Promise<OpenAttempt | undefined> {
    const rows = await db.query<OpenAttempt>(
      `WITH a AS (
         INSERT INTO payment_attempt (id, payment_id, status, return_url)
         SELECT $2, id, '${PAYMENT_ATTEMPT.initial}', $3 FROM payment WHERE id = $1 AND status = 'pending' AND channel = 'online' FOR SHARE ON CONFLICT DO NOTHING RETURNING *)
       SELECT ${ATTEMPT_COLUMNS} FROM a JOIN payment p ON p.id = a.payment_id`,
      [paymentId, newId(), returnUrl],
    );
    return rows[0];
  },

  /** What was asked for came. Gives whether another attempt could still be paid. */
  async pay(tx: Tx, payment: Payment, intent: IntentSnapshot): Promise<{ othersOpen: boolean }> {
    const to = PAYMENT.next(payment.status, 'pay');
    const row = await tx.one<{ othersOpen: boolean }>(
      `WITH entry AS (INSERT INTO payment_entry (id, payment_id, kind, amount_fen) VALUES ($1, $2, 'capture', $3)),
         ${ATTEMPT_SUCCEEDED}, ${eventsCte('$6')},
         moved AS (UPDATE payment SET status = '${to}', captured_fen = $3, paid_at = clock_timestamp(), channel = 'online' WHERE id = $2)
       SELECT ${OTHERS_OPEN}`,
      [
        newId(),
        payment.id,
        intent.receivedFen,
        intent.ref,
        attemptIdOf(intent),
        eventRows(PaymentPaid, payment, intent.receivedFen),
      ],
    );
    return { othersOpen: row?.othersOpen ?? false };
  },

  /** Which way the money is expected, while none has come: no attempt at the provider is begun for what is to come by transfer. */
  async expect(tx: Tx, paymentId: string, channel: PaymentChannel): Promise<void> {
    await tx.query(`UPDATE payment SET channel = $2 WHERE id = $1 AND status = 'pending'`, [paymentId, channel]);
  },

  /** What was asked for came from account to account. False, and nothing is written, while an attempt at the provider could still be paid. */
  async payByTransfer(tx: Tx, payment: Payment, note: string): Promise<boolean> {
    const to = PAYMENT.next(payment.status, 'pay');
    const { amountFen } = payment;
    const event = eventRow(PaymentPaid, moneyOf(payment, amountFen), payment.id);
    const [paid] = await tx.query(
      `WITH moved AS (UPDATE payment SET status = '${to}', captured_fen = $3, paid_at = clock_timestamp(), channel = 'transfer' WHERE id = $2
           AND NOT EXISTS (SELECT FROM payment_attempt o WHERE o.payment_id = $2 AND o.status IN ('created', 'open')) RETURNING id),
         ${eventsCte('$5', { onlyFor: 'moved' })}
       INSERT INTO payment_entry (id, payment_id, kind, amount_fen, note) SELECT $1, id, 'capture', $3, $4 FROM moved RETURNING id`,
      [newId(), payment.id, amountFen, note, JSON.stringify([event])],
    );
    return paid !== undefined;
  },

  /** Something else came: it is booked, and held until a person ends the case. */
  async quarantine(tx: Tx, payment: Payment, intent: IntentSnapshot): Promise<void> {
    const to = PAYMENT.next(payment.status, 'quarantine');
    await tx.query(
      `WITH ${ATTEMPT_SUCCEEDED}, ${eventsCte('$10')},
         entry AS (INSERT INTO payment_entry (id, payment_id, kind, amount_fen) VALUES ($1, $2, 'capture', $3::bigint), ($6, $2, 'hold', -$3::bigint)),
         opened AS (INSERT INTO payment_case (id, payment_id, provider_ref, expected_fen, received_fen, currency) VALUES ($7, $2, $4, $8, $3, $9))
       UPDATE payment SET status = '${to}', captured_fen = $3, held_fen = $3, paid_at = clock_timestamp(), channel = 'online' WHERE id = $2`,
      [
        newId(),
        payment.id,
        intent.receivedFen,
        intent.ref,
        attemptIdOf(intent),
        newId(),
        newId(),
        payment.amountFen,
        intent.currency,
        eventRows(PaymentQuarantined, payment, intent.receivedFen),
      ],
    );
  },

  /** The case is over: what was held is free, to be given back or to stay. Gives how much. Throws `already_decided`. */
  async resolve(
    tx: Tx,
    payment: Payment,
    by: { readonly userId: string; readonly ending: 'refund' | 'accept'; readonly reason: string },
  ): Promise<Fen> {
    const to = PAYMENT.next(payment.status, 'resolve');
    await tx.query(
      `WITH entry AS (INSERT INTO payment_entry (id, payment_id, kind, amount_fen, note) VALUES ($1, $2, 'release', $3, $6)),
         ended AS (UPDATE payment_case SET ending = $5, reason = $6, ended_by = $4, ended_at = clock_timestamp() WHERE payment_id = $2),
         ${eventsCte('$7')}
       UPDATE payment SET status = '${to}', held_fen = 0 WHERE id = $2`,
      [
        newId(),
        payment.id,
        payment.heldFen,
        by.userId,
        by.ending,
        by.reason,
        JSON.stringify([eventRow(PaymentResolved, { ...moneyOf(payment, payment.heldFen), ending: by.ending })]),
      ],
    );
    return payment.heldFen;
  },

  /** Nothing is to be paid any more. One that is past that stays as it is. */
  async cancel(tx: Tx, payment: Payment): Promise<void> {
    if (!PAYMENT.can(payment.status, 'cancel')) return;
    await tx.query(`UPDATE payment SET status = '${PAYMENT.next(payment.status, 'cancel')}' WHERE id = $1`, [
      payment.id,
    ]);
  },

  /** The provider knows the attempt now, and where to pay. */
  async begin(db: Queryable, attemptId: string, intent: IntentSnapshot): Promise<void> {
    await db.query(
      `UPDATE payment_attempt SET provider_ref = $2, pay_url = $3, checked_at = clock_timestamp(),
         status = CASE WHEN status IN (${from('begin')}) THEN 'open' ELSE status END WHERE id = $1`,
      [attemptId, intent.ref, intent.payUrl],
    );
  },

  /** Nothing can be paid under the attempt any more. One that has ended stays as it did. */
  async endAttempt(
    db: Queryable,
    attempt: { readonly id: string } | { readonly providerRef: string },
    action: 'fail' | 'cancel',
  ): Promise<void> {
    const to: AttemptStatus = PAYMENT_ATTEMPT.next('open', action);
    const [column, value] = 'id' in attempt ? ['id', attempt.id] : ['provider_ref', attempt.providerRef];
    await db.query(`UPDATE payment_attempt SET status = '${to}' WHERE ${column} = $1 AND status IN (${from(action)})`, [
      value,
    ]);
  },
};
