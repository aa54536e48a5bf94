import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OcdsRecordPackage, type OcdsRelease, OcdsReleasePackage } from '@yigou/contracts';
import { aCreditCode } from '@yigou/identity/testing';
import { FREIGHT_FEN, PRICE_FEN } from '@yigou/orders/testing';
import { marketDay } from '@yigou/platform';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { countStatements, createTestDatabase, madeUpCursor, type TestDatabase } from '@yigou/testing';
import { AcceptanceHarness, TransferHarness } from '../testing';
import { OpenContracting } from './ocds.queries';

const PREFIX = 'ocds-test01';
const TOTAL = (5 * PRICE_FEN + FREIGHT_FEN) / 100;
let test: TestDatabase;
let data: OpenContracting;
/** One, unless it ended meanwhile. */
let months: string[];
let ocids: Record<'short' | 'onAcceptance' | 'givenBack' | 'soleTrader', string>;

/** An order of a sole trader, signed. */
async function ofSoleTrader({ market }: AcceptanceHarness): Promise<string> {
  const { db } = test;
  const unitId = await aUnit(test, undefined, '110101');
  await aBudget(test, { unitId, ceilingFen: 10_000_000 });
  await db.query('UPDATE organisation SET credit_code = $2 WHERE id = $1', [unitId, aCreditCode()]);
  const supplierId = await market.supplier();
  await db.query(`UPDATE organisation SET name = '王大力杂粮店', credit_code = '92640422MA00000001' WHERE id = $1`, [
    supplierId,
  ]);
  const { by, addressId } = await market.unitBuyer(unitId);
  const body = market.body(addressId, [{ skuId: await market.sku(9, supplierId), quantity: 5 }]);
  const { orders } = await market.place.execute(by, body, market.claim(by.actor, body));
  await market.signed(orders[0]?.id ?? '');
  return orders[0]?.id ?? '';
}

beforeAll(async () => {
  const begun = new Date();
  test = await createTestDatabase();
  const h = new AcceptanceHarness(test);
  const transfers = new TransferHarness(test, h.market);
  data = new OpenContracting(test.db, { STOREFRONT_URL: 'https://shop.test', OCID_PREFIX: PREFIX });
  const short = await h.shipped();
  await h.confirm(
    short.second,
    await h.sign(short, short.first, { accepted: 3, short: 1, refused: 1, refusal: 'damaged' }),
  );
  const due = await h.payable(2);
  const owing = await transfers.signed();
  await transfers.sendBack(owing, await transfers.owed(owing));
  const trader = await ofSoleTrader(h);
  // Placed and never signed: nobody bought anything.
  const open = await h.market.unitBuyer(owing.unitId);
  const body = h.market.body(open.addressId, [{ skuId: await h.market.sku(9), quantity: 5 }]);
  await h.market.place.execute(open.by, body, h.market.claim(open.by.actor, body));
  await h.market.paid([{ skuId: await h.market.sku(9), quantity: 1 }]);
  await h.market.submitRefunds();
  const numbers = await test.db.query<{ id: string; number: string }>('SELECT id, number FROM sales_order');
  const ocid = (id: string) => `${PREFIX}-${numbers.find((one) => one.id === id)?.number}`;
  ocids = {
    short: ocid(short.orderId),
    onAcceptance: ocid(due.orderId),
    givenBack: ocid(owing.orderId),
    soleTrader: ocid(trader),
  };
  months = [...new Set([begun, new Date()].map((day) => marketDay(day).slice(0, 7)))];
});
afterAll(() => test.close());

/** A page after the other, each held against what is said to be published, with nothing besides. */
async function walked<T>(
  limit: number,
  read: (query: ReturnType<typeof at>) => Promise<{ items: T[]; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  for (const month of months) {
    let cursor: string | undefined;
    do {
      const { items, next } = await read(at(limit, cursor, month));
      expect(items.length).toBeLessThanOrEqual(limit);
      all.push(...items);
      cursor = next ? (new URL(next).searchParams.get('cursor') ?? undefined) : undefined;
    } while (cursor);
  }
  return all;
}
const at = (limit: number, cursor?: string, month = months[0] ?? '') => ({
  month,
  limit,
  ...(cursor ? { cursor } : {}),
});
const releases = (limit: number): Promise<OcdsRelease[]> =>
  walked(limit, async (query) => {
    const page = OcdsReleasePackage.parse(await data.releases(query));
    return { items: page.releases, next: page.links?.next };
  });
const records = (limit: number) =>
  walked(limit, async (query) => {
    const page = OcdsRecordPackage.parse(await data.records(query));
    return { items: page.records, next: page.links?.next };
  });
const compiled = async (ocid: string) => {
  const [record] = OcdsRecordPackage.parse(await data.record(ocid)).records;
  if (!record) throw new Error('there is no record');
  return { ...record.compiledRelease, contract: record.compiledRelease.contracts[0] };
};

const ended = (how: string): unknown => expect.stringMatching(new RegExp(`^交货地：宁夏.*；${how}$`));

describe('what units buy, as OCDS 1.1', () => {
  it.each([1, 2, 100])(
    '%i at a time: every release comes once, the earliest first, and no key is unknown',
    async (limit) => {
      const all = await releases(limit);
      expect(all.map(({ date }) => date)).toEqual(all.map(({ date }) => date).sort());
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      const tags = all.filter(({ ocid }) => ocid === ocids.short).map(({ tag }) => tag.join(' '));
      // What is accepted and finished in one transaction comes as its clock says.
      expect([tags[0], ...tags.slice(1).sort()]).toEqual([
        'tender award contract',
        'contractTermination',
        'implementation',
        'implementation',
        'implementation',
      ]);
      expect(new Set(all.map(({ ocid }) => ocid))).toEqual(new Set(Object.values(ocids)));
    },
  );

  it('a record has the releases of its ocid, and what they come to', async () => {
    const all = await records(3);
    expect(all.map(({ ocid }) => ocid).sort()).toEqual(Object.values(ocids).sort());
    expect(await records(100)).toEqual(all);
    const told = await releases(100);
    for (const { ocid, releases: own, compiledRelease } of all) {
      expect(own).toEqual(told.filter((release) => release.ocid === ocid));
      const date = own.at(-1)?.date;
      expect(compiledRelease).toMatchObject({ id: `${ocid}-${date}`, date, tag: ['compiled'] });
    }
  });

  it('R26: what was short or refused stands in the acceptance, and its money as given back', async () => {
    const { contract, awards, tender } = await compiled(ocids.short);
    const total = { amount: TOTAL, currency: 'CNY' };
    expect(tender).toMatchObject({ procurementMethod: 'direct', value: total });
    expect(awards?.[0]).toMatchObject({
      value: total,
      items: [{ quantity: 5, unit: { name: '件', value: { amount: 20 } } }],
    });
    expect(contract).toMatchObject({ value: total, status: 'terminated', description: ended('已完成') });
    expect(contract?.implementation?.milestones).toMatchObject([
      { status: 'partiallyMet', description: '验收合格 3 件，短缺 1 件，拒收 1 件' },
    ]);
    expect(contract?.implementation?.transactions).toMatchObject([
      { id: 'payment', value: total },
      { value: { amount: 40, currency: 'CNY' } },
    ]);
    const [paid, back] = contract?.implementation?.transactions ?? [];
    expect([back?.payer, back?.payee]).toEqual([paid?.payee, paid?.payer]);
  });

  it('R22: what waits to be paid on acceptance has been accepted, and not paid', async () => {
    const { contract } = await compiled(ocids.onAcceptance);
    expect(contract).toMatchObject({ status: 'active', implementation: { milestones: [{ status: 'partiallyMet' }] } });
    expect(contract?.implementation).not.toHaveProperty('transactions');
  });

  it('what was paid and cancelled has both its ways', async () => {
    const { contract } = await compiled(ocids.givenBack);
    expect(contract).toMatchObject({ status: 'terminated', description: ended('签订后取消') });
    const amounts = contract?.implementation?.transactions?.map(({ value }) => value.amount);
    expect(amounts).toEqual([TOTAL, TOTAL]);
  });

  it('says nothing of a person: no name, no telephone, no door, and of a sole trader only the county', async () => {
    const text = JSON.stringify([await releases(100), await records(100)]);
    const people = await test.db.query<{ said: string }>(
      `SELECT name AS said FROM app_user UNION SELECT login FROM app_user UNION SELECT receiver FROM sales_order UNION SELECT phone FROM sales_order
       UNION SELECT detail FROM sales_order UNION SELECT signer_name FROM order_contract`,
    );
    expect(people.length).toBeGreaterThan(10);
    for (const { said } of [...people, { said: '王大力' }, { said: '92640422' }]) expect(text).not.toContain(said);
    const { parties, buyer } = await compiled(ocids.soleTrader);
    expect(parties[1]).toEqual({
      id: expect.stringMatching(/^YIGOU-/),
      name: '个体经营者（名称不公开）',
      address: { region: expect.any(String), locality: expect.any(String), countryName: '中国' },
      roles: ['supplier', 'payee'],
    });
    expect(buyer.id).toMatch(/^CN-USCC-\w{18}$/);
  });

  it('a month with nothing in it, and what was never signed, is not there; a cursor is of a page', async () => {
    const missing = { code: 'not_found' };
    await expect(data.releases({ month: '2019-01', limit: 1 })).rejects.toMatchObject(missing);
    await expect(data.records({ month: '2019-01', limit: 1 })).rejects.toMatchObject(missing);
    const unsigned = await test.db.one<{ number: string }>(`SELECT number FROM sales_order WHERE status = 'to_sign'`);
    for (const ocid of [`${PREFIX}-${unsigned?.number}`, `ocds-other1-${ocids.short.slice(PREFIX.length + 1)}`])
      await expect(data.record(ocid)).rejects.toMatchObject(missing);
    for (const cursor of ['x', madeUpCursor(['2026-01-01', 'x', 1])])
      await expect(data.releases(at(1, cursor))).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('takes as many statements as there are questions, however many orders answer', async () => {
    for (const limit of [1, 100]) {
      expect(await countStatements(() => data.releases(at(limit)))).toBe(2);
      expect(await countStatements(() => data.records(at(limit)))).toBe(3);
    }
  });
});
