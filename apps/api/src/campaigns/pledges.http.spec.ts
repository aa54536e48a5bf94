import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCampaign } from '@yigou/campaigns/testing';
import { aBudget, aUnit } from '@yigou/procurement/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';

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

  it('are made for a unit by who buys for it, of its budget, and seen by everybody in it', async () => {
    const unitId = await aUnit(api.test, undefined, '640422');
    const budgetId = await aBudget(api.test, { unitId, ceilingFen: 3_000 });
    const { campaign } = await aCampaign(api.test.db, { deliveryMode: 'recipient' }).recruiting();
    const join = (by: Visitor, said: object = {}) =>
      by.call('joinCampaign', {
        params: { id: campaign.id },
        body: { shares: 1, expectedTotalFen: 2_000, forOrganisation: true, budgetId, ...said },
      });
    const buyer = await api.person({ organisationId: unitId, role: 'clerk', duties: ['buy'] }, 'storefront');
    const viewer = await api.person({ organisationId: unitId, role: 'viewer' }, 'storefront');
    const error = (code: string) => ({ body: { error: { code } } });
    expect(await join(viewer)).toMatchObject({ status: 403, ...error('forbidden') });
    expect(await join(await api.person())).toMatchObject({ status: 403, ...error('forbidden') });
    expect(await join(buyer, { budgetId: null })).toMatchObject({ status: 422, ...error('pledge_needs_budget') });
    expect(await join(buyer, { shares: 2, expectedTotalFen: 4_000 })).toMatchObject({
      status: 409,
      body: { error: { code: 'budget_exceeded', details: { leftFen: 3_000, wantedFen: 4_000 } } },
    });
    const joined = await join(buyer);
    expect(joined).toMatchObject({ status: 201, body: { status: 'pending' } });
    expect(await buyer.call('getPledge', { params: { id: String(joined.body['id']) } })).toMatchObject({
      body: { budget: { id: budgetId, kind: 'canteen', countedAt: null } },
    });
    expect(await viewer.call('listUnitPledges', { query: `budgetId=${budgetId}` })).toMatchObject({
      status: 200,
      body: { total: 1, items: [{ encumberedFen: 2_000, spentFen: 0, countedFen: 0, campaign: { id: campaign.id } }] },
    });
    const other = await api.person({ organisationId: await aUnit(api.test) }, 'storefront');
    expect(await other.call('listUnitPledges')).toMatchObject({ status: 200, body: { total: 0, items: [] } });
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
