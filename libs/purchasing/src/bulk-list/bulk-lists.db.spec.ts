import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GoodsMatches, OrderableSkus, refreshListings } from '@yigou/catalogue';
import { aCategory, aCertificate, anAdmittedSupplier, aProduct, aSku, offeredToUnits } from '@yigou/catalogue/testing';
import { memberOf } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { anOrder } from '@yigou/orders/testing';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { RememberedLists } from '../templates/remembered-lists';
import { Templates } from '../templates/templates.service';
import { BulkLists } from './bulk-lists.queries';

let test: TestDatabase;
let lists: BulkLists;
let supplierId: string;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 4 });
  lists = new BulkLists(test.db, new GoodsMatches(), new RememberedLists(test.db), {
    STOREFRONT_URL: 'http://shop.test',
  });
  ({ supplierId } = await anAdmittedSupplier(test.db));
  await aCategory(test.db);
});
afterAll(() => test.close());

const check = (...lines: readonly (readonly (string | number)[])[]) =>
  lists.check(Buffer.from(lines.map((line) => line.join('\t')).join('\n')));
/** A product with one SKU and ten pieces of it. */
async function good(
  said: Partial<Parameters<typeof aProduct>[1]> = {},
  sku: Partial<Parameters<typeof aSku>[1]> = {},
): Promise<{ name: string; skuId: string }> {
  const { id: productId, name } = await aProduct(test.db, { supplierId, name: `荞麦 ${newId()}`, ...said });
  const { id: skuId } = await aSku(test.db, { productId, ...sku });
  const movement = { skuId, delta: 10, reason: 'import', reference: 'test' } as const;
  await test.uow.run((tx) => new StockLedger().adjust(tx, movement));
  return { name, skuId };
}

describe('a list that is checked', () => {
  it('finds goods by name, by name and SKU, by the seller’s code and by their id', async () => {
    const code = `QM-${newId()}`;
    const { name, skuId } = await good({}, { code });
    for (const line of [
      [name, 2],
      [name, '一袋', 2],
      [code, 2],
      [skuId, 2],
    ])
      expect((await check(line)).lines).toMatchObject([{ outcome: 'ok', quantity: 2, reason: '', good: { skuId } }]);
    expect((await check([name, '半袋', 2])).lines).toMatchObject([{ outcome: 'not_found', good: null }]);
  });

  it('says of every line what is wrong with it, and counts', async () => {
    const [fine, scarce, gone] = [await good(), await good(), await good({ status: 'withdrawn' })];
    const off = await good({}, { active: false });
    const wholesale = await good({}, { bulk: { minimum: 5, weekly: null, tiers: [] } });
    const certificate = await aCertificate(test.db, { supplierId, status: 'withdrawn' });
    const lapsed = await good({ certificateId: certificate.id });
    const list = await check(
      [fine.name, 10],
      [scarce.name, 11],
      [gone.name, 1],
      [off.name, 1],
      [lapsed.name, 1],
      [fine.name, 1],
      [wholesale.name, 4],
      [fine.name, '十袋'],
      ['没有这种东西', 1],
    );
    expect(list.lines.map(({ outcome }) => outcome)).toEqual([
      'ok',
      'short',
      'withdrawn',
      'withdrawn',
      'uncertified',
      'repeated',
      'below_minimum',
      'bad_quantity',
      'not_found',
    ]);
    expect(list.lines[1]?.reason).toBe('现在最多可订 10 件。');
    expect(list.lines[5]?.reason).toBe('第 1 行已有这个商品，请合并成一行。');
    expect(list.lines[6]?.reason).toBe('单位采购 5 件起订，选它就按 5 件采购。');
    expect(list.lines[0]?.certified).toBe(false);
    // Five of what is sold from five on could be bought in place of four.
    expect(list.counts).toEqual({ ok: 1, choose: 1, refused: 7 });
  });

  it('offers what bears the same name, but only what there is enough of', async () => {
    const name = `同名 ${newId()}`;
    const one = await good({ name });
    const { supplierId: other } = await anAdmittedSupplier(test.db);
    const two = await good({ name, supplierId: other });
    const [line] = (await check([name, 3])).lines;
    expect(line).toMatchObject({ outcome: 'choose', good: null });
    const choices = line?.choices.map(({ skuId }) => skuId) ?? [];
    expect(choices.toSorted()).toEqual([one.skuId, two.skuId].toSorted());
    expect(line?.compareUrl).toBe(`http://shop.test/compare?ids=${choices.join(',')}&quantity=3`);
    expect((await check([name, 11])).lines).toMatchObject([{ outcome: 'short', choices: [] }]);
  });

  it('takes three statements, of one line or of five hundred', async () => {
    const { name } = await good();
    expect(await countStatements(() => check([name, 1]))).toBe(2);
    const many = Array.from({ length: 500 }, (_, at) => [at % 2 ? name : `没有的 ${at}`, 1]);
    expect(await countStatements(() => check(...many))).toBe(3);
  });
});

describe('a list that a unit orders from again', () => {
  const TIERS = [{ from: 5, priceFen: 1_800 }];
  const unit = async () => {
    const unitId = await aUnit(test);
    return memberOf(test.db, unitId, { duties: ['buy'] });
  };
  const templates = () => new Templates(test.db, test.uow, new OrderableSkus());

  it('is checked as one that is sent, says what has changed, loses nothing, and offers what is like it', async () => {
    const buyer = await unit();
    const [same, dearer, tiered] = [await good(), await good(), await good()];
    const gone = await good({ name: '苦荞麦片' });
    await offeredToUnits(test.db, tiered.skuId, { minimum: 1, weekly: null, tiers: TIERS });
    const lines = [same, dearer, tiered, gone].map(({ skuId }) => ({ skuId, quantity: 4 }));
    const id = await templates().create(buyer, { name: '每周杂粮', lines }, aClaim());
    await test.db.query('UPDATE sku SET price_fen = 2100 WHERE id = $1', [dearer.skuId]);
    await offeredToUnits(test.db, tiered.skuId, { minimum: 6, weekly: null, tiers: [] });
    await test.db.query(
      `UPDATE product SET status = 'withdrawn' WHERE id = (SELECT product_id FROM sku WHERE id = $1)`,
      [gone.skuId],
    );
    const like = await good({ name: '苦荞麦片礼盒' });
    const { productId } = (await test.db.one<{ productId: string }>(
      'SELECT product_id AS "productId" FROM sku WHERE id = $1',
      [like.skuId],
    )) ?? { productId: '' };
    await test.uow.run((tx) => refreshListings(tx, [productId]));
    let list: Awaited<ReturnType<BulkLists['recheck']>> | undefined;
    const statements = await countStatements(async () => {
      list = await lists.recheck(buyer, { from: 'template', id });
    });
    expect(statements).toBeLessThanOrEqual(5);
    expect(list?.lines).toMatchObject([
      { row: 1, name: same.name, code: '', outcome: 'ok', change: '', good: { skuId: same.skuId } },
      { row: 2, outcome: 'ok', change: '单价由 ¥20.00 变为 ¥21.00。' },
      {
        row: 3,
        outcome: 'below_minimum',
        change: '起订量由 1 件变为 6 件，批量价的档次有变。',
        choices: [{ skuId: tiered.skuId }],
      },
      { row: 4, name: gone.name, outcome: 'withdrawn', good: { skuId: gone.skuId } },
    ]);
    expect(list?.lines[3]?.choices.map(({ skuId }) => skuId)).toContain(like.skuId);
    expect(list?.counts).toEqual({ ok: 2, choose: 2, refused: 0 });
  });

  it('is an order of the unit from the shop, or not there: nobody else’s template, requisition or order is', async () => {
    const buyer = await unit();
    const unitId = buyer.seat.organisationId;
    const { skuId, name } = await good();
    const { order } = await anOrder(test.db, {
      unitId,
      budgetId: await aBudget(test, { unitId, ceilingFen: 1_000_000 }),
      skuId,
      productName: name,
      quantity: 3,
    }).completed();
    const { lines } = await lists.recheck(buyer, { from: 'order', id: order.id });
    expect(lines).toMatchObject([{ name, quantity: 3, outcome: 'ok', good: { skuId } }]);
    expect((await templates().sources(buyer)).items).toMatchObject([
      { from: 'order', id: order.id, name: order.number, lines: 1 },
    ]);
    const stranger = await unit();
    const template = await templates().create(buyer, { name: '只此一家', lines: [{ skuId, quantity: 1 }] }, aClaim());
    for (const [from, id] of [
      ['order', order.id],
      ['template', template],
      ['template', newId()],
      ['requisition', newId()],
    ] as const)
      await expect(lists.recheck(stranger, { from, id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(templates().rename(stranger, template, '我的')).rejects.toMatchObject({ code: 'not_found' });
    await expect(templates().remove(stranger, template)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the templates of a unit', () => {
  it('have a name of their own each and are fifty at most, whoever keeps them at one moment', async () => {
    const templates = new Templates(test.db, test.uow, new OrderableSkus());
    const unitId = await aUnit(test);
    const [one, other] = [
      await memberOf(test.db, unitId, { duties: ['buy'], name: '甲' }),
      await memberOf(test.db, unitId, { duties: ['buy'], name: '乙' }),
    ];
    const { skuId } = await good();
    const keep = (by: typeof one, name: string) =>
      templates.create(by, { name, lines: [{ skuId, quantity: 1 }] }, aClaim());
    const codes = (settled: readonly PromiseSettledResult<unknown>[]) =>
      settled.map((each) => (each.status === 'fulfilled' ? 'kept' : (each.reason as { code?: string }).code)).sort();
    expect(codes(await Promise.allSettled([keep(one, '杂粮'), keep(other, '杂粮')]))).toEqual([
      'kept',
      'template_exists',
    ]);
    await test.db.query(
      `INSERT INTO purchasing_template (id, unit_id, name, lines, created_by)
       SELECT gen_random_uuid(), $1, '模板 ' || n, '[{}]', $2 FROM generate_series(1, 48) n`,
      [unitId, one.actor.userId],
    );
    expect(codes(await Promise.allSettled([keep(one, '蔬菜'), keep(other, '水果')]))).toEqual([
      'kept',
      'template_limit',
    ]);
    const { items } = await templates.list(other);
    expect(items).toHaveLength(50);
    const first = items.find(({ name }) => name === '杂粮');
    await expect(templates.rename(other, first?.id ?? '', '模板 1')).rejects.toMatchObject({ code: 'template_exists' });
    await templates.rename(other, first?.id ?? '', '早餐');
    await templates.remove(one, items.find(({ name }) => name === '模板 1')?.id ?? '');
    const names = (await templates.list(one)).items.map(({ name }) => name);
    expect(names).toContain('早餐');
    expect(names).not.toContain('模板 1');
    await expect(keep(one, '没有的')).resolves.toEqual(expect.any(String));
    const nothing = { name: '空的', lines: [{ skuId: newId(), quantity: 1 }] };
    await templates.remove(one, first?.id ?? '');
    await expect(templates.create(one, nothing, aClaim())).rejects.toMatchObject({ code: 'validation_failed' });
  });
});
