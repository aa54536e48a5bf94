import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCampaign, aPledge } from '@yigou/campaigns/testing';
import { newId } from '@yigou/kernel';
import { get, type IncomingMessage } from 'node:http';
import { ApiHarness } from '../testing/api.harness';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

describe('group purchases over HTTP', () => {
  it('are read by anybody: the list, one of them, and nothing of one that never opened', async () => {
    const { campaign } = await aCampaign(api.test.db).recruiting();
    const { campaign: draft } = await aCampaign(api.test.db).draft();
    const anybody = api.anonymous();
    expect(await anybody.call('listGroupBuys')).toMatchObject({
      status: 200,
      body: { items: [{ id: campaign.id }], total: 1 },
    });
    expect(await anybody.call('getGroupBuy', { params: { id: campaign.id } })).toMatchObject({
      status: 200,
      body: { title: campaign.title },
    });
    expect(await anybody.call('getGroupBuy', { params: { id: draft.id } })).toMatchObject({ status: 404 });
    expect(await anybody.call('getGroupBuyWall', { params: { id: campaign.id } })).toMatchObject({ status: 404 });
    expect(await anybody.call('listResults')).toMatchObject({ status: 200, body: { items: [], total: 0 } });
  });

  it('are watched as they move, and not by whoever asks for what nobody offers', async () => {
    const made = await aCampaign(api.test.db).recruiting();
    const topic = `campaign:${made.campaign.id}`;
    const anybody = api.anonymous();
    expect(await anybody.call('liveStream')).toMatchObject({ status: 400 });
    expect(await anybody.call('liveStream', { query: `topics=payment:${newId()}` })).toMatchObject({ status: 400 });
    expect(await anybody.call('liveStream', { query: 'topics=campaign:x' })).toMatchObject({ status: 400 });
    const many = Array.from({ length: 21 }, () => `topics=campaign:${newId()}`).join('&');
    expect(await anybody.call('liveStream', { query: many })).toMatchObject({ status: 400 });

    const stream = await new Promise<IncomingMessage>((resolve, reject) => {
      get(`${api.base}/api/v1/live?topics=${topic}`, { agent: false }, resolve).on('error', reject);
    });
    let heard = '';
    const paid = new Promise<void>((resolve) => {
      stream.on('data', (chunk: Buffer) => {
        heard += chunk.toString();
        if (heard.includes('"paidShares": 2')) resolve();
      });
    });
    expect(stream.headers['content-type']).toContain('text/event-stream');
    await aPledge(api.test.db, made, { shares: 2 });
    await paid;
    expect(heard).toContain(`"topic":"${topic}"`);
    stream.destroy();
  });
});
