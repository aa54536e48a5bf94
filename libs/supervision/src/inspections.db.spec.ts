import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { Caller } from '@yigou/identity';
import { aMembership } from '@yigou/identity/testing';
import { SupervisionOffice } from './testing/supervision-office';

let test: TestDatabase;
let office: SupervisionOffice;
let county: Caller;
let supplierId: string;
beforeAll(async () => {
  test = await createTestDatabase();
  office = new SupervisionOffice(test);
  county = await office.officer('county');
  supplierId = (await office.supplier()).supplierId;
  for (let n = 0; n < 30; n += 1) await office.certificate(supplierId);
  for (let n = 0; n < 5; n += 1) await office.certificate(supplierId, '640423');
});
afterAll(() => test.close());

const DUE = '2099-06-30';
const drawn = async (caller: Caller, more: object = {}) => {
  const body = {
    method: 'random' as const,
    regionCode: null,
    category: null,
    size: 10,
    seed: null,
    dueOn: DUE,
    ...more,
  };
  const id = await office.draws.draw(caller, body, office.claim());
  const rows = await test.db.query<{ certificate_id: string }>(
    'SELECT certificate_id FROM inspection WHERE draw_id = $1 ORDER BY certificate_id',
    [id],
  );
  return { id, view: await office.draws.view(caller, id), sample: rows.map((row) => row.certificate_id) };
};
const items = { quality: 'ok', price: 'ok', origin: 'problem', sales: 'not_checked' } as const;
const finding = (result: 'passed' | 'rectify' | 'failed', more: object = {}) => ({
  result,
  items,
  findings: '产地标识不清',
  evidenceIds: [],
  rectifyBy: result === 'rectify' ? DUE : null,
  ...more,
});
const record = (caller: Caller, id: string, body: ReturnType<typeof finding>) =>
  office.inspections.record(caller, id, body, office.claim());

async function inspection(of?: string) {
  const who = of ? { supplierId: of, own: (await office.supplier()).own } : await office.supplier();
  const [id, certificateId] = [newId(), await office.certificate(who.supplierId)];
  await test.db.query(
    `INSERT INTO inspection (id, number, certificate_id, supplier_id, region_code, cause, status, due_on)
     VALUES ($1, $2, $3, $4, '640422', 'random', 'ordered', '2099-01-01')`,
    [id, newId(), certificateId, who.supplierId],
  );
  return { ...who, id, certificateId };
}

describe('a draw', () => {
  it('R18: at random, is the same for the same seed over the same certificates, and another for another', async () => {
    const first = await drawn(county, { seed: 'seed-2026' });
    const again = await drawn(county, { seed: 'seed-2026' });
    const other = await drawn(county, { seed: 'seed-2027' });
    expect(first.sample).toHaveLength(10);
    expect(again.sample).toEqual(first.sample);
    expect(other.sample).not.toEqual(first.sample);
    expect(first.view).toMatchObject({ seed: 'seed-2026', population: 30, size: 10, done: 0, method: 'random' });
    expect((await drawn(county)).view.seed).toMatch(/^[0-9a-f]{24}$/);
  });

  it('stays within the jurisdiction and takes what there is', async () => {
    const city = await office.officer('city');
    expect((await drawn(city, { size: 200 })).view).toMatchObject({ population: 35, size: 35 });
    expect((await drawn(city, { size: 200, regionCode: '640423' })).view).toMatchObject({ population: 5, size: 5 });
    await expect(drawn(county, { regionCode: '640423' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(drawn(await office.officer('township', '640422', '和平乡'))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(drawn(county, { dueOn: '2020-01-01' })).rejects.toMatchObject({ code: 'validation_failed' });
    // The neighbour sees what was drawn from it, and none of the others.
    const neighbour = await office.draws.list(await office.officer('county', '640423'));
    expect(neighbour.items.map(({ region }) => region?.code)).toEqual(['640423']);
    expect((await drawn(county, { category: 'grain' })).view).toMatchObject({ population: 0, size: 0 });
  });

  it('leaves out certificates that are worth nothing because of their supplier', async () => {
    const frozen = await office.supplier();
    await office.certificate(frozen.supplierId);
    const population = async () => (await drawn(county)).view.population;
    const before = await population();
    await test.db.query("UPDATE supplier_file SET status = 'frozen' WHERE supplier_id = $1", [frozen.supplierId]);
    expect(await population()).toBe(before - 1);
  });

  it('by risk, takes first what was complained about with reason and what failed before', async () => {
    const bad = await office.certificate(supplierId);
    await test.db.query(
      `INSERT INTO complaint (id, number, kind, status, certificate_id, content, founded, due_at, taken_at, answered_at)
       VALUES ($1, $2, 'quality', 'answered', $3, 'x', true, now(), now(), now())`,
      [newId(), newId(), bad],
    );
    const failed = await inspection(supplierId);
    await record(county, failed.id, finding('failed'));
    const { sample } = await drawn(county, { method: 'risk', size: 2, seed: 'risk-1' });
    expect(new Set(sample)).toEqual(new Set([bad, failed.certificateId]));
  });
});

describe('an inspection', () => {
  it('that finds something puts the supplier under rectification until a second look passes', async () => {
    const { id, supplierId: who, own } = await inspection();
    const status = () => office.statusOf('supplier_file', who);
    expect((await office.inspectionQueries.ofSupplier(own)).items).toEqual([]);
    await record(county, id, finding('rectify'));
    expect([await office.statusOf('inspection', id), await status()]).toEqual(['rectifying', 'rectifying']);
    await expect(record(county, id, finding('passed'))).rejects.toMatchObject({ code: 'illegal_transition' });
    const report = { report: '已更换标识', evidenceIds: [] };
    await expect(office.inspections.report((await office.supplier()).own, id, report)).rejects.toMatchObject({
      code: 'not_found',
    });
    await office.inspections.report(own, id, report);
    await expect(office.inspections.report(own, id, report)).rejects.toMatchObject({
      code: 'illegal_transition',
    });
    expect(await office.inspectionQueries.view(county, id)).toMatchObject({
      status: 'rectified',
      rectification: '已更换标识',
      can: { record: true },
    });
    await record(county, id, finding('passed'));
    expect([await office.statusOf('inspection', id), await status()]).toEqual(['passed', 'admitted']);
  });

  it('of several, the last one that is put right ends the rectification', async () => {
    const first = await inspection();
    const second = await inspection(first.supplierId);
    for (const { id } of [first, second]) await record(county, id, finding('rectify'));
    for (const { id } of [first, second]) {
      expect(await office.statusOf('supplier_file', first.supplierId)).toBe('rectifying');
      await office.inspections.report(first.own, id, { report: '已整改', evidenceIds: [] });
      await record(county, id, finding('passed'));
    }
    expect(await office.statusOf('supplier_file', first.supplierId)).toBe('admitted');
  });

  it('that fails decides nothing about the certificate', async () => {
    const { id, certificateId } = await inspection();
    await record(county, id, finding('failed'));
    expect(await office.statusOf('certificate', certificateId)).toBe('valid');
  });

  it('needs a day to put it right by, the duty, the region, and no one of the supplier’s own', async () => {
    const { id, supplierId: who } = await inspection();
    await expect(record(county, id, finding('rectify', { rectifyBy: null }))).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(record(await office.officer('county', '640423'), id, finding('passed'))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      record(await office.officer('township', '640422', '和平乡'), id, finding('passed')),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    const own = await office.officer('county');
    await aMembership(test.db, { userId: own.actor.userId, organisationId: who, role: 'clerk' });
    await expect(record(own, id, finding('passed'))).rejects.toMatchObject({ code: 'conflict_of_interest' });
  });

  it('is listed in one statement, by day', async () => {
    const first = await office.inspectionQueries.list(county, { limit: 7 });
    const second = await office.inspectionQueries.list(county, { limit: 100, cursor: first.nextCursor ?? '' });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([first.total, first.total]);
    expect(await countStatements(() => office.inspectionQueries.list(county, { limit: 7, status: 'ordered' }))).toBe(1);
  });
});
