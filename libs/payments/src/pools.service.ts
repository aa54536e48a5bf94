import { Injectable } from '@nestjs/common';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { eventRow, publish, type Tx, UnitOfWork } from '@yigou/platform';
import { movePayments } from './move-payments';
import {
  dissolvedUntil,
  fundPool,
  membersToFree,
  partsToWrite,
  planSpread,
  spreadUntil,
  type ReturnsOf,
  writeReturns,
} from './move-pools';
import { moveRefund } from './move-refund';
import { type MoneyWitness, PaymentHolders } from './payment-holders';
import { PoolReturned, RefundRequested } from './payments.events';
import { Payments } from './payments.service';
import { MOST_REFUNDS, Refunds } from './refunds.service';

/** What a payment is to put into a pool. */
export interface PoolMember {
  readonly paymentId: string;
  readonly amountFen: Fen;
}
export interface PoolFunding {
  /** What is still to come; 0: the pool is paid. */
  readonly leftFen: Fen;
  /** Payments that could not put in what they were to: not paid, less of it left, or in the pool already with another sum. */
  readonly refused: readonly string[];
}

/** What came of taking a pool apart, and of whose money. */
export interface Dissolved {
  readonly state: 'more' | 'done' | 'filled';
  readonly freed: readonly PoolMember[];
}

/** How many members are moved in one statement, at most. */
export const MOST_MEMBERS = 1_000;
const MEMBERS: MoneyWitness = { witness: '系统', note: '认购款归集完成' };

/**
 * Payments that other payments fill (合并支付): the orders of a group purchase are paid by the pledges of many. A member's money stays its own; what pays for something in a pool
 * stands in its ledger, and what is given back of the pool goes back to each member's payment by a refund of its own.
 * Locks: the pool, then its members by id, as everywhere before orders and stock.
 */
@Injectable()
export class Pools {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly holders: PaymentHolders,
  ) {}

  /** Opens an empty pool; `holder` hears of it when it is full, as holder of the purpose `pool`. */
  async open(tx: Tx, pool: { readonly id: string; readonly holder: string; readonly amountFen: Fen }): Promise<void> {
    await movePayments.openPool(tx, pool);
  }

  /**
   * Moves money of up to {@link MOST_MEMBERS} payments into a pool; each puts in once, so that whoever fills it in batches goes on where it was killed. With the last fen the pool is paid
   * and its holder hears of it, in this transaction; one that was closed meanwhile gives it back by that.
   * Throws `not_found`, `pool_dissolved`, `pool_overfunded` where it comes to more than the pool asks for, and nothing is moved.
   */
  async fund(tx: Tx, poolId: string, members: readonly PoolMember[]): Promise<PoolFunding> {
    requireBatch(members);
    const payment = await this.payments.lock(tx, poolId);
    const fundedFen = await this.funded(tx, poolId);
    await this.refunds.lockPayments(
      tx,
      members.map(({ paymentId }) => paymentId),
    );
    const rows = members.map(({ paymentId, amountFen }) => ({ paymentId, amountFen, entryId: newId() }));
    const leftFen = payment.amountFen - fundedFen;
    const { possible, addedFen, refused } = await fundPool(tx, poolId, rows, leftFen);
    if (possible > 0 && addedFen === 0) throw new DomainError('pool_overfunded', { leftFen });
    if (addedFen > 0 && addedFen === leftFen) {
      await movePayments.payFromPool(tx, payment);
      const paid = { ...payment, status: 'paid' as const, capturedFen: payment.amountFen };
      await this.holders.of(paid).captured(tx, paid, MEMBERS);
    }
    return { leftFen: leftFen - addedFen, refused };
  }

  private async funded(tx: Tx, poolId: string): Promise<Fen> {
    const pool = await tx.one<{ fundedFen: Fen; dissolved: boolean }>(
      'SELECT funded_fen AS "fundedFen", dissolved_at IS NOT NULL AS dissolved FROM payment_pool WHERE payment_id = $1',
      [poolId],
    );
    if (!pool) throw new DomainError('not_found');
    if (pool.dissolved) throw new DomainError('pool_dissolved');
    return pool.fundedFen;
  }

  /**
   * Takes apart a pool whose purpose ended before it was full: its payment closes, and the next `size` members have what they put in back, each by a refund of its own, `reason` is read by
   * them. Safe to repeat: whoever does it in batches goes on where it was killed, and nothing is put in any more. Gives whose money goes back now, and whether there may be more members; `filled`:
   * it was filled before, nothing happens, and its holder gives back as of any payment.
   */
  async dissolve(tx: Tx, poolId: string, reason: string, size = MOST_REFUNDS): Promise<Dissolved> {
    const payment = await this.payments.lock(tx, poolId);
    if (payment.capturedFen > 0) return { state: 'filled', freed: [] };
    if (payment.status === 'pending') await this.payments.cancel(tx, payment);
    const members = await membersToFree(tx, poolId, size);
    await this.giveParts(tx, { poolId, refundId: null, reason }, members);
    const last = members.at(-1);
    if (last) await dissolvedUntil(tx, poolId, last.paymentId);
    return { state: members.length === size ? 'more' : 'done', freed: members };
  }

  /**
   * Gives a refund of a pool on to its members, `size` of them to a transaction, and books it as succeeded once each has its own; with it whatever else of the pool waits. Safe to repeat
   * and to run twice at once: it goes on where it was left. Refunds of other payments are left alone.
   */
  async spread(refundId: string, size = MOST_REFUNDS): Promise<void> {
    const taken = await this.refunds.takePooled(refundId);
    if (!taken) return;
    while (await this.uow.run((tx) => this.spreadSome(tx, taken.poolId, size)));
  }

  /**
   * Writes the next parts of the refund of a pool that was begun, or else of the oldest: one at a time, so that none changes the proportions of another. Whether more may be to do.
   */
  private async spreadSome(tx: Tx, poolId: string, size: number): Promise<boolean> {
    await this.payments.lock(tx, poolId);
    const next = await tx.one<{ id: string; reason: string }>(
      `SELECT f.id, f.reason FROM refund f WHERE f.payment_id = $1 AND f.status = 'pending' AND f.channel = 'pooled'
       ORDER BY EXISTS (SELECT FROM payment_pool_return r WHERE r.refund_id = f.id) OR EXISTS (SELECT FROM payment_pool_spread d WHERE d.refund_id = f.id) DESC,
         f.created_at, f.id LIMIT 1`,
      [poolId],
    );
    const refund = next && (await this.refunds.lock(tx, next.id));
    if (!next || !refund) return false;
    const pooled = { poolId, refundId: next.id, reason: next.reason, amountFen: refund.amountFen };
    await planSpread(tx, pooled);
    const members = await partsToWrite(tx, pooled, size);
    const due = members.filter(({ amountFen }) => amountFen > 0);
    await this.giveParts(tx, pooled, due);
    if (due.length > 0) await this.holders.returned(tx, due);
    const last = members.at(-1);
    if (last) await spreadUntil(tx, next.id, last.paymentId);
    if (members.length < size) {
      await moveRefund(tx, refund, { action: 'succeed', ref: null, failure: null });
      await publish(tx, PoolReturned, { refundId: next.id });
    }
    return true;
  }

  private async giveParts(tx: Tx, pooled: ReturnsOf, due: readonly PoolMember[]): Promise<void> {
    if (due.length === 0) return;
    await this.refunds.lockPayments(
      tx,
      due.map(({ paymentId }) => paymentId),
    );
    const parts = due.map((part) => ({ ...part, refundId: newId(), entryId: newId() }));
    const events = parts.map((part) => eventRow(RefundRequested, { refundId: part.refundId }));
    await writeReturns(tx, pooled, parts, events);
  }

  /** Refunds of pools that are not spread yet, for the sweeper. */
  unspread(olderThanSeconds: number, limit = 100): Promise<string[]> {
    return this.refunds.silent(olderThanSeconds, limit, 'pooled');
  }
}

function requireBatch(members: readonly PoolMember[]): void {
  if (members.length > MOST_MEMBERS) throw new Error(`${members.length} members at once: at most ${MOST_MEMBERS}`);
  if (new Set(members.map(({ paymentId }) => paymentId)).size < members.length)
    throw new Error('a payment is named twice among the members of a pool');
}
