import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PaymentChannel, RefundStatus } from '@yigou/contracts';
import { DomainError, type Fen, isId, newId } from '@yigou/kernel';
import { alarms, Database, eventRow, NO_ID, publish, type Tx, UnitOfWork } from '@yigou/platform';
import { adoptOutside, bookOutside, OUTSIDE, takeDispute, takeOutsideRefund } from './outside/outside-money';
import { addRefund, addRefunds, BALANCE, moveRefund, WENT_BACK_OUTSIDE } from './move-refund';
import {
  type DisputeSnapshot,
  type GivenBack,
  PAYMENT_GATEWAY,
  type PaymentGateway,
  type RefundSnapshot,
} from './payment-gateway';
import { RefundRequested } from './payments.events';
import { REFUND } from './payment-status';
import { Refund } from './refund.entity';

export interface RefundRequest {
  readonly paymentId: string;
  /** What is refunded, as an opaque reference (an order; a checkout, where it is all that came). */
  readonly holder: string;
  /** Why, as a word: one refund per holder and cause. */
  readonly cause: string;
  readonly amountFen: Fen;
  /** Chinese, shown to the buyer. */
  readonly reason: string;
}
export interface LockedRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly status: RefundStatus;
  readonly amountFen: Fen;
  /** Under the payment's lock: what of the payment is neither held, given back, nor on its way back. */
  readonly balanceFen: Fen;
  readonly tryNo: number;
  readonly channel: PaymentChannel;
  readonly cause: string;
}
interface Submission {
  readonly amountFen: Fen;
  readonly reason: string;
  readonly intentRef: string | null;
  readonly tried: boolean;
  readonly tryNo: number;
  readonly keySpent: boolean;
  readonly ageHours: number;
  /** The provider's id of it, once it said one. */
  readonly ref: string | null;
  /** Made past us: it is looked at, and never asked for. */
  readonly outside: boolean;
}

/** How many refunds are asked for in one statement, at most. */
export const MOST_REFUNDS = 1_000;
/** Hours after which the provider may have forgotten an idempotency key (24 h); before trying again we look first. */
const KEY_LIFETIME_HOURS = 20;
/** Pauses between submissions of one refund: doubled each time, from half a minute to an hour. */
const PAUSE = 'make_interval(secs => least(3600, 30 * 2 ^ least(attempts, 7)))';

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
   * Asks for a refund; the caller holds the payment's lock. Asking again for the same holder and cause changes nothing. Of what the provider gave back past us nothing goes back twice: then
   * what is left goes, or nothing.
   * Throws `refund_exceeds_payment` when less than the amount is left.
   */
  async request(tx: Tx, request: RefundRequest): Promise<void> {
    const id = newId();
    if (await addRefund(tx, id, request)) {
      await publish(tx, RefundRequested, { refundId: id });
      return;
    }
    const settled = await tx.one(
      `SELECT 1 AS found FROM payment p WHERE p.id = $3
         AND (EXISTS (SELECT FROM refund r WHERE r.holder = $1 AND r.cause = $2) OR ${WENT_BACK_OUTSIDE})`,
      [request.holder, request.cause, request.paymentId],
    );
    if (!settled) throw new DomainError('refund_exceeds_payment');
  }

  /**
   * Asks for up to {@link MOST_REFUNDS} refunds at once, in two statements: the payments are locked by id here, unless the caller holds them. Each holder and cause is refunded once, however
   * often it is asked for, so that whoever has many to give back goes on in batches where it was killed. Gives what was not possible, in the order of asking: less was left
   * of its payment than it asks for. Throws for more than that many.
   */
  async requestMany(tx: Tx, requests: readonly RefundRequest[]): Promise<RefundRequest[]> {
    if (requests.length === 0) return [];
    if (requests.length > MOST_REFUNDS) throw new Error(`${requests.length} refunds at once: at most ${MOST_REFUNDS}`);
    await this.lockPayments(
      tx,
      requests.map(({ paymentId }) => paymentId),
    );
    const rows = requests.map((request) => ({ ...request, id: newId() }));
    const events = rows.map(({ id }) => eventRow(RefundRequested, { refundId: id }, id));
    const refused = new Set(await addRefunds(tx, { rows, events }));
    return requests.filter((_request, at) => refused.has(rows[at]?.id ?? ''));
  }

  /** Locks payments for the rest of the transaction, by id: whoever locks several waits for nobody who waits for them. */
  async lockPayments(tx: Tx, paymentIds: readonly string[]): Promise<void> {
    await tx.query('SELECT 1 FROM payment WHERE id = ANY($1) ORDER BY id FOR UPDATE', [paymentIds]);
  }

  /**
   * Takes a refund to the provider and books the answer; what came by transfer or from a pool is none of the provider's. Safe to repeat: refund and try are the provider's idempotency key. When the provider keeps failing under
   * that key, we look for what it may have made, twice with a pause between, and then go on under the key of the next try; what it refuses has failed. Gives whether it is the
   * provider's and still to be made.
   */
  async submit(refundId: string): Promise<boolean> {
    const refund = await this.db.one<Submission>(
      `UPDATE refund r SET attempts = attempts + 1, next_try_at = clock_timestamp() + ${PAUSE} FROM payment_attempt a
       WHERE r.id = $1 AND r.status IN ('pending', 'submitted') AND r.channel = 'online' AND a.payment_id = r.payment_id AND a.status = 'succeeded'
       RETURNING r.amount_fen AS "amountFen", r.reason, a.provider_ref AS "intentRef", r.attempts > 1 AS tried, r.try_no AS "tryNo",
         r.key_spent AS "keySpent", r.provider_ref AS ref, starts_with(r.cause, '${OUTSIDE}') AS outside, extract(epoch FROM clock_timestamp() - r.created_at)::int / 3600 AS "ageHours"`,
      [refundId],
    );
    if (refund?.intentRef) await this.submitTo(refund.intentRef, refundId, refund);
    return refund !== undefined;
  }

  private async submitTo(intentRef: string, refundId: string, refund: Submission): Promise<void> {
    const { tried, ageHours, keySpent, amountFen, reason } = refund;
    // What the provider has taken is asked for by its own id: the request under its key gets the answer of the first time, whatever became of it.
    const made = refund.ref === null ? null : await this.gateway.retrieveRefund(refund.ref);
    if (made) return this.book(made);
    if (refund.outside) return;
    const look = (tryNo: number) => this.gateway.findRefund({ refundId, tryNo, intentRef });
    const known = keySpent || (tried && ageHours >= KEY_LIFETIME_HOURS) ? await look(refund.tryNo) : null;
    if (known) return this.book(known);
    const tryNo = keySpent ? await this.nextTry(refundId, refund.tryNo) : refund.tryNo;
    if (tryNo === null) return;
    const answer = await this.gateway.createRefund({ refundId, tryNo, intentRef, amountFen, reason });
    if (answer.outcome === 'made') return this.book(answer.value);
    // Refused because it is there already (the key was forgotten), or failed after it was made: then it is found.
    const found = await look(tryNo);
    if (found) return this.book(found);
    if (answer.outcome === 'refused') return this.refused(intentRef, refundId, tryNo, answer.reason);
    this.log.warn({ refundId, tryNo }, 'the provider failed under the key of a refund, and nothing is there');
    await this.db.query('UPDATE refund SET key_spent = true WHERE id = $1 AND try_no = $2', [refundId, tryNo]);
  }

  /** The provider will not: perhaps since somebody gave the money back at its desk, which then is this refund. */
  private async refused(intentRef: string, refundId: string, tryNo: number, reason: string): Promise<void> {
    await this.lookAt(intentRef);
    await this.uow.run(async (tx) => {
      const refund = await this.lock(tx, refundId);
      if (!refund || refund.tryNo !== tryNo || !REFUND.can(refund.status, 'fail')) return;
      const adopted = await adoptOutside(tx, refund);
      if (adopted) await this.apply(tx, adopted);
      else await this.fail(tx, refund, reason);
    });
    for (const ref of await this.unbooked(intentRef)) await this.bookOutside(ref);
  }

  /** Reads all refunds of an intent at the provider and books those that we did not ask for. Safe to repeat. */
  async lookAt(intentRef: string): Promise<void> {
    for (const snapshot of await this.gateway.refundsOf(intentRef)) await this.book(snapshot);
  }

  /** Books what the provider says of a dispute by now, where its news was lost. Safe to repeat. */
  takeDispute(said: DisputeSnapshot): Promise<void> {
    return this.uow.run((tx) => takeDispute(tx, said));
  }

  /** Whether more went back of an intent than our books know of. */
  async knowsLess(tx: Tx, { intentRef, refundedFen }: GivenBack): Promise<boolean> {
    const known = await tx.one<{ less: boolean }>(
      `SELECT $2::bigint > coalesce((SELECT sum(g.amount_fen) FROM refund g WHERE g.payment_id = a.payment_id AND g.status <> 'failed'), 0) AS less
       FROM payment_attempt a WHERE a.provider_ref = $1 AND a.status = 'succeeded'`,
      [intentRef, refundedFen],
    );
    return known?.less ?? false;
  }

  /** Money that went back past us and is not booked yet, by the provider's ids: of one intent, or of all. */
  async unbooked(intentRef: string | null = null, limit = 100): Promise<string[]> {
    const rows = await this.db.query<{ ref: string }>(
      `SELECT o.provider_ref AS ref FROM payment_outside_refund o WHERE o.refund_id IS NULL AND o.stage <> 'failed'
         AND ($1::text IS NULL OR EXISTS (SELECT FROM payment_attempt a WHERE a.payment_id = o.payment_id AND a.provider_ref = $1))
       ORDER BY o.seen_at LIMIT $2`,
      [intentRef, limit],
    );
    return rows.map(({ ref }) => ref);
  }

  /** Books money that went back past us, if our books have room for it now. */
  bookOutside(ref: string): Promise<void> {
    return this.uow.run((tx) => bookOutside(tx, ref));
  }

  private book(snapshot: RefundSnapshot): Promise<void> {
    return this.uow.run((tx) => this.apply(tx, snapshot));
  }

  /** The number of the try that goes on where the key of one is spent; null when somebody else went on. */
  private async nextTry(refundId: string, tryNo: number): Promise<number | null> {
    const row = await this.db.one<{ tryNo: number }>(
      `UPDATE refund SET try_no = try_no + 1, key_spent = false WHERE id = $1 AND try_no = $2 AND key_spent AND status IN ('pending', 'submitted')
       RETURNING try_no AS "tryNo"`,
      [refundId, tryNo],
    );
    return row?.tryNo ?? null;
  }

  /**
   * Books what the provider says of a refund. News may come twice and in any order: succeeded outranks submitted, failed outranks all, since a provider may take a
   * success back. A success that is taken back is reversed in the ledger and alarmed. News of an earlier try is of no consequence any more. What we did not ask for is
   * booked by its intent: see `takeOutsideRefund`.
   */
  async apply(tx: Tx, snapshot: RefundSnapshot): Promise<void> {
    const refund =
      snapshot.refundId && isId(snapshot.refundId)
        ? await this.lock(tx, snapshot.refundId)
        : await this.byRef(tx, snapshot.ref);
    // Not asked for by us: made at the provider's own desk.
    if (!refund || refund.cause.startsWith(OUTSIDE)) return takeOutsideRefund(tx, snapshot);
    if (snapshot.refundId && snapshot.tryNo !== refund.tryNo) {
      this.strange(snapshot, refund);
      return;
    }
    if (RANK[snapshot.status] <= RANK[refund.status]) return;
    if (snapshot.amountFen !== refund.amountFen) {
      alarms.inc({ kind: 'refund_amount_differs' });
      this.log.error({ refundId: refund.id, ref: snapshot.ref }, 'the provider refunded another amount than asked');
    }
    if (snapshot.status === 'failed') this.alarm(refund.id, 'the provider says so');
    await moveRefund(tx, refund, { action: ACTION[snapshot.status], ref: snapshot.ref, failure: null });
  }

  /** Only a success counts here: a try that we had given up, because the provider denied it, went through after all. */
  private strange(snapshot: RefundSnapshot, refund: LockedRefund): void {
    if (snapshot.status !== 'succeeded') return;
    alarms.inc({ kind: 'refund_of_another_try' });
    this.log.error(
      { refundId: refund.id, ref: snapshot.ref, tryNo: snapshot.tryNo, current: refund.tryNo },
      'the provider made a refund under a try that is not the present one: compare with its books',
    );
  }

  /** The refund that the provider knows by this id, though it does not say whose it is: one that was adopted. */
  private async byRef(tx: Tx, ref: string): Promise<LockedRefund | undefined> {
    const found = await tx.manager.findOneBy(Refund, { providerRef: ref });
    return found ? this.lock(tx, found.id) : undefined;
  }

  private async fail(tx: Tx, refund: LockedRefund, reason: string): Promise<void> {
    this.alarm(refund.id, reason);
    await moveRefund(tx, refund, { action: 'fail', ref: null, failure: reason });
  }

  private alarm(refundId: string, reason: string): void {
    alarms.inc({ kind: 'refund_failed' });
    this.log.error({ refundId, reason }, 'a refund failed');
  }

  /** Locks the payment, then the refund, and reads it. */
  async lock(tx: Tx, refundId: string): Promise<LockedRefund | undefined> {
    const found = await tx.manager.findOneBy(Refund, { id: refundId });
    if (!found) return undefined;
    await tx.query('SELECT 1 FROM payment WHERE id = $1 FOR UPDATE', [found.paymentId]);
    return tx.one<LockedRefund>(
      `SELECT f.id, f.payment_id AS "paymentId", f.status, f.amount_fen AS "amountFen", f.try_no AS "tryNo", f.channel, f.cause,
         (${BALANCE})::bigint AS "balanceFen"
       FROM refund f JOIN payment p ON p.id = f.payment_id WHERE f.id = $1 FOR UPDATE OF f`,
      [refundId],
    );
  }

  /**
   * A failed refund has another try, under a key of its own. Throws `not_found`, `already_decided` when it is not (any more) a failed one, and
   * `refund_exceeds_payment` when what it would give back has gone another way meanwhile.
   */
  async retry(tx: Tx, refundId: string): Promise<LockedRefund> {
    const refund = await this.lock(tx, refundId);
    if (!refund) throw new DomainError('not_found');
    REFUND.next(refund.status, 'retry');
    // Nobody asked for it here, so nobody asks again.
    if (refund.cause.startsWith(OUTSIDE)) throw new DomainError('already_decided');
    if (refund.balanceFen < refund.amountFen) throw new DomainError('refund_exceeds_payment');
    await moveRefund(tx, refund, { action: 'retry', ref: null, failure: null });
    await publish(tx, RefundRequested, { refundId });
    return refund;
  }

  /**
   * Whoever got the transfer has sent this much back by another: it is booked, once. The caller holds the locks of {@link lock}. Throws `already_decided` for one that was
   * sent before, or that is the provider's to send.
   */
  async sentByTransfer(tx: Tx, refund: LockedRefund): Promise<void> {
    if (refund.channel !== 'transfer' || refund.status !== 'pending') throw new DomainError('already_decided');
    await moveRefund(tx, refund, { action: 'succeed', ref: null, failure: null });
  }

  /** Failed refunds that policy tries again by itself: after so many hours, as long as there were fewer tries than that. */
  async retryable(
    policy: { readonly hours: number; readonly tries: number },
    limit: number,
    after?: FailedRefund,
  ): Promise<FailedRefund[]> {
    return this.db.query<FailedRefund>(
      `SELECT r.id, r.finished_at::text AS since FROM refund r JOIN payment p ON p.id = r.payment_id WHERE r.status = 'failed' AND r.try_no < $1
         AND NOT starts_with(r.cause, '${OUTSIDE}') AND (${BALANCE}) >= r.amount_fen
         AND r.finished_at < clock_timestamp() - make_interval(hours => $2)
         AND (r.finished_at, r.id) > ($3::timestamptz, $4::uuid) ORDER BY r.finished_at, r.id LIMIT $5`,
      [policy.tries, policy.hours, after?.since ?? '-infinity', after?.id ?? NO_ID, limit],
    );
  }

  /**
   * Refunds that have not ended for a while and whose next try is due, for the sweeper; whoever waited longest first. Those at the provider, or those of pools, which `Pools.spread`
   * takes on.
   */
  async silent(
    olderThanSeconds: number,
    limit = 100,
    channel: Exclude<PaymentChannel, 'transfer'> = 'online',
  ): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM refund WHERE status IN ('pending', 'submitted') AND channel = $3
         AND coalesce(next_try_at, created_at + make_interval(secs => $1)) < clock_timestamp()
       ORDER BY coalesce(next_try_at, created_at), id LIMIT $2`,
      [olderThanSeconds, limit, channel],
    );
    return rows.map((row) => row.id);
  }

  /** Takes a refund of a pool to be spread, and says when it is looked at next unless it ends; undefined for one that has ended, or is none. */
  async takePooled(refundId: string): Promise<{ readonly poolId: string } | undefined> {
    return this.db.one<{ poolId: string }>(
      `UPDATE refund SET attempts = attempts + 1, next_try_at = clock_timestamp() + ${PAUSE}
       WHERE id = $1 AND status = 'pending' AND channel = 'pooled' RETURNING payment_id AS "poolId"`,
      [refundId],
    );
  }
}

/** A failed refund, and since when as PostgreSQL writes it. */
export interface FailedRefund {
  readonly id: string;
  readonly since: string;
}

const RANK: Readonly<Record<RefundStatus, number>> = { pending: 0, submitted: 1, succeeded: 2, failed: 3 };
const ACTION = { submitted: 'submit', succeeded: 'succeed', failed: 'fail' } as const;
