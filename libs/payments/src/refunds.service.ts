import { Inject, Injectable, Logger } from '@nestjs/common';
import type { RefundStatus } from '@yigou/contracts';
import { DomainError, type Fen, isId, newId } from '@yigou/kernel';
import { alarms, Database, publish, type Tx, UnitOfWork } from '@yigou/platform';
import { PAYMENT_GATEWAY, type PaymentGateway, type RefundSnapshot } from './payment-gateway';
import { RefundRequested } from './payments.events';

export interface RefundRequest {
  readonly paymentId: string;
  /** What is refunded, as an opaque reference (an order). */
  readonly holder: string;
  /** Why, as a word: one refund per holder and cause. */
  readonly cause: string;
  readonly amountFen: Fen;
  /** Chinese, shown to the buyer. */
  readonly reason: string;
}

/** Hours after which the provider may have forgotten an idempotency key (24 h); before trying again we look first. */
const KEY_LIFETIME_HOURS = 20;

/** Refunds: the balance is reserved under the payment's lock, then the provider is called, and its word is booked in the payment ledger. */
@Injectable()
export class Refunds {
  private readonly log = new Logger('Refunds');

  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    @Inject(PAYMENT_GATEWAY) private readonly gateway: PaymentGateway,
  ) {}

  /**
   * Asks for a refund; the caller holds the payment's lock. Asking again for the same holder and cause changes nothing.
   * Throws `refund_exceeds_payment` when less than the amount is left.
   */
  async request(tx: Tx, request: RefundRequest): Promise<void> {
    const id = newId();
    const rows = await tx.query<{ stored: boolean }>(
      `WITH balance AS (
         SELECT p.captured_fen - coalesce((SELECT sum(amount_fen) FROM refund r WHERE r.payment_id = p.id AND r.status <> 'failed'), 0) AS fen
         FROM payment p WHERE p.id = $2),
       stored AS (
         INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status)
         SELECT $1, $2, $3, $4, $5::bigint, $6, 'pending' FROM balance WHERE balance.fen >= $5::bigint
         ON CONFLICT (holder, cause) DO NOTHING RETURNING id)
       SELECT EXISTS (SELECT 1 FROM stored) AS stored`,
      [id, request.paymentId, request.holder, request.cause, request.amountFen, request.reason],
    );
    if (rows[0]?.stored) {
      await publish(tx, RefundRequested, { refundId: id });
      return;
    }
    const existing = await tx.one('SELECT 1 AS found FROM refund WHERE holder = $1 AND cause = $2', [
      request.holder,
      request.cause,
    ]);
    if (!existing) throw new DomainError('refund_exceeds_payment');
  }

  /** Takes a refund to the provider and books the answer. Safe to repeat: the refund's id is the provider's idempotency key. */
  async submit(refundId: string): Promise<void> {
    const refund = await this.db.one<{
      status: RefundStatus;
      amountFen: Fen;
      reason: string;
      intentRef: string | null;
      tried: boolean;
      ageHours: number;
    }>(
      `UPDATE refund r SET attempts = attempts + 1 FROM payment_attempt a
       WHERE r.id = $1 AND r.status IN ('pending', 'submitted') AND a.payment_id = r.payment_id AND a.status = 'succeeded'
       RETURNING r.status, r.amount_fen AS "amountFen", r.reason, a.provider_ref AS "intentRef", r.attempts > 1 AS tried,
         extract(epoch FROM clock_timestamp() - r.created_at)::int / 3600 AS "ageHours"`,
      [refundId],
    );
    if (!refund?.intentRef) return;
    const known =
      refund.tried && refund.ageHours >= KEY_LIFETIME_HOURS
        ? await this.gateway.findRefund(refund.intentRef, refundId)
        : null;
    const { amountFen, reason, intentRef } = refund;
    const snapshot = known ?? (await this.gateway.createRefund({ refundId, intentRef, amountFen, reason }));
    await this.uow.run((tx) => this.apply(tx, { ...snapshot, refundId }));
  }

  /**
   * Books what the provider says of a refund. News may come twice and in any order: succeeded outranks submitted, failed outranks all, since a provider may take a
   * success back. A success that is taken back is reversed in the ledger and alarmed.
   */
  async apply(tx: Tx, snapshot: RefundSnapshot): Promise<void> {
    if (!snapshot.refundId || !isId(snapshot.refundId)) return;
    const found = await tx.one<{ paymentId: string }>('SELECT payment_id AS "paymentId" FROM refund WHERE id = $1', [
      snapshot.refundId,
    ]);
    if (!found) return;
    await tx.query('SELECT 1 FROM payment WHERE id = $1 FOR UPDATE', [found.paymentId]);
    const refund = await tx.one<{ id: string; status: RefundStatus; amountFen: Fen }>(
      'SELECT id, status, amount_fen AS "amountFen" FROM refund WHERE id = $1 FOR UPDATE',
      [snapshot.refundId],
    );
    if (!refund || RANK[snapshot.status] <= RANK[refund.status]) return;
    if (snapshot.amountFen !== refund.amountFen) {
      alarms.inc({ kind: 'refund_amount_differs' });
      this.log.error({ refundId: refund.id, ref: snapshot.ref }, 'the provider refunded another amount than asked');
    }
    if (snapshot.status === 'succeeded') await this.book(tx, found.paymentId, refund, 'refund', -refund.amountFen);
    if (snapshot.status === 'failed') {
      alarms.inc({ kind: 'refund_failed' });
      this.log.error({ refundId: refund.id }, 'a refund failed and needs a person');
      if (refund.status === 'succeeded')
        await this.book(tx, found.paymentId, refund, 'refund_reversal', refund.amountFen);
    }
    await tx.query(
      `UPDATE refund SET status = $2, provider_ref = coalesce(provider_ref, $3),
         finished_at = CASE WHEN $2 = 'submitted' THEN NULL ELSE clock_timestamp() END WHERE id = $1`,
      [refund.id, snapshot.status, snapshot.ref],
    );
  }

  private async book(tx: Tx, paymentId: string, refund: { id: string }, kind: string, amountFen: Fen): Promise<void> {
    await tx.query(
      `WITH entry AS (INSERT INTO payment_entry (id, payment_id, kind, amount_fen, refund_id) VALUES ($1, $2, $3, $4, $5))
       UPDATE payment SET refunded_fen = refunded_fen - $4 WHERE id = $2`,
      [newId(), paymentId, kind, amountFen, refund.id],
    );
  }

  /** Refunds that have not ended for a while, for the sweeper. */
  async silent(olderThanSeconds: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM refund WHERE status IN ('pending', 'submitted') AND created_at < clock_timestamp() - make_interval(secs => $1)
       ORDER BY created_at LIMIT 100`,
      [olderThanSeconds],
    );
    return rows.map((row) => row.id);
  }
}

const RANK: Readonly<Record<RefundStatus, number>> = { pending: 0, submitted: 1, succeeded: 2, failed: 3 };
