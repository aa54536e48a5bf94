import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCampaign } from '@yigou/campaigns/testing';
import { ApiHarness } from '../testing/api.harness';

let api: ApiHarness;
beforeAll(async () => {
  api = await ApiHarness.start();
});
afterAll(() => api.close());

describe('pledges over HTTP', () => {
  it('are quoted to everybody, made once, seen by who made them, and left', async () => {
    const { campaign } = await aCampaign(api.test.db, { freightShareFen: 500 }).recruiting();
    const { id } = campaign;
    const quote = await api.anonymous().call('quoteJoin', { params: { id }, query: 'shares=2' });
    expect(quote).toMatchObject({
      status: 200,
      body: {
        totalFen: 5_000,
        freightShareFen: 500,
        leftShares: 10,
        tier: 0,
        joinable: true,
        tiers: [{ from: 1 }, { from: 6 }],
      },
    });
    const buyer = await api.person();
    const body = {
      shares: 2,
      expectedTotalFen: 5_000,
      address: { receiver: '张三', phone: '13900000000', regionCode: '640422', detail: '人民路 1 号' },
    };
    const joined = await buyer.call('joinCampaign', { params: { id }, body });
    expect(joined).toMatchObject({
      status: 201,
      body: { status: 'pending', amountFen: 5_000, payment: { status: 'pending' } },
    });
    const pledge = { params: { id: String(joined.body['id']) } };
    expect(await buyer.call('getPledge', pledge)).toMatchObject({
      status: 200,
      body: {
        address: { receiver: '张三', regionPath: expect.any(String) },
        can: { leave: true, withdraw: false },
        campaign: { title: '小米拼团' },
      },
    });
    expect(await buyer.call('joinCampaign', { params: { id }, body })).toMatchObject({
      status: 409,
      body: { error: { code: 'pledge_unpaid' } },
    });
    expect(await buyer.call('listPledges')).toMatchObject({ status: 200, body: { total: 1, items: [{ shares: 2 }] } });
    expect(await buyer.call('withdrawPledge', pledge)).toMatchObject({
      status: 409,
      body: { error: { code: 'pledge_closed' } },
    });
    expect(await buyer.call('leavePledge', pledge)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect(await buyer.call('payPledge', pledge)).toMatchObject({
      status: 409,
      body: { error: { code: 'checkout_not_payable' } },
    });
  });

  it.each([-1, 0, 0.5, '1e9', 2 ** 31, 2 ** 53 + 1, null, [], {}, 10_000])('refuse %p shares', async (shares) => {
    const { campaign } = await aCampaign(api.test.db).recruiting();
    const buyer = await api.person();
    const body = { shares, expectedTotalFen: 2_000 };
    expect(await buyer.call('joinCampaign', { params: { id: campaign.id }, body })).toMatchObject({
      status: 400,
      body: { error: { code: 'validation_failed' } },
    });
  });
});
