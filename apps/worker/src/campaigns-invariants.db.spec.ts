import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aCampaign,
  aDelivery,
  aLeader,
  aNeed,
  aPledge,
  aPoint,
  aRecipient,
  aRegistration,
  aSurplus,
  RecipientsHarness,
} from '@yigou/campaigns/testing';
import { CAMPAIGNS, PLEDGE_MONEY_INVARIANTS, SIGNED_ORDER_INVARIANTS, UNIT_PLEDGE_INVARIANTS } from '@yigou/campaigns';
import { checkInvariant } from '@yigou/platform';
import { aBudgetRow, aUnit, heldOfBudget } from '@yigou/procurement/testing';
import { createTestDatabase, inDays, type TestDatabase } from '@yigou/testing';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  const made = await aCampaign(test.db).recruiting();
  const point = await aPoint(test.db, made.campaign.id);
  const leader = await aLeader(test.db, made.campaign.id, { pointId: point.id });
  await aPledge(test.db, made, { viaId: leader.id, pointId: point.id });
  await aPledge(test.db, made, { status: 'pending' });
  const deposited = await aCampaign(test.db, {
    form: 'pre_sale',
    held: false,
    depositShareFen: 300,
    balanceOn: '2030-01-01',
    balanceDays: 7,
  }).recruiting();
  await aPledge(test.db, deposited);
  const unitId = await aUnit(test);
  const budgetId = await aBudgetRow(test.db, { unitId });
  const { id: holder, amountFen } = await aPledge(test.db, made, { organisationId: unitId, budgetId });
  await heldOfBudget(test.db, { holder, budgetId, amountFen }, null);
  await promised();
  // So that constraints do not do the invariants' work.
  for (const table of [
    'campaigns_campaign',
    'campaigns_pledge',
    'campaigns_registration',
    'campaigns_leader',
    'campaigns_need',
    'campaigns_surplus',
  ])
    await test.db.query(`DROP TRIGGER ${table}_step_append_only ON ${table}_step`);
});
afterAll(() => test.close());

/** A recipient that was approved, and what of its need is promised. */
async function promised(): Promise<void> {
  const h = new RecipientsHarness(test);
  const { id } = await aRegistration(test.db, h.personal);
  await h.registrations.decide(await h.office('42'), id, { decision: 'approve', reason: '' });
  const recipientId = await aRecipient(test.db);
  const { id: needId } = await aNeed(test.db, h.personal, { recipientId });
  const donation = { form: 'donation', deliveryMode: 'recipient', recipientId, needId } as const;
  const { campaign } = await aCampaign(test.db, donation).in('to_recipient');
  const place = { regionCode: '640422', detail: '食堂', contactName: '马师傅', contactPhone: '13909540002' };
  const answer = { decision: 'confirm', shares: 10, quantity: 100, deliverBy: inDays(9), ...place } as const;
  await h.donations.answer(await h.seat(recipientId), campaign.id, answer, h.claim());
  await aSurplus(test, await aDelivery(test, recipientId), await aRecipient(test.db));
  h.close();
}

/** Other goods than a campaign's, offered with more pieces than they stand for and without a step. */
const OFFERED = `WITH offered AS (
  INSERT INTO campaigns_substitute (id, campaign_id, goods_id, supplier_id, sku_id, pieces, price_fen, reason, status, answer_by)
  SELECT gen_random_uuid(), g.campaign_id, g.id, g.supplier_id, g.sku_id, g.pieces + 1, 1, '减产', 'open', now()
  FROM campaigns_goods g JOIN campaigns_campaign c ON c.id = g.campaign_id WHERE c.status = 'recruiting' RETURNING id)`;

/** A statement that breaks each of them. */
const BREAK: Readonly<Record<string, string>> = {
  'campaigns: what was opened was agreed to by all its suppliers, and its places are its shares':
    'UPDATE campaigns_slot SET capacity = capacity + 1 WHERE shard = 0',
  'campaigns: a list of addresses is there whole until its people are forgotten, all of them': `INSERT INTO campaigns_address_list (campaign_id, file_name, people, packs, uploaded_by)
      SELECT id, '名单.csv', 1, 1, organiser_user_id FROM campaigns_campaign`,
  'campaigns: the last step of campaigns_campaigns is their status': `UPDATE campaigns_campaign SET status = 'to_review' WHERE status = 'recruiting'`,
  'campaigns: each step of campaigns_campaigns is in their table and begins where the last one ended': `DELETE FROM campaigns_campaign_step WHERE action = 'agree'`,
  'campaigns: the last step of campaigns_pledges is their status': `UPDATE campaigns_pledge SET status = 'confirmed' WHERE status = 'paid'`,
  'campaigns: each step of campaigns_pledges is in their table and begins where the last one ended': `UPDATE campaigns_pledge_step SET action = 'withdraw' WHERE action = 'pay'`,
  'campaigns: the last step of campaigns_leaders is their status': `UPDATE campaigns_leader SET status = 'left'`,
  'campaigns: each step of campaigns_leaders is in their table and begins where the last one ended': `DELETE FROM campaigns_leader_step WHERE action = 'ask'`,
  'campaigns: a pledge is counted to a sub-leader of its campaign who led it when the pledge was made': `UPDATE campaigns_pledge
    SET created_at = created_at - interval '1 hour' WHERE via_id IS NOT NULL`,
  'campaigns: a sub-leader hands out at a point of the own campaign, and a point that came with one is closed when they are gone':
    'WITH own AS (UPDATE campaigns_leader SET own_point = true) UPDATE campaigns_point SET closed_at = now()',
  'campaigns: the last step of campaigns_registrations is their status': `UPDATE campaigns_registration SET status = 'waiting', organisation_id = NULL`,
  'campaigns: each step of campaigns_registrations is in their table and begins where the last one ended': `DELETE FROM campaigns_registration_step WHERE action = 'register'`,
  'campaigns: the last step of campaigns_needs is their status': `UPDATE campaigns_need SET status = 'closed'`,
  'campaigns: each step of campaigns_needs is in their table and begins where the last one ended': `UPDATE campaigns_need_step SET to_status = 'closed'`,
  'campaigns: the last step of campaigns_surpluss is their status': `UPDATE campaigns_surplus SET status = 'refused'`,
  'campaigns: each step of campaigns_surpluss is in their table and begins where the last one ended': `UPDATE campaigns_surplus_step SET to_status = 'refused'`,
  'campaigns: what is accepted and refused of an order that no unit placed is what its recipient signed for': `UPDATE campaigns_delivery_line SET received = received + 1`,
  'campaigns: what of a delivery is offered to others is what its offers hold, and no more than was received': `UPDATE campaigns_delivery_line SET offered = 2`,
  'campaigns: what is promised and delivered of a need is what its campaigns promised and delivered': `UPDATE campaigns_need SET promised = 1`,
  'campaigns: the places that are taken are the shares of pledges':
    'UPDATE campaigns_slot SET held = held + 1, capacity = capacity + 1',
  'campaigns: one succeeds exactly when as many shares as its threshold were paid, at the tier that they reach': `UPDATE campaigns_campaign
    SET status = 'succeeded', closed_at = now(), final_shares = threshold_shares, reached_tier = 0 WHERE status = 'recruiting'`,
  'campaigns: no pledge counts that was paid after the deadline': `UPDATE campaigns_pledge SET paid_at = now() + interval '1 day' WHERE status = 'paid'`,
  'campaigns: a pledge that counts is paid by its own payment, one that waits is not': `UPDATE payment SET amount_fen = amount_fen + 1`,
  'campaigns: whose pledge ended gets all of it back, once, and who waits for it does not wait long': `UPDATE campaigns_pledge SET status = 'refunded' WHERE status = 'paid'`,
  'campaigns: a deposit is at most a fifth of the least that its shares may come to': `UPDATE campaigns_campaign SET deposit_share_fen = deposit_share_fen + 1000 WHERE deposit_share_fen IS NOT NULL`,
  'campaigns: nobody loses a deposit before the time to pay the rest was over, or where the goods could not be sold any more': `UPDATE campaigns_pledge SET status = 'forfeited' WHERE deposit_fen IS NOT NULL`,
  'campaigns: a pledge with a deposit is confirmed by its balance, which is paid once': `UPDATE campaigns_pledge SET status = 'confirmed' WHERE deposit_fen IS NOT NULL`,
  'campaigns: what suppliers are due of deposits is what was lost, to the fen': `INSERT INTO campaigns_forfeit (campaign_id, supplier_id, amount_fen)
    SELECT campaign_id, supplier_id, 1 FROM campaigns_goods WHERE campaign_id IN (SELECT id FROM campaigns_campaign WHERE deposit_share_fen IS NOT NULL)`,
  'campaigns: a balance has a payment of its own, and counts when that was paid; what came too late goes back': `INSERT INTO campaigns_balance
      (id, campaign_id, pledge_id, payment_id, amount_fen) SELECT gen_random_uuid(), campaign_id, id, payment_id, 1 FROM campaigns_pledge WHERE deposit_fen IS NOT NULL`,
  'campaigns: what a pledge comes to is its shares at the price that was reached and their freight, and the rest goes back': `WITH won AS (
      UPDATE campaigns_campaign SET status = 'succeeded', closed_at = now(), final_shares = threshold_shares, reached_tier = 1 WHERE status = 'recruiting')
    UPDATE campaigns_pledge SET status = 'confirmed', final_fen = amount_fen, freight_final_fen = 0 WHERE status = 'paid'`,
  'campaigns: what goes to a place costs what its pledges pay, goods and freight, to the fen': `INSERT INTO campaigns_consignment
      (id, campaign_id, shares, goods, goods_share_fen, freight_fen, freights, freight_split, reckoned_at)
    SELECT gen_random_uuid(), id, 1, ARRAY[gen_random_uuid()], 2000, 0, '{}', '[]', now() FROM campaigns_campaign WHERE status = 'recruiting'`,
  'campaigns: what is published has its figures, and nothing else has': `INSERT INTO campaigns_publication
      (campaign_id, grams, products, counties, households, people, paid_fen, participants, shares, handed_shares, published_by, settles_at)
    SELECT id, 0, 0, 0, 0, 0, 0, 0, 0, 0, organiser_user_id, now() FROM campaigns_campaign WHERE status = 'recruiting'`,
  'campaigns: what a unit’s pledge holds of its budget is what it may still cost, spent once it is counted':
    'UPDATE budget_hold SET encumbered_fen = encumbered_fen - 1',
  'budget: whoever holds a budget is an order of a unit, or its part in a group purchase':
    'UPDATE campaigns_pledge SET budget_id = NULL',
  'share: what a unit’s pledge counts is its part of what was kept of its orders': `INSERT INTO share_contribution
      (holder, category_slug, county_code, unit_id, year, month, kind, bought_fen, counted_fen)
    SELECT p.id, 'grain', '', p.organisation_id, 2026, 1, 'canteen', 1, 1 FROM campaigns_pledge p WHERE p.budget_id IS NOT NULL`,
  'campaigns: what was fetched is done': `INSERT INTO campaigns_hand_out (pledge_id, proof, said_at, recorded_by)
    SELECT id, 'code', now(), user_id FROM campaigns_pledge WHERE status = 'paid'`,
  'campaigns: the last step of campaigns_substitutes is their status': `${OFFERED} SELECT FROM offered`,
  'campaigns: each step of campaigns_substitutes is in their table and begins where the last one ended': `${OFFERED}
    INSERT INTO campaigns_substitute_step (id, campaigns_substitute_id, action, to_status) SELECT gen_random_uuid(), id, 'withdraw', 'withdrawn' FROM offered`,
  'campaigns: what is ordered in place of others is what was accepted, at no higher price, and nothing else': `${OFFERED} SELECT FROM offered`,
  'campaigns: who paid for what does not come is told within a quarter of an hour': `WITH place AS (
      INSERT INTO campaigns_consignment (id, campaign_id, shares, goods, goods_share_fen, freight_fen, freights, freight_split)
      SELECT gen_random_uuid(), id, 1, ARRAY[gen_random_uuid()], 2000, 0, '{}', '[]' FROM campaigns_campaign WHERE status = 'recruiting' LIMIT 1 RETURNING id, campaign_id),
    back AS (
      INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status) SELECT gen_random_uuid(), payment_id, id, 'x', 1, '', 'pending'
      FROM campaigns_pledge WHERE status = 'paid' LIMIT 1 RETURNING id)
    INSERT INTO campaigns_shortfall (refund_id, campaign_id, consignment_id, lacking, created_at)
    SELECT back.id, place.campaign_id, place.id, '苹果×5', now() - interval '1 hour' FROM place, back`,
};

describe('the invariants of campaigns', () => {
  it.each(
    [...CAMPAIGNS.invariants, ...PLEDGE_MONEY_INVARIANTS, ...SIGNED_ORDER_INVARIANTS, ...UNIT_PLEDGE_INVARIANTS].map(
      (invariant) => [invariant.name, invariant] as const,
    ),
  )('%s: holds, and a breach is seen', async (name, invariant) => {
    expect(await checkInvariant(test.db, invariant)).toEqual({ name, broken: 0, rows: [] });
    const breach = BREAK[name];
    expect(breach).toBeDefined();
    const undo = new Error('undo');
    const broken = test.uow.run(async (tx) => {
      await tx.query(breach ?? '');
      expect((await checkInvariant(tx, invariant)).broken).toBeGreaterThan(0);
      throw undo;
    });
    await expect(broken).rejects.toBe(undo);
  });
});
