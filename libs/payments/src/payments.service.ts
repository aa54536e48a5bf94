import { Inject, Injectable, Logger } from '@nestjs/common';
import type { PaymentChannel, PaymentPurpose, PaymentStatus } from '@yigou/contracts';
import { DomainError, type Fen, isId, newId } from '@yigou/kernel';
import { alarms, Database, publish, type Queryable, type Tx } from '@yigou/platform';
import { ATTEMPT_COLUMNS, movePayments, openingOf } from './move-payments';
import { type IntentSnapshot, PAYMENT_GATEWAY, type PaymentGateway } from './payment-gateway';
import { CancellationRequested, TransferOvertaken } from './payments.events';
import { type AttemptStatus, PAYMENT } from './payment-status';

export interface Payment {
  readonly id: string;
  /** What is being paid, as an opaque reference. */
  readonly holder: string;
  readonly purpose: PaymentPurpose;
  readonly amountFen: Fen;
  readonly currency: string;
  readonly status: PaymentStatus;
  /** Everything that came, in quarantine or not. */
  readonly capturedFen: Fen;
  /** Of that, what waits in quarantine. */
  readonly heldFen: Fen;
  readonly channel: PaymentChannel;
}
export interface OpenAttempt {
  readonly id: string;
  readonly paymentId: string;
  readonly purpose: PaymentPurpose;
  readonly amountFen: Fen;
  readonly currency: string;
  readonly returnUrl: string;
  readonly providerRef: string | null;
  readonly payUrl: string | null;
  readonly createdAt: Date;
}
/** A payment about to be asked for, at the provider. */
export interface PaymentToOpen {
  readonly id: string;
  readonly holder: string;
  readonly purpose: Exclude<PaymentPurpose, 'pool'>;
  readonly amountFen: Fen;
  /** Where the provider sends the browser back to. */
  readonly returnUrl: string;
}
export type CaptureOutcome =
  | 'captured'
  | 'already_captured'
  | 'quarantined'
  | 'not_ours'
  | 'still_open'
  | 'attempt_cancelled';

const PAYMENT_COLUMNS = `id, holder, purpose, amount_fen AS "amountFen", currency, status, captured_fen AS "capturedFen", held_fen AS "heldFen", channel`;
/** Payments for which money may come yet. */
const AWAITING = PAYMENT.sources('quarantine')
  .map((status) => `'${status}'`)
  .join(', ');
/** What the provider's page says is paid. Nobody pays a pool there. */
const DESCRIPTIONS: Readonly<Record<PaymentPurpose, string>> = {
  checkout: '益购订单',
  pledge: '益购团购',
  balance: '益购团购尾款',
  pool: '益购团购',
};
/** Keys that one request may use up at a provider that fails, before the buyer is asked to come back later. */
const MAX_KEYS = 2;

/** The first attempt of a payment, as it is before the provider knows of it. */
const attemptOf = ({ id: paymentId, purpose, amountFen, returnUrl }: PaymentToOpen): OpenAttempt => ({
  id: newId(),
  paymentId,
  purpose,
  amountFen,
  currency: 'cny',
  returnUrl,
  providerRef: null,
  payUrl: null,
  createdAt: new Date(),
});

/** Payments and their attempts. The provider is only called outside transactions; what it says enters through `capture`. */
@Injectable()
export class Payments {
  private readonly log = new Logger('Payments');

  constructor(
    private readonly db: Database,
    @Inject(PAYMENT_GATEWAY) private readonly gateway: PaymentGateway,
  ) {}

  /** The most that one payment may amount to: a property of the provider. Whoever asks for more is told before anything is ordered. */
  get maxAmountFen(): Fen {
    return this.gateway.maxAmountFen;
  }

  /** Opens a payment with its first attempt, not yet known to the provider. `purpose` says who hears that it was paid: see `PaymentHolders`. */
  async open(tx: Tx, payment: PaymentToOpen): Promise<OpenAttempt> {
    const attempt = attemptOf(payment);
    await movePayments.open(tx, payment, attempt);
    return attempt;
  }

  /** The same for a hot statement that writes anyway: `opening` is what the parameter of {@link openingCte} takes, `attempt` what there is once that statement has run. */
  toOpen(payment: PaymentToOpen): { readonly attempt: OpenAttempt; readonly opening: string } {
    const attempt = attemptOf(payment);
    return { attempt, opening: openingOf(payment, attempt) };
  }

  /**
   * Makes the attempt known to the provider and stores where to pay. Safe to repeat: the attempt's id is the provider's idempotency key. An attempt whose key is
   * spent on a failure of the provider's own is given up, and the next one is begun under its own key.
   * Throws `payment_unavailable` when the provider cannot be reached, and the attempt waits to be begun again; `payment_refused` when it will not take the payment.
   */
  async begin(attempt: OpenAttempt, keys = 1): Promise<IntentSnapshot> {
    const intent = await this.introduce(attempt);
    if (intent) return intent;
    if (keys >= MAX_KEYS) throw new DomainError('payment_unavailable', { cause: 'spent_key' });
    return this.resume(attempt.paymentId, keys + 1);
  }

  /** Null: the provider has nothing under the attempt and will not have, and the attempt is given up. */
  private async introduce(attempt: OpenAttempt): Promise<IntentSnapshot | null> {
    const made = await this.gateway.createIntent({
      attemptId: attempt.id,
      paymentId: attempt.paymentId,
      amountFen: attempt.amountFen,
      currency: attempt.currency,
      returnUrl: attempt.returnUrl,
      description: DESCRIPTIONS[attempt.purpose],
    });
    if (made.outcome === 'refused') {
      await this.giveUp(attempt, `refused: ${made.reason}`);
      throw new DomainError('payment_refused');
    }
    const intent =
      made.outcome === 'made'
        ? made.value
        : await this.gateway.findIntent({ attemptId: attempt.id, since: attempt.createdAt });
    if (intent) await movePayments.begin(this.db, attempt.id, intent);
    else await this.giveUp(attempt, 'its key is spent on a failure of the provider');
    return intent;
  }

  private async giveUp({ id, paymentId }: OpenAttempt, reason: string): Promise<void> {
    alarms.inc({ kind: 'payment_attempt_failed' });
    this.log.error({ attemptId: id, paymentId, reason }, 'a payment attempt is given up');
    await movePayments.endAttempt(this.db, { id }, 'fail');
  }

  /**
   * The attempt that the buyer can pay, begun anew when there is none or the last one ended without money. There is at most one open attempt, and the next is
   * opened only after the provider called the last one cancelled or does not know it, so that a payment is never taken twice.
   * Throws `checkout_not_payable` when nothing is to pay, `payment_by_transfer` while a transfer is claimed, `payment_unavailable`, `payment_refused`.
   */
  async resume(paymentId: string, keys = 1): Promise<IntentSnapshot> {
    const attempt = await this.lastAttempt(paymentId);
    if (!attempt || attempt.paymentStatus !== 'pending') throw new DomainError('checkout_not_payable');
    if (attempt.channel === 'transfer') throw new DomainError('payment_by_transfer');
    if (attempt.status === 'created') return this.begin(attempt, keys);
    if (attempt.status === 'open') {
      const intent = await this.look(attempt);
      if (intent && intent.status !== 'cancelled') return intent;
      if (intent) await movePayments.endAttempt(this.db, attempt, 'cancel');
    }
    // Nothing added: another request of the same buyer just did it.
    const added = await movePayments.addAttempt(this.db, paymentId, attempt.returnUrl);
    return added ? this.begin(added, keys) : this.resume(paymentId, keys);
  }

  /** What the provider says of an attempt that was begun; null when it does not know it (any more), and the attempt is given up. */
  private async look(attempt: OpenAttempt): Promise<IntentSnapshot | null> {
    const intent = attempt.providerRef ? await this.gateway.retrieveIntent(attempt.providerRef) : null;
    if (!intent) await this.giveUp(attempt, 'the provider does not know its intent');
    return intent;
  }

  private async lastAttempt(paymentId: string, db: Queryable = this.db) {
    const [last] = await db.query<
      OpenAttempt & { status: AttemptStatus; paymentStatus: PaymentStatus; channel: PaymentChannel }
    >(
      `SELECT ${ATTEMPT_COLUMNS}, a.status, p.status AS "paymentStatus", p.channel FROM payment_attempt a JOIN payment p ON p.id = a.payment_id
       WHERE a.payment_id = $1 ORDER BY a.id DESC LIMIT 1`,
      [paymentId],
    );
    return last;
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
   * Money of another amount or currency than asked is quarantined once, with an alarm and a case for a person, never “paid”.
   */
  async capture(tx: Tx, intent: IntentSnapshot): Promise<{ outcome: CaptureOutcome; payment: Payment | null }> {
    if (!intent.paymentId || !isId(intent.paymentId)) return { outcome: 'not_ours', payment: null };
    const payment = await tx.one<Payment>(`SELECT ${PAYMENT_COLUMNS} FROM payment WHERE id = $1 FOR UPDATE`, [
      intent.paymentId,
    ]);
    if (!payment) return { outcome: 'not_ours', payment: null };
    if (payment.capturedFen > 0) return { outcome: 'already_captured', payment };
    if (intent.status === 'cancelled') {
      await movePayments.endAttempt(tx, { providerRef: intent.ref }, 'cancel');
      return { outcome: 'attempt_cancelled', payment };
    }
    if (intent.status === 'open' || intent.receivedFen <= 0) return { outcome: 'still_open', payment };
    if (intent.receivedFen !== payment.amountFen || intent.currency !== payment.currency) {
      await movePayments.quarantine(tx, payment, intent);
      await this.overtake(tx, payment);
      alarms.inc({ kind: 'payment_quarantined' });
      this.log.error(
        { paymentId: payment.id, ref: intent.ref },
        'the provider received another amount or currency than asked',
      );
      return { outcome: 'quarantined', payment };
    }
    const { othersOpen } = await movePayments.pay(tx, payment, intent);
    // An attempt that we had given up was paid: whatever took its place must not be paid as well.
    if (othersOpen) await publish(tx, CancellationRequested, { paymentId: payment.id });
    await this.overtake(tx, payment);
    return {
      outcome: 'captured',
      payment: { ...payment, status: 'paid', capturedFen: intent.receivedFen, channel: 'online' },
    };
  }

  /** Money came through the provider, right or wrong: what was said of a transfer before is of no consequence. */
  private async overtake(tx: Tx, { id, holder, amountFen, channel }: Payment): Promise<void> {
    if (channel === 'transfer') await publish(tx, TransferOvertaken, { paymentId: id, holder, amountFen });
  }

  /**
   * The money is said to be on its way from account to account: nothing is begun at the provider any more, and what is open there is closed after the commit. What is
   * paid there all the same counts, whatever was said. The caller holds the lock.
   */
  async expectTransfer(tx: Tx, payment: Payment): Promise<void> {
    await movePayments.expect(tx, payment.id, 'transfer');
    await publish(tx, CancellationRequested, { paymentId: payment.id });
  }

  /** It was not so: it may be paid either way again. The caller holds the lock. */
  async expectOnline(tx: Tx, payment: Payment): Promise<void> {
    await movePayments.expect(tx, payment.id, 'online');
  }

  /**
   * The receiver of a transfer says that all of it came; `note` names it in the ledger. The caller holds the lock, and what was open at the provider is closed.
   * Throws `order_paid_otherwise` where money came another way, `online_payment_open` while more could come there.
   */
  async receiveTransfer(tx: Tx, payment: Payment, note: string): Promise<Payment> {
    if (!PAYMENT.can(payment.status, 'pay')) throw new DomainError('order_paid_otherwise');
    if (!(await movePayments.payByTransfer(tx, payment, note))) throw new DomainError('online_payment_open');
    return { ...payment, status: 'paid', capturedFen: payment.amountFen, channel: 'transfer' };
  }

  /**
   * Asks for the same again, since what came was not that and a person has ended its case (one payment at a time of a holder, beside those); answers the new payment's id. Whoever holds it keeps that id from now on. The caller
   * holds the lock.
   */
  async askAgain(tx: Tx, { id, holder, purpose, amountFen }: Payment): Promise<string> {
    if (purpose === 'pool') throw new Error(`a pool is not paid by people: ${id}`);
    const last = await this.lastAttempt(id, tx);
    if (!last) throw new Error(`payment ${id} has no attempt`);
    const { paymentId } = await this.open(tx, {
      id: newId(),
      holder,
      purpose,
      amountFen,
      returnUrl: last.returnUrl,
    });
    return paymentId;
  }

  /** Asks for another amount than before, of a payment that was never made known to the provider. The caller holds its lock. */
  async reprice(tx: Tx, payment: Payment, amountFen: Fen): Promise<void> {
    await movePayments.reprice(tx, payment, amountFen);
  }

  /** Closes an unpaid payment; the provider is told after the commit. Money that comes all the same is refunded by whoever settles it. */
  async cancel(tx: Tx, payment: Payment): Promise<void> {
    await movePayments.cancel(tx, payment);
    await publish(tx, CancellationRequested, { paymentId: payment.id });
  }

  /** Cancels what is open at the provider and gives its state after, null when the provider knows of nothing that could be paid. */
  async cancelAtProvider(paymentId: string): Promise<IntentSnapshot | null> {
    const attempt = await this.lastAttempt(paymentId);
    if (!attempt || attempt.status === 'cancelled' || attempt.status === 'failed') return null;
    // Whether the provider heard of it is unknown (a crash in between): beginning again with the same key tells.
    const ref = attempt.providerRef ?? (await this.introduceToCancel(attempt))?.ref;
    if (!ref) return null;
    const intent = await this.gateway.cancelIntent(ref);
    if (!intent) await this.giveUp(attempt, 'the provider does not know its intent');
    return intent;
  }

  /**
   * Which of these payments wait at the provider under an attempt that it has not called over: whether money is on its way is not known. Whoever takes something from people for not having
   * paid asks this first. The caller holds their locks.
   */
  async unanswered(tx: Tx, paymentIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (paymentIds.length === 0) return new Set();
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT payment_id AS id FROM payment_attempt WHERE payment_id = ANY($1) AND status IN ('created', 'open')`,
      [paymentIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  private async introduceToCancel(attempt: OpenAttempt): Promise<IntentSnapshot | null> {
    try {
      return await this.introduce(attempt);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'payment_refused') return null;
      throw error;
    }
  }

  /** Asks the provider; null when it knows nothing of the payment. */
  async askProvider(paymentId: string): Promise<IntentSnapshot | null> {
    const attempt = await this.lastAttempt(paymentId);
    if (!attempt?.providerRef || attempt.status === 'failed') return null;
    await this.db.query('UPDATE payment_attempt SET checked_at = clock_timestamp() WHERE id = $1', [attempt.id]);
    return this.look(attempt);
  }

  /**
   * Payments without news for a while, for the sweeper: it asks the provider instead of waiting for a webhook that may never come. Asking begins by noting the time, so that
   * who cannot be asked goes to the end of the queue. Half of them are those that waited longest, half those begun last: behind a queue of any length, a buyer who has just
   * paid is asked for in this round.
   */
  async silent(olderThanSeconds: number, limit = 100): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `WITH due AS MATERIALIZED (SELECT p.id, a.created_at, coalesce(a.checked_at, a.created_at) AS heard_at
         FROM payment p JOIN payment_attempt a ON a.payment_id = p.id AND a.status = 'open'
         WHERE p.captured_fen = 0 AND p.status IN (${AWAITING})
           AND coalesce(a.checked_at, a.created_at) < clock_timestamp() - make_interval(secs => $1))
       SELECT id FROM due WHERE id IN (SELECT id FROM due ORDER BY heard_at, id LIMIT $2 / 2)
         OR id IN (SELECT id FROM due ORDER BY created_at DESC, id DESC LIMIT $2 - $2 / 2)
       ORDER BY heard_at, id`,
      [olderThanSeconds, limit],
    );
    return rows.map((row) => row.id);
  }
}
