import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { PAYMENTS } from '@yigou/payments';
import { checkInvariant } from '@yigou/platform';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { type ToBeTransferred, TransferHarness } from '../testing';
import { TRANSFERRED_MONEY_INVARIANTS } from '../transfers/transfer.invariants';
import { BankLineQueries } from './bank-line.queries';
import { BANK_INVARIANTS } from './bank.invariants';

let test: TestDatabase;
let h: TransferHarness;
let queries: BankLineQueries;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  h = new TransferHarness(test);
  queries = new BankLineQueries(test.db);
});
afterAll(() => test.close());
afterEach(async () => {
  for (const invariant of [...PAYMENTS.invariants, ...TRANSFERRED_MONEY_INVARIANTS, ...BANK_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
});

const codes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results
    .map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : 'done'))
    .toSorted();
const state = async ({ seller }: ToBeTransferred, id: string) => (await queries.get(seller, id)).state;
const statusOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM purchasing_transfer WHERE id = $1', [id]))?.status;
const yuan = ({ totalFen }: ToBeTransferred) => totalFen / 100;
const numberOf = async ({ orderId }: ToBeTransferred) =>
  (await test.db.one<{ number: string }>('SELECT number FROM sales_order WHERE id = $1', [orderId]))?.number ?? '';
/** Two orders of one supplier: its account gets the money of both. */
async function two(): Promise<[ToBeTransferred, ToBeTransferred]> {
  const [one, other] = [await h.signed(), await h.signed()];
  const supplierId = one.seller.seat.organisationId;
  await test.db.query('UPDATE sales_order SET supplier_id = $2 WHERE id = $1', [other.orderId, supplierId]);
  return [one, { ...other, seller: one.seller }];
}

describe('money of a bank’s statement', () => {
  it('is suggested for the voucher of its sum, the order’s number before all else, and confirmed by a person alone', async () => {
    const [one, other] = await two();
    const [first, second] = [await h.submit(one), await h.submit(other)];
    const line = await h.came(one, yuan(one), `付 ${await numberOf(other)} 货款`);
    const seen = await queries.get(one.seller, line);
    expect(seen).toMatchObject({
      state: 'suggested',
      suggestions: [
        { transferId: second, sameAmount: true, named: true, certain: true },
        { transferId: first, sameAmount: true, named: false, certain: false },
      ],
      may: { match: true, confirm: true, unmatch: false, ignore: true },
    });
    expect(await statusOf(second)).toBe('submitted');
    for (const status of ['suggested', undefined] as const)
      expect((await queries.list(one.seller, { state: status, limit: 24 })).items).toMatchObject([
        { id: line, suggestion: { transferId: second } },
      ]);
    expect((await queries.list(one.seller, { state: 'open', limit: 24 })).total).toBe(0);
    const pairs = [
      { lineId: line, transferId: first },
      { lineId: await h.came(one, 1), transferId: second },
    ];
    const claim = () => h.market.claim(one.seller.actor, pairs, newId());
    expect(await h.bankLines.confirmCertain(one.seller, { pairs }, claim())).toMatchObject({
      confirmed: 0,
      refused: pairs.map(({ lineId }) => ({ lineId })),
    });
    const sure = { pairs: [{ lineId: line, transferId: second }] };
    const same = claim();
    for (const pressed of [same, same])
      expect(await h.bankLines.confirmCertain(one.seller, sure, pressed)).toEqual({ confirmed: 1, refused: [] });
    expect(await queries.get(one.seller, line)).toMatchObject({
      state: 'matched',
      match: { status: 'confirmed' },
      may: { unmatch: false, ignore: false },
    });
    await expect(h.bankLines.unmatch(one.seller, line)).rejects.toMatchObject({ code: 'transfer_closed' });
    await expect(h.confirmBy(one, line, first)).rejects.toMatchObject({ code: 'bank_line_taken' });
    expect(await countStatements(() => queries.list(one.seller, { limit: 24 }))).toBe(1);
    expect(await countStatements(() => queries.get(one.seller, line))).toBe(1);
  });

  it('is matched without being paid, freed by hand or with its voucher, and ignored only while it is free', async () => {
    const one = await h.signed();
    const voucher = await h.submit(one);
    const line = await h.came(one, yuan(one));
    await h.bankLines.match(one.seller, line, voucher);
    expect([await state(one, line), await statusOf(voucher)]).toEqual(['matched', 'submitted']);
    await expect(h.bankLines.ignore(one.seller, line, true)).rejects.toMatchObject({ code: 'bank_line_taken' });
    const again = await h.came(one, yuan(one));
    await expect(h.confirmBy(one, again, voucher)).rejects.toMatchObject({ code: 'transfer_matched' });
    await h.bankLines.unmatch(one.seller, line);
    expect(await state(one, line)).toBe('suggested');
    await h.bankLines.match(one.seller, line, voucher);
    await h.transfers.return(one.seller, voucher, '没有到账');
    expect(await state(one, line)).toBe('open');
    await h.bankLines.ignore(one.seller, line, true);
    const next = await h.submit(one);
    await expect(h.bankLines.match(one.seller, line, next)).rejects.toMatchObject({ code: 'bank_line_taken' });
    await expect(h.bankLines.match(one.seller, await h.came(one, 1), next)).rejects.toMatchObject({
      code: 'transfer_amount_differs',
    });
    await h.bankLines.ignore(one.seller, line, false);
    await h.confirmBy(one, line, next);
    expect([await state(one, line), await statusOf(next)]).toEqual(['matched', 'confirmed']);
  });

  it('is nobody else’s', async () => {
    const [one, stranger] = [await h.signed(), await h.signed()];
    const line = await h.came(one, yuan(one));
    const voucher = await h.submit(one);
    for (const act of [
      () => h.bankLines.match(stranger.seller, line, voucher),
      () => h.bankLines.unmatch(stranger.seller, line),
      () => h.bankLines.ignore(stranger.seller, line, true),
      () => h.confirmBy(stranger, line, voucher),
      () => queries.get(stranger.seller, line),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('races', () => {
  it('two people confirm the same line for different vouchers: one is paid', async () => {
    const [one, other] = await two();
    const [first, second] = [await h.submit(one), await h.submit(other)];
    const line = await h.came(one, yuan(one));
    const results = await Promise.allSettled([h.confirmBy(one, line, first), h.confirmBy(one, line, second)]);
    expect(codes(results)).toEqual(['bank_line_taken', 'done']);
    expect([await statusOf(first), await statusOf(second)].toSorted()).toEqual(['confirmed', 'submitted']);
  });

  it('a voucher is confirmed by hand while it is confirmed by its line: paid once', async () => {
    const one = await h.signed();
    const voucher = await h.submit(one);
    const line = await h.came(one, yuan(one));
    const results = await Promise.allSettled([h.confirm(one, voucher), h.confirmBy(one, line, voucher)]);
    expect(codes(results)).toEqual(['done', 'transfer_closed']);
    expect(await statusOf(voucher)).toBe('confirmed');
    const byLine = results[1]?.status === 'fulfilled';
    expect(await state(one, line)).toBe(byLine ? 'matched' : 'open');
  });

  it('a match is taken back while its voucher is confirmed, returned and matched again: the line has one use or none', async () => {
    const one = await h.signed();
    const voucher = await h.submit(one);
    const line = await h.came(one, yuan(one));
    await h.bankLines.match(one.seller, line, voucher);
    await Promise.allSettled([
      h.bankLines.unmatch(one.seller, line),
      h.confirm(one, voucher),
      h.transfers.return(one.seller, voucher, '看错了'),
      h.bankLines.match(one.seller, line, voucher),
      h.bankLines.ignore(one.seller, line, true),
    ]);
    expect(['confirmed', 'returned']).toContain(await statusOf(voucher));
  });

  it('a statement is kept twice at once, and another that holds the same lines: each line once', async () => {
    const { seller } = await h.signed();
    const serials = Array.from({ length: 40 }, () => newId());
    const file = (list: readonly string[]) =>
      Buffer.from(['交易日期,收入,流水号', ...list.map((serial) => `2026-01-05,1,${serial}`)].join('\n'));
    const [a, b] = [
      await h.statements.preview(seller, 'a.csv', file(serials)),
      await h.statements.preview(seller, 'b.csv', file(serials.toReversed())),
    ];
    const confirm = ({ id }: { id: string }) =>
      h.statements.confirm(seller, id, h.market.claim(seller.actor, { id }, newId()));
    const [first, again, other] = await Promise.all([confirm(a), confirm(a), confirm(b)]);
    expect(again).toEqual(first);
    expect((first?.added ?? 0) + (other?.added ?? 0)).toBe(40);
    expect((await queries.list(seller, { limit: 24 })).total).toBe(40);
    expect(await h.statements.preview(seller, 'a.csv', file(serials))).toMatchObject({ add: 0, known: 40 });
    const changed = Buffer.from(`交易日期,收入,流水号\n2026-01-05,2,${serials[0]}`);
    expect(await h.statements.preview(seller, 'c.csv', changed)).toMatchObject({ add: 0, refused: 1 });
    expect(await countStatements(() => h.statements.preview(seller, 'a.csv', file(serials)))).toBe(2);
  });
});
