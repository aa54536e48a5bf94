import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCampaign, PledgeMarket } from '@yigou/campaigns/testing';
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

  it('of a pre-sale are paid in two parts: the balance when its time has come, by its owner, once', async () => {
    const market = new PledgeMarket(api.test);
    const made = await market.campaign({
      form: 'pre_sale',
      held: false,
      thresholdShares: 2,
      depositShareFen: 300,
      balanceOn: '2999-01-01',
      balanceDays: 7,
      shipOn: '2999-01-02',
    });
    const params = { id: made.campaign.id };
    const [buyer, other] = [await api.person(), await api.person()];
    const body = { shares: 2, expectedTotalFen: 4_000 };
    // Who does not say that it is a deposit has not agreed to lose one.
    expect(await buyer.call('joinCampaign', { params, body })).toMatchObject({
      status: 409,
      body: { error: { code: 'price_changed', details: { depositFen: 600 } } },
    });
    const joined = await buyer.call('joinCampaign', { params, body: { ...body, expectedDepositFen: 600 } });
    expect(joined).toMatchObject({ status: 201, body: { depositFen: 600, payment: { amountFen: 600 } } });
    const pledge = { params: { id: String(joined.body['id']) } };
    const error = (status: number, code: string) => ({ status, body: { error: { code } } });
    const view = async () => (await buyer.call('getPledge', pledge)).body;
    const payAtProvider = async () => {
      const { payment } = (await view()) as { payment: { id: string } };
      const { ref } = await market.payments.resume(payment.id);
      market.gateway.pay(ref);
      await market.settle.execute(market.gateway.intent(ref));
    };
    await payAtProvider();
    await market.passDeadline(made);
    await market.work();
    expect(await view()).toMatchObject({
      status: 'balance_due',
      balance: { amountFen: 3_400, until: null, paidAt: null },
      can: { pay: false, leave: false, withdraw: false },
    });
    expect(await buyer.call('payPledge', pledge)).toMatchObject(error(409, 'balance_not_open'));
    expect(await buyer.call('withdrawPledge', pledge)).toMatchObject({ status: 409 });
    await api.test.db.query(`UPDATE campaigns_campaign SET balance_on = '2020-01-01' WHERE id = $1`, [params.id]);
    await market.work();
    expect(await view()).toMatchObject({ balance: { until: expect.any(String) }, can: { pay: true } });
    expect(await other.call('payPledge', pledge)).toMatchObject(error(404, 'not_found'));
    // The provider is out of reach here: the balance is asked for all the same, once.
    for (const _ of [1, 2])
      expect(await buyer.call('payPledge', pledge)).toMatchObject(error(503, 'payment_unavailable'));
    expect(await view()).toMatchObject({ payment: { status: 'pending', amountFen: 3_400 }, can: { pay: true } });
    await payAtProvider();
    expect(await view()).toMatchObject({
      status: 'confirmed',
      balance: { amountFen: 3_400, paidAt: expect.any(String) },
      can: { pay: false },
    });
    expect(await buyer.call('payPledge', pledge)).toMatchObject(error(409, 'checkout_not_payable'));
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
