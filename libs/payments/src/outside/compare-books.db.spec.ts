import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ComparisonQueries } from '../comparisons.queries';
import { PAYMENTS_ENTITIES } from '../entities';
import type { ProviderMove } from '../payment-gateway';
import { Refunds } from '../refunds.service';
import { aPayment, aRefund, MemoryGateway } from '../testing';
import { CompareBooks } from './compare-books';

/** A provider that lists what a test says. */
class ListingGateway extends MemoryGateway {
  listed: readonly ProviderMove[] = [];

  override async *moves(): AsyncGenerator<ProviderMove> {
    yield* this.listed;
  }
}

let test: TestDatabase;
let gateway: ListingGateway;
let books: CompareBooks;
const paymentId = newId();
const refundId = newId();
const intent = `pi_${paymentId}`;
const paid: ProviderMove = { kind: 'payment', ref: intent, ours: paymentId, intentRef: null, fen: 2500 };
const refunded: ProviderMove = { kind: 'refund', ref: 're_1', ours: refundId, intentRef: intent, fen: 500 };

beforeAll(async () => {
  test = await createTestDatabase({ entities: PAYMENTS_ENTITIES });
  const at = new Date();
  await aPayment(test.db, { id: paymentId, holder: newId(), amountFen: 2500, status: 'paid', createdAt: at });
  const said = { id: refundId, paymentId, holder: newId(), amountFen: 500, providerRef: 're_1', finishedAt: at };
  await aRefund(test.db, said);
});
beforeEach(() => {
  gateway = new ListingGateway();
  books = new CompareBooks(test.db, new Refunds(test.db, test.uow, gateway), gateway);
});
afterAll(() => test.close());

const compare = (...moves: ProviderMove[]) => {
  gateway.listed = moves;
  return books.whole();
};

describe('our books and the provider’s list', () => {
  it('agree, whatever it lists of others', async () => {
    const others: ProviderMove = { kind: 'refund', ref: 're_9', ours: null, intentRef: 'pi_9', fen: 7 };
    expect(await compare(paid, refunded, others)).toMatchObject({ broken: 0, rows: [] });
  });

  it.each<[string, ProviderMove[]]>([
    ['a payment is missing there', [refunded]],
    ['a refund is missing there', [paid]],
    ['a payment is missing here', [paid, refunded, { ...paid, ref: 'pi_2', ours: newId() }]],
    ['a payment was taken twice', [paid, refunded, { ...paid, ref: 'pi_2' }]],
    ['a refund was given twice', [paid, refunded, { ...refunded, ref: 're_2' }]],
    ['a refund was made past us', [paid, refunded, { ...refunded, ref: 're_3', ours: null }]],
    ['a payment has another amount', [{ ...paid, fen: 2499 }, refunded]],
  ])('differ when %s', async (_, moves) => {
    expect((await compare(...moves)).broken).toBe(1);
  });

  it('are compared in the night: what was refunded at the desk is booked by it, and what differs still is reported', async () => {
    const desk = { ...gateway.refundAtDesk(intent, 300) };
    gateway.listed = [paid, refunded, { ...refunded, ref: desk.ref, ours: null, fen: 300 }];
    expect(await books.nightly()).toEqual([]);
    const booked = await test.db.one('SELECT refunded_fen AS fen FROM payment WHERE id = $1', [paymentId]);
    expect(booked).toEqual({ fen: 800 });
    gateway.listed = [paid, { ...refunded, ref: desk.ref, ours: null, fen: 300 }];
    expect(await books.nightly()).toMatchObject([{ kind: 'refund', ref: 're_1', paymentId, fen: 500 }]);
    expect(await test.db.query('SELECT moves, differences FROM payment_comparison ORDER BY at')).toEqual([
      { moves: 3, differences: 0 },
      { moves: 2, differences: 1 },
    ]);
  });

  it('take up what the provider says of disputes whose news was lost, and report what neither side can mend', async () => {
    gateway.listed = [paid, refunded];
    const dispute = { ref: 'dp_1', intentRef: intent, amountFen: 400, reason: 'fraudulent', respondBy: null } as const;
    const ours = () =>
      test.db.query('SELECT provider_ref AS ref, amount_fen AS fen, status FROM payment_dispute ORDER BY opened_at');
    gateway.disputed.push(
      { ...dispute, status: 'needs_response' },
      { ...dispute, ref: 'dp_x', intentRef: 'pi_x', status: 'won' },
    );
    expect((await books.whole()).rows).toContainEqual(
      expect.objectContaining({ kind: 'dispute', ref: 'dp_1', paymentId, fen: 400, ourFen: null }),
    );
    const strange = async () => (await books.nightly()).filter(({ kind }) => kind === 'dispute');
    expect(await strange()).toEqual([]);
    expect(await ours()).toEqual([{ ref: 'dp_1', fen: 400, status: 'needs_response' }]);
    // Months later it is listed no more, and is asked for by its id.
    const decided = { ...dispute, status: 'under_review' } as const;
    gateway.disputed.splice(0);
    gateway.retrieveDispute = async (ref) => (ref === 'dp_1' ? decided : null);
    expect(await strange()).toEqual([]);
    expect(await ours()).toEqual([{ ref: 'dp_1', fen: 400, status: 'under_review' }]);
    gateway.retrieveDispute = async () => null;
    expect(await strange()).toMatchObject([{ ref: 'dp_1', problem: '本平台登记的争议，渠道没有' }]);
    const reports = new ComparisonQueries(test.db);
    const differing = await reports.list({ limit: 1, only: 'differing' });
    expect(differing.items[0]?.rows).toContainEqual(expect.objectContaining({ kind: 'dispute', ref: 'dp_1' }));
    const all = await countStatements(() => reports.list({ limit: 50 }));
    expect([all, differing.nextCursor === null]).toEqual([1, false]);
  });

  it('are not compared while the provider is away, and nothing is said', async () => {
    const away = new MemoryGateway();
    away.down = true;
    const blind = new CompareBooks(test.db, new Refunds(test.db, test.uow, away), away);
    await expect(blind.nightly()).rejects.toMatchObject({ code: 'payment_unavailable' });
  });
});
