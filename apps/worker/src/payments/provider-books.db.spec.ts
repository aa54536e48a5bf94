import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { compareWithProvider, type ProviderMove } from './provider-books';

let test: TestDatabase;
const paymentId = newId();
const refundId = newId();
const paid: ProviderMove = { kind: 'payment', ref: 'pi_1', ours: paymentId, fen: 2500 };
const refunded: ProviderMove = { kind: 'refund', ref: 're_1', ours: refundId, fen: 500 };

beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.query(
    `INSERT INTO payment (id, holder, amount_fen, status, captured_fen, refunded_fen) VALUES ($1, $2, 2500, 'paid', 2500, 500)`,
    [paymentId, newId()],
  );
  await test.db.query(
    `INSERT INTO payment_attempt (id, payment_id, status, provider_ref, return_url) VALUES ($1, $2, 'succeeded', 'pi_1', '')`,
    [newId(), paymentId],
  );
  await test.db.query(
    `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status, provider_ref)
     VALUES ($1, $2, $3, 'x', 500, '', 'succeeded', 're_1')`,
    [refundId, paymentId, newId()],
  );
});
afterAll(() => test.close());

async function* listed(moves: ProviderMove[]): AsyncGenerator<ProviderMove> {
  yield* moves;
}
const compare = (...moves: ProviderMove[]) => compareWithProvider(test.db, listed(moves));

describe('our books and the provider’s list', () => {
  it('agree', async () => {
    expect(await compare(paid, refunded)).toMatchObject({ broken: 0, rows: [] });
  });

  it.each<[string, ProviderMove[]]>([
    ['a payment is missing there', [refunded]],
    ['a refund is missing there', [paid]],
    ['a payment is missing here', [paid, refunded, { ...paid, ref: 'pi_2', ours: newId() }]],
    ['a payment was taken twice', [paid, refunded, { ...paid, ref: 'pi_2' }]],
    ['a refund was given twice', [paid, refunded, { ...refunded, ref: 're_2' }]],
    ['a payment has another amount', [{ ...paid, fen: 2499 }, refunded]],
  ])('differ when %s', async (_, moves) => {
    expect((await compare(...moves)).broken).toBe(1);
  });
});
