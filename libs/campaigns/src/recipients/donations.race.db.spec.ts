import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '@yigou/identity';
import { aMembership, aPerson } from '@yigou/identity/testing';
import { checkInvariant } from '@yigou/platform';
import { createTestDatabase, countStatements, inDays, type TestDatabase } from '@yigou/testing';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { aCampaign, aNeed, aPledge, aRecipient, RecipientsHarness } from '../testing';
import { RECIPIENTS_INVARIANTS } from './recipients.invariants';

let test: TestDatabase;
let h: RecipientsHarness;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  h = new RecipientsHarness(test);
});
afterAll(async () => {
  for (const invariant of [...CAMPAIGNS_INVARIANTS, ...RECIPIENTS_INVARIANTS])
    expect(await checkInvariant(test.db, invariant)).toEqual({ name: invariant.name, broken: 0, rows: [] });
  h.close();
  await test.close();
});

const confirmed = (quantity: number, more: object = {}) =>
  ({
    decision: 'confirm',
    shares: 8,
    quantity,
    deliverBy: inDays(20),
    regionCode: '640422',
    detail: '吉强东街 8 号食堂',
    contactName: '马师傅',
    contactPhone: '13909540002',
    ...more,
  }) as const;

/** A recipient with a need, and a donation for it that waits for its word. */
async function asked(quantity = 1_000) {
  const recipientId = await aRecipient(test.db);
  const need = await aNeed(test.db, h.personal, { recipientId, quantity });
  const donation = async () =>
    (
      await aCampaign(test.db, { form: 'donation', deliveryMode: 'recipient', recipientId, needId: need.id }).in(
        'to_recipient',
      )
    ).campaign.id;
  return { recipientId, needId: need.id, donation, by: await h.seat(recipientId) };
}
const promisedOf = async (needId: string) =>
  (await test.db.one<{ promised: number }>('SELECT promised FROM campaigns_need WHERE id = $1', [needId]))?.promised;
const campaignOf = (id: string) =>
  test.db.one<{ status: string; cap: number; place: { detail: string } }>(
    'SELECT status, cap_shares AS cap, place FROM campaigns_campaign WHERE id = $1',
    [id],
  );
const answer = (by: Awaited<ReturnType<typeof asked>>['by'], id: string, quantity: number, more: object = {}) =>
  h.donations.answer(by, id, confirmed(quantity, more), h.claim());

describe('a donation that was confirmed', () => {
  it('is told to its suppliers, whose turn it is then', async () => {
    const { donation, by } = await asked();
    const id = await donation();
    const [asks] = await test.db.query<{ organisationId: string }>(
      'SELECT supplier_id AS "organisationId" FROM campaigns_supplier WHERE campaign_id = $1',
      [id],
    );
    await aMembership(test.db, { userId: (await aPerson(test.db)).id, organisationId: asks?.organisationId ?? '' });
    await answer(by, id, 100);
    const told = await test.db.query('SELECT FROM notice WHERE link = $1', [`/supplier/campaigns?id=${id}`]);
    expect(told).toHaveLength(1);
  });
});

describe('the promise of a need', () => {
  it('is never above it: of campaigns that are confirmed at once for the last of a need, those that fit are', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { needId, donation, by } = await asked(1_000);
      const ids = [await donation(), await donation(), await donation()];
      const ends = await Promise.allSettled(ids.map((id) => answer(by, id, 400)));
      const lost = ends.filter((end) => end.status === 'rejected');
      expect(lost.map(({ reason }) => reason as object)).toMatchObject([
        { code: 'need_exceeded', details: { left: 200 } },
      ]);
      expect(await promisedOf(needId)).toBe(800);
      const states = await Promise.all(ids.map(async (id) => (await campaignOf(id))?.status));
      expect(states.filter((status) => status === 'agreeing')).toHaveLength(2);
    }
  });

  it('is given once when it is confirmed twice and refused at once, or sent again', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { needId, donation, by } = await asked();
      const id = await donation();
      const acts = [
        () => answer(by, id, 400),
        () => answer(by, id, 300),
        () => h.donations.answer(by, id, { decision: 'refuse', reason: '时间来不及' }, h.claim()),
      ];
      const turned = [...acts.slice(round % 3), ...acts.slice(0, round % 3)];
      const ends = await Promise.allSettled(turned.map((act) => act()));
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const status = (await campaignOf(id))?.status;
      expect([300, 400].includes((await promisedOf(needId)) ?? -1)).toBe(status === 'agreeing');
    }
    const { needId, donation, by } = await asked();
    const [id, claim] = [await donation(), h.claim()];
    await Promise.all([1, 2, 3].map(() => h.donations.answer(by, id, confirmed(400), claim)));
    expect(await promisedOf(needId)).toBe(400);
  });

  it('caps the campaign, says where the goods go, and is free again when it comes to nothing, whatever is heard and how often', async () => {
    const { needId, donation, by } = await asked();
    const id = await donation();
    await answer(by, id, 400);
    expect(await campaignOf(id)).toMatchObject({ status: 'agreeing', cap: 8, place: { detail: '吉强东街 8 号食堂' } });
    await h.donations.follow(id);
    expect(await promisedOf(needId)).toBe(400);
    await test.uow.run(async (tx) => moveCampaign(tx, await lockCampaign(tx, id), { action: 'decline', by: SYSTEM }));
    await Promise.all([h.donations.follow(id), h.donations.follow(id)]);
    expect(await promisedOf(needId)).toBe(0);
    // A second round: what is heard late of the first one frees nothing.
    await test.uow.run(async (tx) =>
      moveCampaign(tx, await lockCampaign(tx, id), { action: 'submit', to: 'to_recipient', by: SYSTEM }),
    );
    await answer(by, id, 300);
    await h.donations.follow(id);
    expect(await promisedOf(needId)).toBe(300);
  });

  it('shrinks with the shares that were reached', async () => {
    const { recipientId, needId, by } = await asked();
    const made = await aCampaign(test.db, {
      form: 'donation',
      deliveryMode: 'recipient',
      recipientId,
      needId,
    }).in('to_recipient');
    const { campaign } = made;
    await answer(by, campaign.id, 800);
    await test.uow.run(async (tx) => {
      for (const action of ['agree', 'approve'] as const)
        await moveCampaign(tx, await lockCampaign(tx, campaign.id), { action, by: SYSTEM });
      await tx.query(
        `UPDATE campaigns_supplier SET answer = 'agreed', answered_at = clock_timestamp() WHERE campaign_id = $1`,
        [campaign.id],
      );
      await tx.query(
        'INSERT INTO campaigns_slot (campaign_id, shard, capacity) SELECT id, 0, cap_shares FROM campaigns_campaign WHERE id = $1',
        [campaign.id],
      );
    });
    await aPledge(test.db, made, { shares: 3 });
    await test.uow.run(async (tx) => {
      await moveCampaign(tx, await lockCampaign(tx, campaign.id), {
        action: 'succeed',
        by: SYSTEM,
        final: { shares: 3, tier: 0 },
      });
    });
    await h.donations.follow(campaign.id);
    await h.donations.follow(campaign.id);
    expect(await promisedOf(needId)).toBe(300);
  });

  it('is refused below the threshold, for a need that is over or another recipient’s, and without a quantity', async () => {
    const { needId, donation, by } = await asked();
    const id = await donation();
    await expect(answer(by, id, 100, { shares: 2 })).rejects.toMatchObject({ code: 'donation_below_threshold' });
    await expect(answer(by, id, 0)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(answer(by, id, 10, { deliverBy: inDays(-1) })).rejects.toMatchObject({ code: 'validation_failed' });
    const stranger = await h.seat(await aRecipient(test.db));
    await expect(answer(stranger, id, 10)).rejects.toMatchObject({ code: 'not_found' });
    await test.db.query('UPDATE campaigns_need SET until = $2 WHERE id = $1', [needId, inDays(-1)]);
    await expect(answer(by, id, 10)).rejects.toMatchObject({ code: 'need_closed' });
    expect(await promisedOf(needId)).toBe(0);
  });

  it('is read in one statement, with what is left of the need', async () => {
    const { donation, by } = await asked(1_000);
    const id = await donation();
    expect(await countStatements(() => h.donationQueries.list(by, { limit: 5 }))).toBe(1);
    expect(await countStatements(() => h.donationQueries.get(by, id))).toBe(1);
    expect(await h.donationQueries.get(by, id)).toMatchObject({
      left: 1_000,
      place: { detail: '解放大道 1277 号' },
      can: { answer: true },
      promise: null,
    });
    await answer(by, id, 250);
    const seen = await h.donationQueries.get(by, id);
    expect(seen).toMatchObject({
      left: 750,
      can: { answer: false },
      promise: { shares: 8, quantity: 250, held: true },
    });
    expect(seen.goods).toHaveLength(1);
  });
});
