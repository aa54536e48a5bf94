import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GoodsMatches } from '@yigou/catalogue';
import { aCategory, aCertificate, anAdmittedSupplier, aProduct, aSku } from '@yigou/catalogue/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { BulkLists } from './bulk-lists.queries';

let test: TestDatabase;
let lists: BulkLists;
let supplierId: string;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 4 });
  lists = new BulkLists(test.db, new GoodsMatches());
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
    expect(list.lines[6]?.reason).toBe('单位采购 5 件起订。');
    expect(list.lines[0]?.certified).toBe(false);
    expect(list.counts).toEqual({ ok: 1, choose: 0, refused: 8 });
  });

  it('offers what bears the same name, but only what there is enough of', async () => {
    const name = `同名 ${newId()}`;
    const one = await good({ name });
    const { supplierId: other } = await anAdmittedSupplier(test.db);
    const two = await good({ name, supplierId: other });
    const [line] = (await check([name, 3])).lines;
    expect(line).toMatchObject({ outcome: 'choose', good: null });
    expect(line?.choices.map(({ skuId }) => skuId).sort()).toEqual([one.skuId, two.skuId].sort());
    expect((await check([name, 11])).lines).toMatchObject([{ outcome: 'short', choices: [] }]);
  });

  it('takes three statements, of one line or of five hundred', async () => {
    const { name } = await good();
    expect(await countStatements(() => check([name, 1]))).toBe(2);
    const many = Array.from({ length: 500 }, (_, at) => [at % 2 ? name : `没有的 ${at}`, 1]);
    expect(await countStatements(() => check(...many))).toBe(3);
  });
});
