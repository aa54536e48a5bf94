import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ORGANISATION_KIND_CODES, OrganisationPage, type RouteResponse } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { statementCount } from '@yigou/platform';
import { anOrganisation } from '@yigou/identity/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';

/** A county of this test alone, and its neighbour in the same prefecture. */
const [COUNTY, NEIGHBOUR] = ['640422', '640423'];

let api: ApiHarness;
let county: Visitor;
let countyId: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  countyId = await api.organisation('administration', COUNTY);
  county = await api.person({ organisationId: countyId, regionPrefix: COUNTY });
});
afterAll(() => api.close());

async function list(visitor: Visitor, query = ''): Promise<RouteResponse<'listOrganisations'>> {
  const answer = await visitor.call('listOrganisations', { query });
  expect(answer.status).toBe(200);
  return OrganisationPage.parse(answer.body);
}
const named = async (visitor: Visitor, id: string, query = 'limit=100') =>
  (await list(visitor, query)).items.find((row) => row.id === id);

describe('the organisations of a region', () => {
  it('are of every kind, found by kind, and end at the border of the county', async () => {
    for (const kind of ORGANISATION_KIND_CODES) {
      const [own, foreign] = [await api.organisation(kind, COUNTY), await api.organisation(kind, NEIGHBOUR)];
      const ids = (await list(county, `kind=${kind}&limit=100`)).items.map(({ id }) => id);
      expect(ids).toContain(own);
      expect(ids).not.toContain(foreign);
    }
    for (const kind of ['supplier', 'agency'] as const) {
      const visitor = await api.person({ organisationId: await api.organisation(kind, COUNTY) });
      expect(await visitor.call('listOrganisations')).toMatchObject({ status: 403 });
    }
  });

  it('say who manages them; an office invites for one of any kind, and inviting changes the state', async () => {
    for (const kind of ['agency', 'finance', 'auditor', 'company', 'recipient'] as const) {
      const id = await api.organisation(kind, COUNTY);
      expect(await named(county, id)).toMatchObject({ kind, state: 'vacant', members: 0, appointable: true });
      const body = { login: `${newId()}@example.test` };
      expect((await county.call('appointManager', { params: { id }, body })).status).toBe(201);
      expect(await named(county, id, 'state=invited&limit=100')).toMatchObject({ state: 'invited', appointable: true });
      await api.person({ organisationId: id, role: 'clerk' });
      await api.person({ organisationId: id });
      expect(await named(county, id)).toMatchObject({ state: 'managed', members: 2, appointable: false });
      expect((await county.call('appointManager', { params: { id }, body })).body.error?.code).toBe(
        'organisation_managed',
      );
      expect(await named(county, id, 'state=vacant&limit=100')).toBeUndefined();
    }
  });

  it('an office of the same level is a higher one’s to give a manager, as the command decides', async () => {
    const peer = await api.organisation('administration', COUNTY);
    expect(await named(county, peer)).toMatchObject({ state: 'vacant', appointable: false });
    const body = { login: `${newId()}@example.test` };
    expect((await county.call('appointManager', { params: { id: peer }, body })).status).toBe(404);
    const province = await api.person({
      organisationId: await api.organisation('administration', '640000'),
      regionPrefix: '64',
    });
    expect(await named(province, peer)).toMatchObject({ appointable: true });
  });

  it('of a township are those that its office sees', async () => {
    const township = '硝河乡';
    const office = await anOrganisation(api.test.db, {
      kind: 'administration',
      reviewLevel: 'township',
      regionCode: COUNTY,
      township,
    });
    const clerk = await api.person({ organisationId: office.id, regionPrefix: COUNTY });
    expect((await list(clerk)).items.map(({ id }) => id)).toEqual([office.id]);
  });

  it('are found by their words and turned over page by page, each in one statement', async () => {
    const word = newId();
    for (const n of [1, 2, 3])
      await anOrganisation(api.test.db, { kind: 'company', name: `${word} ${n}`, regionCode: COUNTY });
    const first = await list(county, `q=${word}&sort=name&order=asc&limit=2`);
    expect(first).toMatchObject({ total: 3, items: [{ name: `${word} 1` }, { name: `${word} 2` }] });
    const cursor = encodeURIComponent(first.nextCursor ?? '');
    const next = await list(county, `q=${word}&sort=name&order=asc&limit=2&cursor=${cursor}`);
    expect(next).toMatchObject({ nextCursor: null, items: [{ name: `${word} 3` }] });
    const before = statementCount.total;
    await list(county);
    // One for the session and its seats, one for the page.
    expect(statementCount.total - before).toBeLessThanOrEqual(3);
  });
});
