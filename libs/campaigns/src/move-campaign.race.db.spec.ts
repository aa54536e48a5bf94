import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '@yigou/identity';
import { checkInvariant } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CAMPAIGNS_INVARIANTS } from './campaigns.invariants';
import { holdCampaign, lockCampaign } from './lock-campaign';
import { moveCampaign } from './move-campaign';
import { lockPledges, movePledges } from './move-pledges';
import { aCampaign, aPledge } from './testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const sums = async (campaignId: string) =>
  test.db.one('SELECT sum(held)::int AS held, sum(paid)::int AS paid FROM campaigns_slot WHERE campaign_id = $1', [
    campaignId,
  ]);
const settled = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.map(({ status }) => status);

describe('a campaign and its pledges', () => {
  it('keep their histories, and the places go with the pledges', async () => {
    const made = await aCampaign(test.db).recruiting();
    const pending = await aPledge(test.db, made, { status: 'pending', shares: 3 });
    const paid = await aPledge(test.db, made, { shares: 2 });
    expect(await sums(made.campaign.id)).toEqual({ held: 3, paid: 2 });

    await test.uow.run(async (tx) => {
      await holdCampaign(tx, made.campaign.id);
      await movePledges(tx, await lockPledges(tx, [pending.id]), { action: 'pay', by: SYSTEM });
      await movePledges(tx, await lockPledges(tx, [paid.id]), { action: 'withdraw', by: SYSTEM, reason: '不要了' });
    });
    expect(await sums(made.campaign.id)).toEqual({ held: 0, paid: 3 });
    await test.uow.run(async (tx) => {
      const campaign = await lockCampaign(tx, made.campaign.id);
      await moveCampaign(tx, campaign, { action: 'succeed', by: SYSTEM, final: { shares: 3, tier: 0 } });
    });
    // The movers alone move no money: what holds of refunds is the commands' business.
    for (const invariant of CAMPAIGNS_INVARIANTS.filter(({ name }) => /step|places/.test(name)))
      expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  });

  it('are decided once: of two who close it one does', async () => {
    const { campaign } = await aCampaign(test.db).recruiting();
    const close = () =>
      test.uow.run(async (tx) =>
        moveCampaign(tx, await lockCampaign(tx, campaign.id), { action: 'cancel', by: SYSTEM, reason: '取消' }),
      );
    expect(settled(await Promise.allSettled([close(), close()])).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('wait for each other: who holds it with others keeps it from being closed until they are done', async () => {
    const { campaign } = await aCampaign(test.db).recruiting();
    const order: string[] = [];
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      const joined = test.uow.run(async (tx) => {
        await holdCampaign(tx, campaign.id);
        resolve();
        await new Promise<void>((done) => (release = done));
        order.push('joined');
      });
      void joined;
    });
    await held;
    const together = test.uow.run(async (tx) => {
      await holdCampaign(tx, campaign.id);
      order.push('together');
    });
    await together;
    const closing = test.uow.run(async (tx) => {
      await moveCampaign(tx, await lockCampaign(tx, campaign.id), { action: 'fail', by: SYSTEM, reason: '人数不足' });
      order.push('closed');
    });
    release();
    await closing;
    expect(order).toEqual(['together', 'joined', 'closed']);
  });
});
