import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SeatedCaller } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { ORDERS, UNIT_ORDER_INVARIANTS } from '@yigou/orders';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { checkInvariant } from '@yigou/platform';
import { PROCUREMENT } from '@yigou/procurement';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { PURCHASING } from '../purchasing.manifest';
import { AcceptanceHarness, type ShippedToUnit } from '../testing';
import { ACCEPTED_ORDER_INVARIANTS } from './acceptance.invariants';

let test: TestDatabase;
let h: AcceptanceHarness;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 24 });
  h = new AcceptanceHarness(test);
});
afterAll(() => test.close());
afterEach(async () => {
  const all = [PURCHASING, ORDERS, PROCUREMENT].flatMap(({ invariants }) => invariants);
  for (const invariant of [...all, ...UNIT_ORDER_INVARIANTS, ...ACCEPTED_ORDER_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0, rows: [] });
  expect(await h.market.brokenBooks()).toEqual([]);
});

const balance = ({ budgetId }: ShippedToUnit) =>
  test.db.one('SELECT encumbered_fen AS encumbered, spent_fen AS spent FROM budget WHERE id = $1', [budgetId]);
const refundsOf = async ({ orderId }: ShippedToUnit) =>
  (await test.db.query('SELECT amount_fen FROM refund WHERE holder = $1 ORDER BY amount_fen', [orderId])).map((row) =>
    Number(row['amount_fen']),
  );
const sheetsOf = async ({ orderId }: ShippedToUnit) =>
  (await test.db.query('SELECT status FROM purchasing_acceptance WHERE order_id = $1 ORDER BY status', [orderId])).map(
    ({ status }) => status,
  );
const codes = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((result) =>
    result.status === 'fulfilled' ? 'done' : String((result.reason as { code?: string }).code ?? result.reason),
  );
const toldOf = async ({ actor }: SeatedCaller, id: string) =>
  (
    await test.db.query('SELECT FROM notice WHERE user_id = $1 AND link = $2', [
      actor.userId,
      `/agency/acceptances?id=${id}`,
    ])
  ).length;
const end = ({ orderId }: ShippedToUnit) =>
  test.db.query('UPDATE sales_order SET auto_confirm_at = clock_timestamp() WHERE id = $1', [orderId]);

describe('the acceptance of a unit’s order by two people', () => {
  it('moves nothing before the second signature; then order, refund and budget at once', async () => {
    const one = await h.shipped();
    const id = await h.sign(one, one.first, { accepted: 3, short: 1, refused: 1, refusal: 'damaged', batch: 'B1' });
    expect(await h.market.statusOf(one.orderId)).toBe('shipped');
    expect(await balance(one)).toEqual({ encumbered: 5 * PRICE_FEN + FREIGHT_FEN, spent: 0 });
    const { items } = await h.queries.list(one.second, { mine: '1', limit: 10 });
    expect(items).toMatchObject([{ id, accepted: 3, short: 1, refused: 1, refundFen: 2 * PRICE_FEN, second: null }]);
    expect((await h.queries.list(one.first, { mine: '1', limit: 10 })).items).toEqual([]);
    expect(await toldOf(one.second, id)).toBe(1);
    expect([await toldOf(one.first, id), await toldOf(one.buyer, id)]).toEqual([0, 0]);
    await h.confirm(one.second, id);
    expect(await h.market.statusOf(one.orderId)).toBe('completed');
    expect(await balance(one)).toEqual({ encumbered: 0, spent: 3 * PRICE_FEN + FREIGHT_FEN });
    expect(await refundsOf(one)).toEqual([2 * PRICE_FEN]);
    const view = await h.queries.get(one.second, id);
    expect(view).toMatchObject({
      status: 'confirmed',
      second: { name: '复核员' },
      history: [{ action: 'sign' }, { action: 'confirm' }],
    });
    const day = view.decidedAt?.slice(0, 4) ?? '';
    const ledger = await h.ledgers.of(one.buyer, { from: `${day}-01-01`, to: `${Number(day) + 1}-12-31` });
    expect(ledger.items).toMatchObject([
      { accepted: 3, short: 1, refused: 1, batch: 'B1', firstName: '验收员', secondName: '复核员' },
    ]);
  });

  it('is never done by one person, whatever they may do in the unit, nor by who may not accept or is of another unit', async () => {
    const one = await h.shipped();
    await expect(h.sign(one, one.buyer)).rejects.toMatchObject({ code: 'forbidden' });
    const manager = await memberOf(test.db, one.unitId, { role: 'manager' });
    const id = await h.sign(one, manager);
    await expect(h.confirm(manager, id)).rejects.toMatchObject({ code: 'own_acceptance' });
    await expect(h.acceptances.return(manager, id, '填错了')).rejects.toMatchObject({ code: 'own_acceptance' });
    // The same person from a seat of another kind in the same unit: the person counts, not the seat.
    await test.db.query(`UPDATE membership SET role = 'clerk', duties = '{accept}' WHERE user_id = $1`, [
      manager.actor.userId,
    ]);
    await expect(h.confirm(manager, id)).rejects.toMatchObject({ code: 'own_acceptance' });
    await expect(h.confirm(one.buyer, id)).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await h.shipped();
    await expect(h.confirm(stranger.second, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(h.queries.get(stranger.second, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(h.sign(one, stranger.first)).rejects.toMatchObject({ code: 'not_found' });
    await h.confirm(one.second, id);
  });

  it('is sent back with a reason and written anew; a part-shipped order is accepted in parts', async () => {
    const one = await h.shipped(2);
    const wrong = await h.sign(one, one.first, { accepted: 2 });
    await h.acceptances.return(one.second, wrong, '少写了一件破损');
    await expect(h.confirm(one.second, wrong)).rejects.toMatchObject({ code: 'acceptance_closed' });
    await expect(h.sign(one, one.first, { accepted: 3 })).rejects.toMatchObject({ code: 'acceptance_exceeds_shipped' });
    await h.confirm(one.second, await h.sign(one, one.first, { accepted: 1, refused: 1, refusal: 'spoiled' }));
    expect(await h.market.statusOf(one.orderId)).toBe('part_shipped');
    await h.ship(one.orderId, 3);
    await h.confirm(one.first, await h.sign(one, one.second, { accepted: 3 }));
    expect(await h.market.statusOf(one.orderId)).toBe('completed');
    expect(await balance(one)).toEqual({ encumbered: 0, spent: 4 * PRICE_FEN + FREIGHT_FEN });
    expect(await sheetsOf(one)).toEqual(['confirmed', 'confirmed', 'returned']);
  });

  it('takes photos of its own people alone', async () => {
    const one = await h.shipped();
    await expect(h.sign(one, one.first, { photos: [newId()] })).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('is recorded once under a key, however often the phone sends it', async () => {
    const one = await h.shipped();
    const key = newId();
    const ids = await Promise.all(Array.from({ length: 6 }, () => h.sign(one, one.first, {}, key)));
    expect(new Set(ids).size).toBe(1);
    await h.confirm(one.second, ids[0] ?? '');
    // Once more when all is over, as a phone does that never heard the answer.
    expect(await h.sign(one, one.first, {}, key)).toBe(ids[0]);
    expect(await sheetsOf(one)).toEqual(['confirmed']);
  });
});

/** A box of about 9 g of saffron at 200.1 fen a gram, a twentieth more at most: 1,890.945 fen. */
const SAFFRON = { perGrams: 1_000, priceFen: 200_100, pieceGrams: 9, toleranceBp: 500 } as const;
const MOST_FEN = 1_891;

describe('goods sold by weight', () => {
  it('are held at the most, billed by the grams that two people weighed, and given back to the fen', async () => {
    const one = await h.shipped(3, SAFFRON);
    expect(await balance(one)).toEqual({ encumbered: 5 * MOST_FEN + FREIGHT_FEN, spent: 0 });
    await expect(h.sign(one, one.first, { accepted: 2, short: 1 })).rejects.toMatchObject({
      code: 'validation_failed',
      details: { fields: { 'lines.0.grams': '按实称结算，请填写收下的重量' } },
    });
    // 200.1 × 17 = 3,401.7; a box is missing.
    const first = await h.sign(one, one.first, { accepted: 2, short: 1, grams: 17 });
    const light = 2 * MOST_FEN - 3_402 + MOST_FEN;
    expect((await h.queries.get(one.second, first)).refundFen).toBe(light);
    await h.confirm(one.second, first);
    expect(await balance(one)).toEqual({ encumbered: 5 * MOST_FEN + FREIGHT_FEN - light, spent: 0 });
    await h.ship(one.orderId, 2);
    // Heavier than the contract lets be billed: the most.
    await h.confirm(one.first, await h.sign(one, one.second, { accepted: 2, grams: 90 }));
    expect(await h.market.statusOf(one.orderId)).toBe('completed');
    expect(await balance(one)).toEqual({ encumbered: 0, spent: 3_402 + 2 * MOST_FEN + FREIGHT_FEN });
    expect(await refundsOf(one)).toEqual([light]);
    expect(await test.db.one('SELECT bought_fen AS fen FROM share_year WHERE unit_id = $1', [one.unitId])).toEqual({
      fen: 3_402 + 2 * MOST_FEN,
    });
    const [line] = (await h.queries.order(one.first, one.orderId)).lines;
    expect(line).toMatchObject({ priceFen: MOST_FEN, weight: SAFFRON });
    const contract = await test.db.one<{ content: string }>('SELECT content FROM order_contract WHERE order_id = $1', [
      one.orderId,
    ]);
    expect(JSON.parse(contract?.content ?? '')).toMatchObject({ lines: [{ weight: SAFFRON }] });
    const reader = { userId: one.buyer.actor.userId, unitIds: [] };
    expect((await h.market.contracts.of(reader, one.orderId)).body.length).toBeGreaterThan(1_000);
  });

  it('weigh what they should where nobody weighed them in time, and what is sold by the piece is not weighed', async () => {
    const [one, other] = [await h.shipped(5, SAFFRON), await h.shipped()];
    await expect(h.sign(other, other.first, { grams: 50 })).rejects.toMatchObject({ code: 'validation_failed' });
    await end(one);
    await h.market.complete.confirmDue(50);
    // 200.1 × 9 = 1,800.9.
    expect(await refundsOf(one)).toEqual([5 * (MOST_FEN - 1_801)]);
    expect(await balance(one)).toEqual({ encumbered: 0, spent: 5 * 1_801 + FREIGHT_FEN });
  });

  it('are billed once, whoever confirms, ends the rest or lets the term run out at the same moment', async () => {
    const races = Array.from({ length: 3 }, async () => {
      const one = await h.shipped(3, SAFFRON);
      const id = await h.sign(one, one.first, { accepted: 3, grams: 26 });
      const third = await memberOf(test.db, one.unitId, { duties: ['accept'] });
      const rest = { lines: [{ orderLineId: one.lineId, quantity: 2 }], reason: '不要了' };
      const { market } = h;
      await Promise.allSettled([
        h.confirm(one.second, id),
        h.confirm(third, id),
        market.rest.execute(one.buyer, 'buyer', one.orderId, rest, market.claim(one.buyer.actor, newId())),
        market.close.cancel(one.buyer, one.orderId, '不要了', market.claim(one.buyer.actor, newId())),
        end(one).then(() => market.complete.confirmDue(50)),
      ]);
      await end(one);
      await market.complete.confirmDue(50).catch(() => undefined);
      expect(await market.statusOf(one.orderId)).toBe('completed');
      const back = (await refundsOf(one)).reduce((sum, fen) => sum + fen, 0);
      expect(await balance(one)).toEqual({ encumbered: 0, spent: 5 * MOST_FEN + FREIGHT_FEN - back });
      await h.acceptances.lapse(one.orderId);
    });
    await Promise.all(races);
  });
});

describe('acceptances at once', () => {
  it('of one order: one sheet stands, whoever signs', async () => {
    const one = await h.shipped();
    const results = await Promise.allSettled([h.sign(one, one.first), h.sign(one, one.second), h.sign(one, one.first)]);
    expect(codes(results).sort()).toEqual(['acceptance_open', 'acceptance_open', 'done']);
    expect(await sheetsOf(one)).toEqual(['signed']);
  });

  it('are confirmed once, by several people or by one who presses twice, or sent back: one of it', async () => {
    const one = await h.shipped();
    const third = await memberOf(test.db, one.unitId, { duties: ['accept'] });
    const id = await h.sign(one, one.first, { accepted: 4, short: 1 });
    const key = newId();
    const results = await Promise.allSettled([
      h.confirm(one.second, id, key),
      h.confirm(one.second, id, key),
      h.confirm(third, id),
      h.acceptances.return(third, id, '不对'),
      h.confirm(one.first, id),
    ]);
    const [sheet] = await sheetsOf(one);
    expect(['confirmed', 'returned']).toContain(sheet);
    const kept = codes(results).filter((code) => !['done', 'acceptance_closed', 'own_acceptance'].includes(code));
    expect(kept).toEqual([]);
    expect(await refundsOf(one)).toEqual(sheet === 'confirmed' ? [PRICE_FEN] : []);
  });

  it('meet the end of the term, the end of the rest and the next parcel: every piece ends once, and the sheet says which way', async () => {
    const races = Array.from({ length: 5 }, async () => {
      const one = await h.shipped(3);
      const id = await h.sign(one, one.first, { accepted: 2, short: 1 });
      const rest = { lines: [{ orderLineId: one.lineId, quantity: 2 }], reason: '不要了' };
      const { market } = h;
      await Promise.allSettled([
        h.confirm(one.second, id),
        h.ship(one.orderId, 2),
        market.rest.execute(one.buyer, 'buyer', one.orderId, rest, market.claim(one.buyer.actor, newId())),
      ]);
      await end(one);
      await Promise.allSettled([market.complete.confirmDue(50), h.sign(one, one.second, { accepted: 2 })]);
      await market.complete.confirmDue(50).catch(() => undefined);
      await h.acceptances.lapse(one.orderId);
      expect(await market.statusOf(one.orderId)).toBe('completed');
      const sheets = await sheetsOf(one);
      expect(sheets[0]).toBe('confirmed');
      expect(sheets).not.toContain('signed');
      const back = (await refundsOf(one)).reduce((sum, fen) => sum + fen, 0);
      expect(await balance(one)).toEqual({ encumbered: 0, spent: 5 * PRICE_FEN + FREIGHT_FEN - back });
    });
    await Promise.all(races);
  });

  it('lose against the end of the term: what one person alone signed lapses, and only then', async () => {
    const one = await h.shipped();
    const id = await h.sign(one, one.first, { accepted: 4, short: 1 });
    await h.acceptances.lapse(one.orderId);
    expect(await sheetsOf(one)).toEqual(['signed']);
    await end(one);
    await h.market.complete.confirmDue(50);
    await expect(h.confirm(one.second, id)).rejects.toMatchObject({ code: 'order_not_acceptable' });
    await Promise.all([h.acceptances.lapse(one.orderId), h.acceptances.lapse(one.orderId)]);
    expect(await sheetsOf(one)).toEqual(['lapsed']);
    expect(await refundsOf(one)).toEqual([]);
  });
});
