import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { aCategory, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { inStock } from '@yigou/inventory/testing';
import { anOrder, type SaidOfOrder } from '@yigou/orders/testing';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { PriceBands } from '@yigou/prices';
import { aBudget, aSeat, aUnit } from '@yigou/procurement/testing';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { OVERSIGHT_INVARIANTS } from '../oversight.invariants';
import { FindingQueries } from './findings.queries';
import { Findings } from './findings.service';
import { FraudWatch } from './fraud-watch';

const HOUR_MS = 3_600_000;
const REGION = '420529';
let test: TestDatabase;
let watch: FraudWatch;
let bureau: string;
let unit: { unitId: string; budgetId: string };
let skuId: string;
const later = () => new Date(Date.now() + HOUR_MS);
/** The price of all SKUs of the product from now on. */
const price = (priceFen: number) => test.db.query('UPDATE sku SET price_fen = $2 WHERE id = $1', [skuId, priceFen]);
/** A finished order of the unit, `hoursAgo` placed and a minute later done. */
async function finished(hoursAgo: number, said: SaidOfOrder = {}): Promise<string> {
  const createdAt = new Date(Date.now() - hoursAgo * HOUR_MS);
  const completedAt = new Date(createdAt.getTime() + 60_000);
  const { order } = await anOrder(test.db, { ...unit, skuId, createdAt, completedAt, ...said }).completed();
  return order.id;
}
const found = () =>
  test.db.query<{ rule: string; orders: string[] }>(
    'SELECT rule, order_ids AS orders FROM oversight_finding ORDER BY rule, found_at',
  );

beforeAll(async () => {
  test = await createTestDatabase();
  const { db } = test;
  const policy = new PolicyParameters(db);
  watch = new FraudWatch(db, test.uow, new PriceBands(policy), policy);
  bureau = await aUnit(test, undefined, REGION);
  const unitId = await aUnit(test, bureau, REGION);
  unit = { unitId, budgetId: await aBudget(test, { unitId, ceilingFen: 1_000_000_000 }) };
  await aCategory(db);
  const { supplierId } = await anAdmittedSupplier(db);
  skuId = (await aSku(db, { productId: (await aProduct(db, { supplierId })).id, priceFen: 1_850, netWeightGrams: 500 }))
    .id;
  await inStock(db, skuId, 10_000);
});
afterAll(() => test.close());

describe('the fraud watch', () => {
  it('finds what is ten times as dear or as much as before, once, however often it looks', async () => {
    for (const hoursAgo of [9, 8, 7]) await finished(hoursAgo, { quantity: 2 });
    await price(18_500);
    const dear = await finished(6, { quantity: 2 });
    await price(1_850);
    const much = await finished(5, { quantity: 20 });
    expect(await watch.sweep(later(), 2)).toBe(5);
    const outliers = (await found()).filter(({ rule }) => rule.endsWith('_outlier'));
    expect(outliers).toEqual([
      { rule: 'price_outlier', orders: [dear] },
      { rule: 'quantity_outlier', orders: [much] },
    ]);
    const before = await found();
    expect(await watch.sweep(later(), 2)).toBe(0);
    await test.db.query('DELETE FROM oversight_watch');
    expect(await watch.sweep(later(), 100)).toBe(5);
    expect(await found()).toEqual(before);
  });

  it('asks the same few statements for one order and for many', async () => {
    const one = await test.db.query<{ id: string }>('SELECT id FROM sales_order WHERE unit_id = $1 ORDER BY id', [
      unit.unitId,
    ]);
    const ids = one.map(({ id }) => id);
    const statements = (of: readonly string[]) => countStatements(() => test.uow.run((tx) => watch.look(tx, of)));
    await statements(ids);
    expect([await statements(ids.slice(0, 1)), await statements(ids)]).toEqual([
      expect.any(Number),
      await statements(ids.slice(0, 1)),
    ]);
  });

  it('keeps on from the order that it failed on, and looks at what came after it', async () => {
    const failing = await finished(4);
    await finished(3);
    await test.db.query(
      `ALTER TABLE oversight_finding ADD CONSTRAINT no_such CHECK (order_ids <> ARRAY['${failing}'::uuid])`,
    );
    await expect(watch.sweep(later(), 10)).rejects.toThrow('1 failed, 1 done');
    await test.db.query('ALTER TABLE oversight_finding DROP CONSTRAINT no_such');
    expect(await watch.sweep(later(), 10)).toBe(2);
    expect((await found()).filter(({ orders }) => orders.includes(failing))).not.toEqual([]);
  });

  it('says of a year what is the case now, until somebody has decided', async () => {
    await test.db.query(`UPDATE policy_parameter SET value = '2' WHERE name = 'oversight.concentration_orders'`);
    const policy = new PolicyParameters(test.db);
    watch = new FraudWatch(test.db, test.uow, new PriceBands(policy), policy);
    const ofYear = () =>
      test.db.one<{ id: string; facts: string; status: string }>(
        `SELECT id, facts, status FROM oversight_finding WHERE rule = 'concentration'`,
      );
    await finished(2);
    await watch.sweep(later(), 10);
    const first = await ofYear();
    expect(first?.facts).toContain('8 笔');
    await finished(1);
    await watch.sweep(later(), 10);
    expect(await ofYear()).toMatchObject({ id: first?.id, facts: expect.stringContaining('9 笔') });
    const manager = await aSeat(test, { kind: 'agency', organisationId: bureau });
    await new Findings(test.uow, new AuditLog()).decideBelow(manager, first?.id ?? '', {
      decision: 'dismiss',
      reason: '本县唯一供应商',
    });
    await finished(0.5);
    await watch.sweep(later(), 10);
    expect(await ofYear()).toMatchObject({ status: 'dismissed', facts: expect.stringContaining('9 笔') });
  });

  it('is read by the unit above with one statement, and its histories hold', async () => {
    const manager = await aSeat(test, { kind: 'agency', organisationId: bureau });
    const queries = new FindingQueries(test.db);
    const page = await queries.below(manager, { limit: 100 });
    expect(page.total).toBe((await found()).length);
    expect(page.items.find(({ rule }) => rule === 'price_outlier')).toMatchObject({
      status: 'open',
      unit: { id: unit.unitId },
      orderCount: 1,
      orders: [{ totalFen: 37_500 }],
      steps: [{ action: 'find', by: null }],
    });
    expect(await countStatements(() => queries.below(manager, { limit: 100 }))).toBe(1);
    const own = await aSeat(test, { kind: 'agency', organisationId: unit.unitId });
    expect(await queries.below(own, { limit: 100 })).toMatchObject({ total: 0 });
    for (const invariant of OVERSIGHT_INVARIANTS)
      expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  });
});
