import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PaymentStatus } from '@yigou/contracts';
import { DomainError, type Fen, isId, newId } from '@yigou/kernel';
import { alarms, Database, publish, type Tx } from '@yigou/platform';
import { type IntentSnapshot, PAYMENT_GATEWAY, type PaymentGateway } from './payment-gateway';
import { CancellationRequested } from './payments.events';

export interface Payment {
  readonly id: string;
  /** What is being paid, as an opaque reference. */
  readonly holder: string;
  readonly amountFen: Fen;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly capturedFen: Fen;
}
export interface OpenAttempt {
  readonly id: string;
  readonly paymentId: string;
  readonly amountFen: Fen;
  readonly currency: string;
  readonly returnUrl: string;
  readonly providerRef: string | null;
  readonly payUrl: string | null;
}
export type CaptureOutcome =
  'captured' | 'already_captured' | 'quarantined' | 'not_ours' | 'still_open' | 'attempt_cancelled';

const PAYMENT_COLUMNS = `id, holder, amount_fen AS "amountFen", currency, status, captured_fen AS "capturedFen"`;
const ATTEMPT_COLUMNS = `a.id, a.payment_id AS "paymentId", p.amount_fen AS "amountFen", p.currency, a.return_url AS "returnUrl",
  a.provider_ref AS "providerRef", a.pay_url AS "payUrl"`;

/** Payments and their attempts. The provider is only called outside transactions; what it says enters through `capture`. */
@Injectable()
export class Payments {
  private readonly log = new Logger('Payments');

  constructor(
    private readonly db: Database,
    @Inject(PAYMENT_GATEWAY) private readonly gateway: PaymentGateway,
  ) {}

  /** Opens a payment with its first attempt, not yet known to the provider. */
  async open(
    tx: Tx,
    payment: { readonly id: string; readonly holder: string; readonly amountFen: Fen; readonly returnUrl: string },
  ): Promise<OpenAttempt> {
    const attemptId = newId();
    await tx.query(
      `WITH opened AS (INSERT INTO payment (id, holder, amount_fen, status) VALUES ($1, $2, $3, 'pending') RETURNING id)
       INSERT INTO payment_attempt (id, payment_id, status, return_url) SELECT $4, id, 'created', $5 FROM opened`,
      [payment.id, payment.holder, payment.amountFen, attemptId, payment.returnUrl],
    );
    const { amountFen, returnUrl } = payment;
    return {
      id: attemptId,
      paymentId: payment.id,
      amountFen,
      currency: 'cny',
      returnUrl,
      providerRef: null,
      payUrl: null,
    };
  }

  /**
   * Makes the attempt known to the provider and stores where to pay. Safe to repeat: the attempt's id is the provider's idempotency key.
   * Throws `payment_unavailable` when the provider cannot be reached; the attempt then waits to be begun again.
   */
  async begin(attempt: OpenAttempt): Promise<IntentSnapshot> {
    const intent = await this.gateway.createIntent({
      attemptId: attempt.id,
      paymentId: attempt.paymentId,
      amountFen: attempt.amountFen,
      currency: attempt.currency,
      returnUrl: attempt.returnUrl,
      description: '益购订单',
    });
    await this.db.query(
      `UPDATE payment_attempt SET provider_ref = $2, pay_url = $3, checked_at = clock_timestamp(),
         status = CASE status WHEN 'created' THEN 'open' ELSE status END WHERE id = $1`,
      [attempt.id, intent.ref, intent.payUrl],
    );
    return intent;
  }

  /**
   * The attempt that the buyer can pay, begun anew when there is none or the last one ended without money. There is at most one open attempt, and the next is
   * opened only after the provider called the last one cancelled, so that a payment is never taken twice.
   * Throws `checkout_not_payable` when nothing is to pay.
   */
  async resume(paymentId: string): Promise<IntentSnapshot> {
    const attempt = await this.lastAttempt(paymentId);
    if (!attempt || attempt.paymentStatus !== 'pending') throw new DomainError('checkout_not_payable');
    if (attempt.status === 'created') return this.begin(attempt);
    if (attempt.status === 'open' && attempt.providerRef) {
      const intent = await this.gateway.retrieveIntent(attempt.providerRef);
      if (intent.status !== 'cancelled') return intent;
      await this.endAttempt(attempt.id, 'cancelled');
    }
    const rows = await this.db.query<OpenAttempt>(
      `WITH a AS (
         INSERT INTO payment_attempt (id, payment_id, status, return_url)
         SELECT $2, id, 'created', $3 FROM payment WHERE id = $1 AND status = 'pending' ON CONFLICT DO NOTHING RETURNING *)
       SELECT ${ATTEMPT_COLUMNS} FROM a JOIN payment p ON p.id = a.payment_id`,
      [paymentId, newId(), attempt.returnUrl],
    );
    // Nothing inserted: another request of the same buyer just opened one.
    return rows[0] ? this.begin(rows[0]) : this.resume(paymentId);
  }

  private lastAttempt(paymentId: string) {
    return this.db.one<OpenAttempt & { status: string; paymentStatus: PaymentStatus }>(
      `SELECT ${ATTEMPT_COLUMNS}, a.status, p.status AS "paymentStatus" FROM payment_attempt a JOIN payment p ON p.id = a.payment_id
       WHERE a.payment_id = $1 ORDER BY a.id DESC LIMIT 1`,
      [paymentId],
    );
  }

  private async endAttempt(attemptId: string, status: 'cancelled' | 'failed'): Promise<void> {
    await this.db.query("UPDATE payment_attempt SET status = $2 WHERE id = $1 AND status IN ('created', 'open')", [
      attemptId,
      status,
    ]);
  }

  /** Locks a payment for the rest of the transaction. Payments are locked before orders, orders before stock. */
  async lock(tx: Tx, paymentId: string): Promise<Payment> {
    const payment = await tx.one<Payment>(`SELECT ${PAYMENT_COLUMNS} FROM payment WHERE id = $1 FOR UPDATE`, [
      paymentId,
    ]);
    if (!payment) throw new DomainError('not_found');
    return payment;
  }

  /**
   * Takes in what the provider says of an intent, whoever brought the news (webhook, browser, sweeper), however often and in whatever order.
   * Money of another amount or currency than asked is quarantined with an alarm, never “paid”.
   */
  async capture(tx: Tx, intent: IntentSnapshot): Promise<{ outcome: CaptureOutcome; payment: Payment | null }> {
    if (!intent.paymentId || !isId(intent.paymentId)) return { outcome: 'not_ours', payment: null };
    const payment = await tx.one<Payment>(`SELECT ${PAYMENT_COLUMNS} FROM payment WHERE id = $1 FOR UPDATE`, [
      intent.paymentId,
    ]);
    if (!payment) return { outcome: 'not_ours', payment: null };
    if (payment.capturedFen > 0) return { outcome: 'already_captured', payment };
    if (intent.status === 'open') return { outcome: 'still_open', payment };
    if (intent.status === 'cancelled') {
      await tx.query(
        "UPDATE payment_attempt SET status = 'cancelled' WHERE provider_ref = $1 AND status IN ('created', 'open')",
        [intent.ref],
      );
      return { outcome: 'attempt_cancelled', payment };
    }
    if (intent.receivedFen !== payment.amountFen || intent.currency !== payment.currency) {
      await tx.query("UPDATE payment SET status = 'quarantined' WHERE id = $1", [payment.id]);
      alarms.inc({ kind: 'payment_quarantined' });
      this.log.error(
        { paymentId: payment.id, ref: intent.ref },
        'the provider received another amount or currency than asked',
      );
      return { outcome: 'quarantined', payment };
    }
    await tx.query(
      `WITH entry AS (INSERT INTO payment_entry (id, payment_id, kind, amount_fen) VALUES ($1, $2, 'capture', $3)),
         attempt AS (
           UPDATE payment_attempt SET status = 'succeeded', provider_ref = coalesce(provider_ref, $4)
           WHERE payment_id = $2 AND (provider_ref = $4 OR (provider_ref IS NULL AND status = 'created')))
       UPDATE payment SET status = 'paid', captured_fen = $3, paid_at = clock_timestamp() WHERE id = $2`,
      [newId(), payment.id, intent.receivedFen, intent.ref],
    );
    return { outcome: 'captured', payment: { ...payment, status: 'paid', capturedFen: intent.receivedFen } };
  }

  /** Closes an unpaid payment; the provider is told after the commit. Money that comes all the same is refunded by whoever settles it. */
  async cancel(tx: Tx, payment: Payment): Promise<void> {
    await tx.query("UPDATE payment SET status = 'cancelled' WHERE id = $1 AND status = 'pending'", [payment.id]);
    await publish(tx, CancellationRequested, { paymentId: payment.id });
  }

  /** Cancels what is open at the provider and gives its state after, null when the provider never heard of the payment. */
  async cancelAtProvider(paymentId: string): Promise<IntentSnapshot | null> {
    const attempt = await this.lastAttempt(paymentId);
    if (!attempt) return null;
    if (!attempt.providerRef) {
      // Whether the provider heard of it is unknown (a crash in between): beginning again with the same key tells.
      if (attempt.status !== 'created') return null;
      const intent = await this.begin(attempt);
      return this.gateway.cancelIntent(intent.ref);
    }
    if (attempt.status === 'cancelled') return null;
    return this.gateway.cancelIntent(attempt.providerRef);
  }

  /** Asks the provider; null when it never heard of the payment. */
  async askProvider(paymentId: string): Promise<IntentSnapshot | null> {
    const attempt = await this.lastAttempt(paymentId);
    if (!attempt?.providerRef) return null;
    await this.db.query('UPDATE payment_attempt SET checked_at = clock_timestamp() WHERE id = $1', [attempt.id]);
    return this.gateway.retrieveIntent(attempt.providerRef);
  }

  /** Payments without news for a while, for the sweeper: it asks the provider instead of waiting for a webhook that may never come. */
  async silent(olderThanSeconds: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT p.id FROM payment p JOIN payment_attempt a ON a.payment_id = p.id AND a.status = 'open'
       WHERE p.captured_fen = 0 AND p.status IN ('pending', 'cancelled')
         AND coalesce(a.checked_at, a.created_at) < clock_timestamp() - make_interval(secs => $1)
       ORDER BY p.created_at LIMIT 100`,
      [olderThanSeconds],
    );
    return rows.map((row) => row.id);
  }
}
