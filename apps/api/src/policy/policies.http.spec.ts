import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { COUNTY } from '../testing/fixtures';

let api: ApiHarness;
let office: string;
let county: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  office = await api.organisation('administration');
  county = await api.person({ organisationId: office, regionPrefix: COUNTY });
});
afterAll(() => api.close());

const body = {
  name: 'certification.publicity_days',
  regionCode: COUNTY,
  category: null,
  effectiveFrom: null,
  value: 10,
  source: '县扶贫办通知',
};

describe('policy parameters over HTTP', () => {
  it('are set by a county for itself, and the trail says by whom and what was before', async () => {
    expect(await county.call('setPolicy', { body })).toMatchObject({ status: 201 });
    const answer = await county.call('setPolicy', { body: { ...body, value: 12 } });
    expect(answer.body['items']).toMatchObject([
      { value: 7, region: null, inForce: true },
      { value: 12, region: { code: COUNTY }, setBy: '某人', inForce: true },
      { value: 10, region: { code: COUNTY }, inForce: false },
    ]);
    const trail = await api.test.db.query(
      `SELECT actor_id AS "userId", data -> 'before' AS before, data -> 'value' AS value FROM audit_entry
       WHERE action = 'platform.policy_set' ORDER BY at`,
    );
    expect(trail).toEqual([
      { userId: county.userId, before: null, value: 10 },
      { userId: county.userId, before: 10, value: 12 },
    ]);
  });

  it('are not set for the whole country by a county, nor by a clerk, nor to what they cannot be', async () => {
    expect(await county.call('setPolicy', { body: { ...body, regionCode: null } })).toMatchObject({ status: 403 });
    const clerk = await api.person({ organisationId: office, role: 'clerk' });
    expect(await clerk.call('setPolicy', { body })).toMatchObject({ status: 403 });
    expect(await county.call('setPolicy', { body: { ...body, value: 'ten' } })).toMatchObject({
      status: 400,
      body: { error: { code: 'policy_invalid', details: { fields: { value: expect.any(String) } } } },
    });
  });

  it('let no township decide by which levels it is reviewed, and so issue a certificate alone', async () => {
    const org = await api.organisation('administration');
    await api.test.db.query("UPDATE organisation SET review_level = 'township', township = '硝河乡' WHERE id = $1", [
      org,
    ]);
    const township = await api.person({ organisationId: org, regionPrefix: COUNTY });
    const alone = { ...body, name: 'certification.levels', value: ['township'] };
    expect(await township.call('setPolicy', { body: alone })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    });
    expect(await county.call('setPolicy', { body: alone })).toMatchObject({
      status: 409,
      body: { error: { code: 'policy_beyond_bounds' } },
    });
    const list = await county.call('listPolicies', { query: 'name=certification.levels' });
    expect(list.body['items']).toMatchObject([{ region: null, inForce: true }]);
  });

  it('wait for a second person where they become looser', async () => {
    await county.call('setPolicy', { body: { ...body, value: 20 } });
    const looser = await county.call('setPolicy', { body: { ...body, value: 15 } });
    const [proposal] = looser.body['proposals'] as { id: string }[];
    const decision = { params: { id: proposal?.id ?? '' }, body: { decision: 'confirm', reason: '同意' } };
    expect((await county.call('decidePolicyProposal', decision)).body.error?.code).toBe('policy_same_person');
    const other = await api.person({ organisationId: office, regionPrefix: COUNTY });
    expect((await other.call('decidePolicyProposal', decision)).body).toMatchObject({ proposals: [] });
  });

  it('are listed by name, for a region with those around it', async () => {
    const all = await county.call('listPolicies');
    expect(all.status).toBe(200);
    const one = await county.call('listPolicies', { query: 'name=stock.low_pieces' });
    expect(one.body['items']).toMatchObject([{ name: 'stock.low_pieces', value: 10 }]);
    expect(await county.call('listPolicies', { query: 'name=nonesuch' })).toMatchObject({ status: 400 });
  });
});
