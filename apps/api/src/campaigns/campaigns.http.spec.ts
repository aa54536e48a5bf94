import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiHarness } from '../testing/api.harness';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

describe('campaigns over HTTP', () => {
  it('are listed for an office', async () => {
    const office = await api.person({ organisationId: await api.organisation('administration') });
    expect(await office.call('listCampaigns')).toMatchObject({ status: 200, body: { items: [] } });
  });
});
