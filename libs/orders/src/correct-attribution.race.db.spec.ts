import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { checkInvariant } from '@yigou/platform';
import { CloseYear, type Corrections, PROCUREMENT } from '@yigou/procurement';
import { aBudget, aFiledYear, aProof, aSeat, aUnit, correctionsOn, thisYear } from '@yigou/procurement/testing';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CorrectAttribution } from './correct-attribution';
import { unsettled } from './owed-lines';
import { ShareProof } from './share-proof';
import { anOrder } from './testing/an-order';
import { Market } from './testing/market';
import { UNIT_ORDER_INVARIANTS } from './unit-orders.invariants';

const YEAR = thisYear();
const AFTER_THE_YEAR = new Date(`${YEAR + 1}-01-01T01:00:01+08:00`);
let test: TestDatabase;
let market: Market;
let corrections: Corrections;
let attribution: CorrectAttribution;
let finance: SeatedCaller;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 24 });
  market = new Market(test);
  corrections = correctionsOn(test);
  attribution = new CorrectAttribution(test.uow, corrections);
  finance = await aSeat(test, { kind: 'finance', regionPrefix: '42' });
});
afterAll(() => test.close());
afterEach(async () => {
  await new ShareProof(test.uow).prove();
  for (const invariant of [...PROCUREMENT.invariants, ...UNIT_ORDER_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
});

interface Unit {
  readonly unitId: string;
  readonly manager: SeatedCaller;
  readonly budgetId: string;
}
async function unit(): Promise<Unit> {
  const unitId = await aUnit(test);
  const manager = await aSeat(test, { kind: 'agency', organisationId: unitId });
  return { unitId, manager, budgetId: await aBudget(test, { unitId, ceilingFen: 10_000_000 }) };
}
const order = ({ unitId, budgetId }: Unit) => anOrder(test.db, { unitId, budgetId });
const asked = async (from: Unit, orderNumber: string, to: Unit) => {
  const proof = await aProof(test, from.manager);
  return attribution.ask(
    from.manager,
    {
      orderNumber,
      toUnitId: to.unitId,
      reason: '下单时选错单位',
      proofIds: [proof],
    },
    aClaim(),
  );
};
const answer = (by: Unit, id: string, decision: 'agree' | 'decline' = 'agree') =>
  corrections.answer(by.manager, id, { decision, reason: '不是我们的' });
const decide = (id: string, decision: 'approve' | 'reject' = 'approve', by = finance) =>
  attribution.decide(by, id, { decision, reason: '材料不符' });
/** Asked for and agreed to. */
const agreed = async (from: Unit, orderNumber: string, to: Unit) => {
  const id = await asked(from, orderNumber, to);
  await answer(to, id);
  return id;
};
/** Two people take so many pieces, all that was sent when nothing is said, and refuse so many. */
const accept = ({ manager, unitId }: Unit, orderId: string, refused = 0) =>
  test.uow.run(async (tx) => {
    const locked = await market.accept.lock(tx, orderId, unitId);
    const lines = [...locked.lines.values()].map(
      (line) => [line.id, { accepted: unsettled(line) - refused, refused }] as const,
    );
    const said = { pieces: new Map(lines), cause: `acceptance:${newId()}`, by: manager, note: '验收' };
    return market.accept.accept(tx, locked, said);
  });
const boughtBy = async ({ unitId }: Unit) =>
  Number((await test.db.one('SELECT bought_fen AS fen FROM share_year WHERE unit_id = $1', [unitId]))?.['fen'] ?? 0);
const spentOf = async ({ budgetId }: Unit) =>
  (await test.db.one<{ fen: number }>('SELECT spent_fen AS fen FROM budget WHERE id = $1', [budgetId]))?.fen;
const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length;

describe('R9: an order that counts to the wrong unit', () => {
  it('is cancelled before it is shipped, and corrected afterwards: agreed to, approved, with the fulfilment and without the money', async () => {
    const [a, b] = [await unit(), await unit()];
    const waiting = await order(a).paid();
    await expect(asked(a, waiting.order.number, b)).rejects.toMatchObject({ code: 'order_not_correctable' });
    const made = await order(a).completed();
    const id = await agreed(a, made.order.number, b);
    expect([await boughtBy(a), await boughtBy(b)]).toEqual([made.order.goodsFen, 0]);
    await decide(id);
    expect([await boughtBy(a), await boughtBy(b)]).toEqual([0, made.order.goodsFen]);
    expect([await spentOf(a), await spentOf(b)]).toEqual([made.order.totalFen, 0]);
    const told = await test.db.query('SELECT user_id AS id FROM notice WHERE body LIKE $1', [
      `%${made.order.number}%已确认%`,
    ]);
    expect(told.map((row) => row['id']).sort()).toEqual([a, b].map(({ manager }) => manager.actor.userId).sort());
  });

  it('moves for who may alone: not for another unit, another region, an ended or unknown unit, without its own proof, or twice', async () => {
    const [a, b, stranger] = [await unit(), await unit(), await unit()];
    const { order: made } = await order(a).completed();
    await expect(asked(b, made.number, a)).rejects.toMatchObject({ code: 'not_found' });
    await expect(asked(a, made.number, a)).rejects.toMatchObject({ code: 'correction_unit_unknown' });
    await expect(asked(a, made.number, { ...b, unitId: newId() })).rejects.toMatchObject({
      code: 'correction_unit_unknown',
    });
    const foreign = await aProof(test, b.manager);
    const said = { orderNumber: made.number, toUnitId: b.unitId, reason: '选错单位', proofIds: [foreign] };
    await expect(attribution.ask(a.manager, said, aClaim())).rejects.toMatchObject({ code: 'validation_failed' });
    const results = await Promise.allSettled([
      asked(a, made.number, b),
      asked(a, made.number, stranger),
      asked(a, made.number, b),
    ]);
    expect(fulfilled(results)).toBe(1);
    const row = await test.db.one<{ id: string; to: string }>(
      'SELECT id, to_unit_id AS to FROM share_correction WHERE holder = $1',
      [made.id],
    );
    const [id, to] = [row?.id ?? '', row?.to === b.unitId ? b : stranger];
    await expect(answer(a, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(decide(id)).rejects.toMatchObject({ code: 'correction_closed' });
    await answer(to, id);
    const elsewhere = await aSeat(test, { kind: 'finance', regionPrefix: '64' });
    await expect(decide(id, 'approve', elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await expect(corrections.withdraw(to.manager, id)).rejects.toMatchObject({ code: 'not_found' });
    await decide(id, 'reject');
    expect([await boughtBy(a), await boughtBy(to)]).toEqual([made.goodsFen, 0]);
    await decide(await agreed(a, made.number, to));
    await expect(asked(a, made.number, b)).rejects.toMatchObject({ code: 'correction_exists' });
  });

  it('approved, rejected, withdrawn and approved again at once moves once or not at all', async () => {
    const [a, b] = [await unit(), await unit()];
    const made = await order(a).completed();
    const back = await order(b).completed();
    const [id, other] = [await agreed(a, made.order.number, b), await agreed(b, back.order.number, a)];
    const results = await Promise.allSettled([
      decide(id),
      decide(id),
      decide(other),
      decide(id, 'reject'),
      corrections.withdraw(a.manager, id),
      decide(id),
      decide(other),
    ]);
    expect(fulfilled(results)).toBe(2);
    const [moved] = await test.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM share_correction WHERE id = $1 AND status = 'approved'`,
      [id],
    );
    const [mine, theirs] = [made.order.goodsFen, back.order.goodsFen];
    const all = [await boughtBy(a), await boughtBy(b)];
    expect(all).toEqual(moved?.n ? [theirs, mine] : [mine + theirs, 0]);
  });

  it('is finished, in part refused, while it is approved: what was taken counts to the other unit, what was refused to none', async () => {
    const [a, b] = [await unit(), await unit()];
    const races = Array.from({ length: 4 }, async (_, at) => {
      const made = await order(a).shipped();
      const id = await agreed(a, made.order.number, b);
      const refused = at % 2;
      const results = await Promise.allSettled([decide(id), accept(a, made.order.id, refused), decide(id)]);
      expect(fulfilled(results)).toBe(2);
      return made.order.goodsFen - refused * made.line.priceFen;
    });
    const taken = (await Promise.all(races)).reduce((sum, fen) => sum + fen, 0);
    expect([await boughtBy(a), await boughtBy(b)]).toEqual([0, taken]);
  });

  it('is asked for while it is cancelled or shipped: a request is there only where it was sent', async () => {
    const [a, b] = [await unit(), await unit()];
    const buyer = await market.unitBuyer(a.unitId);
    const races = Array.from({ length: 4 }, async () => {
      const { order: made } = await order(a).paid();
      await test.db.query('UPDATE sales_order SET user_id = $2 WHERE id = $1', [made.id, buyer.by.actor.userId]);
      await Promise.allSettled([
        market.close.cancel(buyer.by, made.id, '不要了', market.claim(buyer.by.actor, { id: made.id })),
        asked(a, made.number, b),
      ]);
      return made.id;
    });
    const ids = await Promise.all(races);
    const wrong = await test.db.query('SELECT 1 FROM share_correction WHERE holder = ANY($1)', [ids]);
    expect(wrong).toEqual([]);
  });

  it('holds both years open until it is decided, and a year that was closed refuses it', async () => {
    const [a, b] = [await unit(), await unit()];
    const made = await order(a).completed();
    const years = new CloseYear(test.db, test.uow, new Notices());
    const reserved = { canteenTotalFen: made.order.goodsFen, ratioBp: 10_000 };
    const createdAt = new Date(Date.now() - 30 * 86_400_000);
    for (const { unitId } of [a, b])
      await aFiledYear(test.db, { unitId, year: YEAR, status: 'in_force', createdAt, ...reserved });
    const statusOf = async ({ unitId }: Unit) =>
      (await test.db.one<{ status: string }>('SELECT status FROM share_filing WHERE unit_id = $1', [unitId]))?.status;
    const results = await Promise.allSettled([
      asked(a, made.order.number, b),
      ...Array.from({ length: 4 }, () => years.closeDue(AFTER_THE_YEAR, 100)),
    ]);
    const statuses = [await statusOf(a), await statusOf(b)];
    // Either it was there first and neither year was closed, or one was closed and it was refused.
    expect(results[0]?.status === 'fulfilled').toBe(statuses.every((status) => status === 'in_force'));
    await years.closeDue(AFTER_THE_YEAR, 100);
    if (results[0]?.status === 'rejected') {
      expect(results[0].reason).toMatchObject({ code: 'share_year_closed' });
      return;
    }
    const [row] = await test.db.query<{ id: string }>('SELECT id FROM share_correction WHERE holder = $1', [
      made.order.id,
    ]);
    await answer(b, row?.id ?? '');
    await Promise.allSettled([decide(row?.id ?? ''), years.closeDue(AFTER_THE_YEAR, 100)]);
    await years.closeDue(AFTER_THE_YEAR, 100);
    expect([await statusOf(a), await statusOf(b)]).toEqual(['unfulfilled', 'fulfilled']);
    const late = await order(a).completed();
    await expect(asked(a, late.order.number, b)).rejects.toMatchObject({ code: 'share_year_closed' });
  });
});
