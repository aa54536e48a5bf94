import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { checkInvariant } from '@yigou/platform';
import { PROCUREMENT } from '@yigou/procurement';
import { aBudget } from '@yigou/procurement/testing';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { ORDERED_REQUISITION_INVARIANTS, PURCHASING_INVARIANTS } from './purchasing.invariants';
import { goods, PurchasingHarness, type UnitAtWork } from './testing';

const CEILING_FEN = 100_000;
let test: TestDatabase;
let h: PurchasingHarness;
let rice: string;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  h = new PurchasingHarness(test);
  rice = await goods(test, PRICE_FEN);
});
afterAll(async () => {
  for (const invariant of [...PURCHASING_INVARIANTS, ...ORDERED_REQUISITION_INVARIANTS, ...PROCUREMENT.invariants])
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  expect(await h.market.brokenBooks()).toEqual([]);
  await test.close();
});
const refusal = (code: string) => expect.objectContaining({ code });
const of = (quantity: number, skuId = rice) => [{ skuId, quantity }];
const costs = (pieces: number) => ({ expectedTotalFen: pieces * PRICE_FEN + FREIGHT_FEN });
const outcomes = (settled: readonly PromiseSettledResult<unknown>[]) =>
  settled.map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { code?: string }).code)).sort();

/** A unit with a budget. */
async function funded(): Promise<UnitAtWork & { budgetId: string }> {
  const unit = await h.unit();
  return { ...unit, budgetId: await aBudget(test, { unitId: unit.unitId, ceilingFen: CEILING_FEN }) };
}
const encumbered = async (budgetId: string) =>
  (await test.db.one<{ fen: number }>('SELECT encumbered_fen AS fen FROM budget WHERE id = $1', [budgetId]))?.fen;
const ordersOf = async (unitId: string) =>
  test.db.query<{ id: string; remark: string }>('SELECT id, remark FROM sales_order WHERE unit_id = $1', [unitId]);

describe('an approved requisition', () => {
  it('is ordered once, encumbers its budget, and shows the orders to who placed them', async () => {
    const unit = await funded();
    const id = await h.approved(unit, of(2), unit.budgetId);
    expect((await h.queries.get(unit.buyer, id)).may).toMatchObject({ order: true });
    const key = newId();
    await h.order(unit.buyer, id, { ...costs(2), key });
    const view = await h.queries.get(unit.buyer, id);
    const [order] = view.orders;
    expect(view).toMatchObject({ status: 'ordered', may: { order: false, edit: false, withdraw: false } });
    expect(view.orders).toMatchObject([
      { status: 'to_sign', totalFen: 2 * PRICE_FEN + FREIGHT_FEN, url: `http://shop.test/orders/${order?.id}` },
    ]);
    expect(view.history.at(-1)).toMatchObject({ action: 'order', by: '采购员' });
    expect((await h.queries.get(unit.approver, id)).orders).toMatchObject([{ id: order?.id, url: null }]);
    expect(await encumbered(unit.budgetId)).toBe(2 * PRICE_FEN + FREIGHT_FEN);
    expect((await ordersOf(unit.unitId))[0]?.remark).toBe('希望 2026-12-07 送达；收货点：学校食堂后门');
    // The same press again, and another one.
    await h.order(unit.buyer, id, { ...costs(2), key });
    await expect(h.order(unit.buyer, id, costs(2))).rejects.toEqual(refusal('requisition_closed'));
    expect(await ordersOf(unit.unitId)).toHaveLength(1);
    // What was ordered was approved this month all the same.
    expect((await h.rules.get(unit.buyer)).approvers[0]).toMatchObject({ approvedFen: 2 * PRICE_FEN });
  });

  it('is ordered by who buys, for the own unit, and not before somebody approved it', async () => {
    const [unit, stranger] = [await funded(), await funded()];
    const id = await h.submitted(unit, of(1));
    await expect(h.order(unit.buyer, id, costs(1))).rejects.toEqual(refusal('requisition_closed'));
    await h.approve(unit.approver, id);
    await expect(h.order(unit.approver, id, costs(1))).rejects.toEqual(refusal('forbidden'));
    const body = { linesHash: 'f'.repeat(64), addressId: newId(), ...costs(1) };
    const claim = () => h.market.claim(stranger.buyer.actor, body);
    await expect(h.ordering.execute(stranger.buyer, id, body, claim())).rejects.toEqual(refusal('not_found'));
    const own = h.ordering.execute(unit.buyer, id, body, h.market.claim(unit.buyer.actor, body));
    await expect(own).rejects.toEqual(refusal('requisition_changed'));
  });

  it('is not ordered dearer than approved, without stock or above the budget, and nothing is written then', async () => {
    const unit = await funded();
    const scarce = await goods(test, PRICE_FEN, 3);
    const id = await h.approved(unit, of(3, scarce));
    const priced = (fen: number) => test.db.query('UPDATE sku SET price_fen = $2 WHERE id = $1', [scarce, fen]);
    await priced(PRICE_FEN + 1);
    await expect(h.order(unit.buyer, id, costs(3))).rejects.toEqual(refusal('price_changed'));
    const dearer = { expectedTotalFen: 3 * (PRICE_FEN + 1) + FREIGHT_FEN };
    await expect(h.order(unit.buyer, id, dearer)).rejects.toMatchObject({
      code: 'requisition_dearer',
      details: { skuIds: [scarce] },
      message: expect.stringContaining('重新提交审批'),
    });
    await priced(PRICE_FEN);
    const ceiling = 'UPDATE budget SET ceiling_fen = $2 WHERE id = $1';
    await test.db.query(ceiling, [unit.budgetId, 3 * PRICE_FEN]);
    await expect(h.order(unit.buyer, id, costs(3))).rejects.toEqual(refusal('budget_exceeded'));
    await test.db.query(ceiling, [unit.budgetId, CEILING_FEN]);
    await h.market.buy([{ skuId: scarce, quantity: 1 }]);
    await expect(h.order(unit.buyer, id, costs(3))).rejects.toEqual(refusal('insufficient_stock'));
    expect([await ordersOf(unit.unitId), await encumbered(unit.budgetId)]).toEqual([[], 0]);
    expect(await h.queries.get(unit.buyer, id)).toMatchObject({ status: 'approved', orders: [] });
    // What fell in price is the unit's gain.
    const cheaper = await h.approved(unit, of(2, scarce));
    await priced(PRICE_FEN - 1);
    await h.order(unit.buyer, cheaper, { expectedTotalFen: 2 * (PRICE_FEN - 1) + FREIGHT_FEN });
  });

  it('is written anew once none of its orders stands any more, and has to be approved again', async () => {
    const unit = await funded();
    const id = await h.approved(unit, of(1));
    await h.order(unit.buyer, id, costs(1));
    await expect(h.rewrite(unit, id, of(2))).rejects.toEqual(refusal('requisition_closed'));
    const [order] = await ordersOf(unit.unitId);
    const claim = h.market.claim(unit.buyer.actor, { id });
    await h.market.close.cancel(unit.buyer, order?.id ?? '', '不要了', claim);
    expect((await h.queries.get(unit.buyer, id)).may).toMatchObject({ edit: true, order: false });
    await h.rewrite(unit, id, of(2));
    expect(await h.queries.get(unit.buyer, id)).toMatchObject({ status: 'draft', orders: [], approver: null });
    expect(await encumbered(unit.budgetId)).toBe(0);
  });
});

describe('at once', () => {
  it('two buyers order the same requisition: one checkout', async () => {
    const unit = await funded();
    const other = await memberOf(test.db, unit.unitId, { duties: ['buy'], name: '另一采购员' });
    const id = await h.approved(unit, of(1));
    const settled = await Promise.allSettled([unit.buyer, other].map((by) => h.order(by, id, costs(1))));
    expect(outcomes(settled)).toEqual(['done', 'requisition_closed']);
    expect(await ordersOf(unit.unitId)).toHaveLength(1);
    expect(await encumbered(unit.budgetId)).toBe(PRICE_FEN + FREIGHT_FEN);
  });

  it('ordering and writing anew: what is ordered is what was approved, or nothing is', async () => {
    const unit = await funded();
    for (let round = 0; round < 8; round += 1) {
      const id = await h.approved(unit, of(1));
      const before = (await ordersOf(unit.unitId)).length;
      const [ordered, saved] = await Promise.allSettled([
        h.order(unit.buyer, id, costs(1)),
        h.rewrite(unit, id, of(2)),
      ]);
      expect([ordered.status, saved.status].sort()).toEqual(['fulfilled', 'rejected']);
      const view = await h.queries.get(unit.buyer, id);
      const done = ordered.status === 'fulfilled';
      expect([view.status, view.totalFen]).toEqual(done ? ['ordered', PRICE_FEN] : ['draft', 2 * PRICE_FEN]);
      expect(await ordersOf(unit.unitId)).toHaveLength(done ? before + 1 : before);
    }
  });
});

describe('a requisition of many pieces', () => {
  it('is written, approved and ordered at the tier of its quantity; a tier that is taken back needs another approval', async () => {
    const unit = await funded();
    const skuId = await goods(test, PRICE_FEN);
    const offer = (minimum: number, priceFen: number) =>
      test.db.query('UPDATE sku SET bulk = $2::jsonb WHERE id = $1', [
        skuId,
        JSON.stringify({ minimum, weekly: null, tiers: [{ from: 10, priceFen }] }),
      ]);
    await offer(3, 1_500);
    await expect(h.draft(unit, of(2, skuId))).rejects.toMatchObject({
      code: 'validation_failed',
      details: { fields: { 'lines.0.quantity': '单位采购 3 件起订' } },
    });
    const [few, many] = [await h.draft(unit, of(9, skuId)), await h.approved(unit, of(10, skuId), unit.budgetId)];
    expect(await h.queries.get(unit.buyer, few)).toMatchObject({ totalFen: 9 * PRICE_FEN });
    expect(await h.queries.get(unit.buyer, many)).toMatchObject({
      totalFen: 15_000,
      items: [{ priceFen: 1_500, currentFen: 1_500, offer: { priceFen: PRICE_FEN, bulk: { minimum: 3 } } }],
    });
    await offer(3, 1_600);
    const dearer = { expectedTotalFen: 16_000 + FREIGHT_FEN };
    await expect(h.order(unit.buyer, many, dearer)).rejects.toEqual(refusal('requisition_dearer'));
    await offer(3, 1_400);
    await test.db.query('UPDATE purchasing_requisition SET po_number = $2 WHERE id = $1', [many, 'CG-2026-7']);
    await h.order(unit.buyer, many, { expectedTotalFen: 14_000 + FREIGHT_FEN });
    expect((await ordersOf(unit.unitId))[0]?.remark).toBe(
      '采购单号：CG-2026-7；希望 2026-12-07 送达；收货点：学校食堂后门',
    );
    await h.requisitions.submit(unit.buyer, few);
    const other = await h.draft(unit, of(10, skuId));
    await offer(3, 1_300);
    await expect(h.requisitions.submit(unit.buyer, other)).rejects.toEqual(refusal('requisition_stale'));
  });
});
