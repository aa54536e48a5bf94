import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ComparedGoods, OrderableSkus } from '@yigou/catalogue';
import { aCategory, aCertificate, anAdmittedSupplier, aProduct, aSku, offeredToUnits } from '@yigou/catalogue/testing';
import { memberOf } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { aDeliveryPoint, anOrder } from '@yigou/orders/testing';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { countStatements, createTestDatabase, given, type TestDatabase } from '@yigou/testing';
import { AcceptanceLine } from '../acceptance/acceptance-line.entity';
import { Acceptance } from '../acceptance/acceptance.entity';
import { Comparisons } from './comparisons.queries';

let test: TestDatabase;
let comparisons: Comparisons;
let unitId: string;
let buyer: Awaited<ReturnType<typeof memberOf>>;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 4 });
  comparisons = new Comparisons(test.db, new ComparedGoods(new OrderableSkus()));
  await aCategory(test.db);
  unitId = await aUnit(test);
  buyer = await memberOf(test.db, unitId, { duties: ['buy'] });
});
afterAll(() => test.close());

/** A bag of 500 g at 20 yuan with a hundred pieces of it, of a supplier of its own. */
async function bag(
  said: Partial<Parameters<typeof aSku>[1]> = {},
  product: Partial<Parameters<typeof aProduct>[1]> = {},
): Promise<{ skuId: string; productId: string; supplierId: string }> {
  const { supplierId } = await anAdmittedSupplier(test.db);
  const { id: productId } = await aProduct(test.db, { supplierId, ...product });
  const { id: skuId } = await aSku(test.db, { productId, ...said });
  const movement = { skuId, delta: 100, reason: 'import', reference: 'test' } as const;
  await test.uow.run((tx) => new StockLedger().adjust(tx, movement));
  return { skuId, productId, supplierId };
}
const compare = (ids: readonly string[], quantity = 1, pointId?: string) =>
  comparisons.compare(buyer, { ids: ids.join(','), quantity, ...(pointId ? { pointId } : {}) });

describe('goods side by side', () => {
  it('cost what an order of each alone would: the tier of the quantity and the freight to the point', async () => {
    const [cheap, tiered] = [await bag({ priceFen: 1_900 }), await bag({ netWeightGrams: 1_000, priceFen: 4_000 })];
    await offeredToUnits(test.db, tiered.skuId, { minimum: 2, weekly: 30, tiers: [{ from: 10, priceFen: 3_000 }] });
    const pointId = await aDeliveryPoint(test.db, unitId);
    const { items } = await compare([cheap.productId, tiered.skuId], 10, pointId);
    // By default 10 yuan up to 1 kg and 4 for each further one: 5 kg and 10 kg.
    expect(items).toMatchObject([
      { asked: cheap.productId, skuId: cheap.skuId, priceFen: 1_900, totalFen: 19_000 + 2_600, best: false },
      {
        asked: tiered.skuId,
        priceFen: 3_000,
        unitPriceFen: 1_500,
        minimum: 2,
        week: { weekly: 30, left: 30 },
        goodsFen: 30_000,
        freight: { deliverable: true, freightFen: 4_600 },
        totalFen: 34_600,
        perPieceFen: 3_460,
        per500gFen: 1_730,
        obstacle: '',
        best: true,
      },
    ]);
    expect((await compare([cheap.skuId, tiered.skuId], 1)).items).toMatchObject([
      { freight: null, totalFen: 1_900, best: false },
      { obstacle: '单位采购 2 件起订', best: false },
    ]);
  });

  it('say what their certificate is worth today, how long the last ones kept, and how soon their seller ships', async () => {
    const good = await bag();
    const { id: certificateId } = await aCertificate(test.db, { supplierId: good.supplierId, status: 'suspended' });
    await test.db.query('UPDATE product SET certificate_id = $2 WHERE id = $1', [good.productId, certificateId]);
    const budgetId = await aBudget(test, { unitId, ceilingFen: 1_000_000 });
    const { order, line } = await anOrder(test.db, { unitId, budgetId, skuId: good.skuId, quantity: 3 }).completed();
    await test.db.query(`UPDATE sales_order SET shipped_at = paid_at + interval '47 hours' WHERE id = $1`, [order.id]);
    const second = await memberOf(test.db, unitId, { duties: ['accept'] });
    const { id: acceptanceId } = await given(test.db, Acceptance, {
      id: newId(),
      number: 'YS26113000001',
      orderId: order.id,
      unitId,
      status: 'confirmed',
      firstId: buyer.actor.userId,
      recordedAt: new Date(),
      signedAt: new Date(),
      secondId: second.actor.userId,
      decidedAt: new Date(),
      refundFen: 0,
    });
    const counted = { accepted: 3, short: 0, refused: 0, papers: [], photos: [] };
    await given(test.db, AcceptanceLine, {
      ...counted,
      acceptanceId,
      position: 0,
      orderLineId: line.id,
      shelfLifeDays: 180,
    });
    const other = await bag();
    const { items } = await compare([good.skuId, other.skuId]);
    expect(items).toMatchObject([
      {
        certificate: { worth: 'suspended' },
        shelfLifeDays: 180,
        shipDays: 2,
        obstacle: expect.stringContaining('认定'),
      },
      { certificate: null, shelfLifeDays: null, shipDays: null, obstacle: '', best: false },
    ]);
  });

  it('leave out what there is not and drafts, know no point of another unit, and take five statements at most', async () => {
    const [one, two, draft] = [await bag(), await bag(), await bag({}, { status: 'draft' })];
    await offeredToUnits(test.db, one.skuId, { minimum: 1, weekly: 5, tiers: [] });
    const pointId = await aDeliveryPoint(test.db, unitId, { name: '幼儿园' });
    let found: Awaited<ReturnType<typeof compare>> | undefined;
    const statements = await countStatements(async () => {
      found = await compare([one.skuId, draft.skuId, newId(), two.productId], 1, pointId);
    });
    expect(found?.items.map(({ skuId }) => skuId)).toEqual([one.skuId, two.skuId]);
    expect(statements).toBe(5);
    const foreign = await aDeliveryPoint(test.db, await aUnit(test));
    await expect(compare([one.skuId], 1, foreign)).rejects.toMatchObject({ code: 'not_found' });
  });
});
