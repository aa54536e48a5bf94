import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { AuditLog } from '@yigou/audit';
import { aCertificate } from '@yigou/certification/testing';
import { type Actor, AttemptLimits, type Caller } from '@yigou/identity';
import { anOrganisation, aPerson, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { aHousehold } from '@yigou/households/testing';
import { Notices } from '@yigou/notifications';
import {
  fingerprintOf,
  type IdempotencyClaim,
  type PersonalData,
  PolicyParameters,
  producerConnection,
} from '@yigou/platform';
import { aBenefitLink, aMechanism } from '@yigou/suppliers/testing';
import { countStatements, createTestDatabase, given, someoneWaits, type TestDatabase } from '@yigou/testing';
import { AddressListEntity } from '../addresses/address-list.entity';
import { CampaignAddress } from '../addresses/address.entity';
import { lockLeader, moveLeader } from '../leaders/move-leader';
import { PeopleExports } from '../leaders/people-exports';
import { SortingLists } from '../leaders/sorting-list.queries';
import { lockCampaign } from '../lock-campaign';
import { Point } from '../point.entity';
import { aBoughtCampaign, aCampaign, aLeader, aSucceededCampaign, HAND_CODE } from '../testing';
import { personalOfTests } from '../testing/recipients-harness';
import { FollowOrders } from './follow-orders';
import { FulfilmentQueries } from './fulfilment.queries';
import { HandOutQueries } from './hand-outs.queries';
import { HandOuts } from './hand-outs.service';
import { campaignImpact, foreseenImpact } from './impact';
import { ParticipationPdf } from './participation-pdf';
import { Participations } from './participation.queries';
import { PledgeAddresses } from './pledge-addresses';
import { PublishCampaign } from './publish-campaign';

const redis = producerConnection(process.env['TEST_REDIS_URL'] ?? '');
let test: TestDatabase;
let lists: SortingLists;
let following: FollowOrders;
let handOuts: HandOuts;
let rows: HandOutQueries;
let publishing: PublishCampaign;
let participations: Participations;
let queries: FulfilmentQueries;
let keys: PersonalData;
beforeAll(async () => {
  test = await createTestDatabase();
  const { db, uow } = test;
  const audit = new AuditLog();
  following = new FollowOrders(db, uow, new Notices());
  const policy = new PolicyParameters(db);
  const limits = new AttemptLimits(redis, `test:${newId()}`);
  lists = new SortingLists(db, policy, new PeopleExports(db, limits, audit));
  rows = new HandOutQueries(db, policy);
  handOuts = new HandOuts(db, uow, rows, audit, policy);
  publishing = new PublishCampaign(db, uow, new PolicyParameters(db), audit);
  participations = new Participations(db);
  queries = new FulfilmentQueries(db);
  keys = personalOfTests();
});
afterAll(async () => {
  redis.disconnect();
  await test.close();
});

const asPerson = (userId: string): Caller => ({
  actor: {
    userId,
    name: '赵团长',
    login: 'zhao',
    sessionId: newId(),
    client: 'storefront',
    loginVerified: true,
    totpEnabled: false,
    memberships: [],
  } satisfies Actor,
  seat: null,
  address: null,
});
const claimOf = ({ actor }: Caller, ...parts: unknown[]): IdempotencyClaim => ({
  actor: actor.userId,
  key: newId(),
  fingerprint: fingerprintOf(...parts),
});
const AT = '2026-11-28T03:00:00Z';
const BY_CODE = { proof: 'code', code: HAND_CODE, at: AT } as const;
const BY_SIGNATURE = { proof: 'signature', name: '李大娘', signature: 'M10 10L90 40', at: AT } as const;
const statusOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', [id]))?.status;

/** A village with its leader, and a campaign whose goods have arrived there. */
async function arrived() {
  const leader = await aPerson(test.db, { name: '村组长' });
  const made = await aBoughtCampaign(test, { deliveryMode: 'pickup', orders: ['completed'] });
  const point = await given(test.db, Point, {
    campaignId: made.campaign.id,
    name: '东村',
    regionCode: '640422',
  });
  const leads = await aLeader(test.db, made.campaign.id, { userId: leader.id, pointId: point.id });
  await test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE campaign_id = $1', [made.campaign.id, point.id]);
  await following.hear(made.orders[0] ?? '');
  const organiser = asPerson(made.campaign.organiserUserId);
  return { ...made, id: made.campaign.id, point, leads, leader: asPerson(leader.id), organiser };
}

describe('a campaign and its orders', () => {
  it('is sent with the first parcel and received with the last order, in whatever order it is told and however often', async () => {
    const { campaign, orders } = await aBoughtCampaign(test, { orders: ['part_shipped'] });
    await Promise.all([following.hear(orders[0] ?? ''), following.hear(orders[0] ?? '')]);
    expect(await statusOf(campaign.id)).toBe('shipping');
    await test.db.query("UPDATE sales_order SET status = 'completed' WHERE id = $1", [orders[0]]);
    await following.hear(orders[0] ?? '');
    await following.hear(orders[0] ?? '');
    expect(await statusOf(campaign.id)).toBe('received');
  });

  it('is not received while an order is on its way, and what was cancelled is not waited for', async () => {
    const made = await arrivedAtTwo(['completed', 'shipped']);
    await following.hear(made.orders[0] ?? '');
    expect(await statusOf(made.campaign.id)).toBe('shipping');
    const other = await arrivedAtTwo(['completed', 'cancelled']);
    await following.hear(other.orders[1] ?? '');
    expect(await statusOf(other.campaign.id)).toBe('received');
  });

  it('does nothing of orders that are none of its own', async () => {
    expect(await countStatements(() => following.hear(newId()))).toBe(1);
  });
});

/** Orders for two places. */
async function arrivedAtTwo(orders: readonly ['completed', 'shipped' | 'cancelled']) {
  const made = await aBoughtCampaign(test, { orders: [orders[0]] });
  const point = await given(test.db, Point, {
    campaignId: made.campaign.id,
    name: '西村',
    regionCode: '640422',
  });
  const { orders: more } = await aBoughtCampaign(test, { orders: [orders[1]] });
  await test.db.query('UPDATE campaigns_order SET campaign_id = $1, point_id = $2 WHERE order_id = $3', [
    made.campaign.id,
    point.id,
    more[0],
  ]);
  return { ...made, orders: [...made.orders, ...more] };
}

describe('hand-out at a point', () => {
  it('is once for each, on the code or a signature, by the organiser or who leads the point', async () => {
    const { id, leader, organiser, pledges } = await arrived();
    const [first, second, third] = pledges.map((pledge) => pledge.id);
    const claim = claimOf(leader, first);
    expect(await handOuts.handOut(leader, first ?? '', BY_CODE, claim)).toMatchObject({ state: 'done' });
    // The phone sends it again.
    expect(await handOuts.handOut(leader, first ?? '', BY_CODE, claim)).toMatchObject({ state: 'done' });
    await expect(
      handOuts.handOut(organiser, first ?? '', BY_SIGNATURE, claimOf(organiser, first)),
    ).rejects.toMatchObject({ code: 'pledge_closed' });
    await expect(
      handOuts.handOut(leader, second ?? '', { ...BY_CODE, code: 'WRONG23456' }, claimOf(leader, second)),
    ).rejects.toMatchObject({ code: 'hand_code_wrong' });
    await handOuts.handOut(organiser, second ?? '', BY_SIGNATURE, claimOf(organiser, second));
    const page = await rows.list(leader.actor.userId, id, { limit: 24 });
    expect(page.items.map(({ state }) => state).sort()).toEqual(['done', 'done', 'waiting']);
    expect(page.items.find(({ pledgeId }) => pledgeId === third)?.codeHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(page)).not.toContain(HAND_CODE);
    expect(
      await test.db.query(
        'SELECT proof, signed_name AS name FROM campaigns_hand_out WHERE pledge_id = ANY($1) ORDER BY proof',
        [[first, second]],
      ),
    ).toEqual([
      { proof: 'code', name: '' },
      { proof: 'signature', name: '李大娘' },
    ]);
  });

  it('is nothing for others, and not before anything was sent', async () => {
    const { id, point, pledges } = await arrived();
    const stranger = asPerson((await aPerson(test.db)).id);
    const pledgeId = pledges[0]?.id ?? '';
    for (const work of [
      () => handOuts.handOut(stranger, pledgeId, BY_CODE, claimOf(stranger, pledgeId)),
      () => rows.list(stranger.actor.userId, id, { limit: 24, pointId: point.id }),
      () => rows.paper(stranger.actor.userId, id, {}),
      () => handOuts.close(stranger, id, { leftShares: 3, note: '' }, claimOf(stranger, id)),
      () => queries.view(stranger.actor.userId, id),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'not_found' });
    const early = await aSucceededCampaign(test, { deliveryMode: 'pickup' });
    const organiser = asPerson(early.campaign.organiserUserId);
    await expect(
      handOuts.handOut(organiser, early.pledges[0]?.id ?? '', BY_CODE, claimOf(organiser)),
    ).rejects.toMatchObject({ code: 'hand_out_not_open' });
  });

  it('of a leader reaches the own point alone', async () => {
    const { id, leader, pledges, campaign } = await arrived();
    const elsewhere = await given(test.db, Point, {
      campaignId: campaign.id,
      name: '西村',
      regionCode: '640422',
    });
    const pledgeId = pledges[0]?.id ?? '';
    await test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE id = $1', [pledgeId, elsewhere.id]);
    expect((await rows.list(leader.actor.userId, id, { limit: 24 })).items).toHaveLength(2);
    await expect(handOuts.handOut(leader, pledgeId, BY_CODE, claimOf(leader, pledgeId))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is refused to a leader who is removed while it waits', async () => {
    const { id, leader, leads, organiser, pledges } = await arrived();
    const pledgeId = pledges[0]?.id ?? '';
    let sent: Promise<unknown> = Promise.resolve();
    await test.uow.run(async (tx) => {
      await lockCampaign(tx, id);
      sent = handOuts.handOut(leader, pledgeId, BY_CODE, claimOf(leader, pledgeId)).catch((error: unknown) => error);
      await someoneWaits(test.db);
      await moveLeader(tx, await lockLeader(tx, leads.id), { action: 'remove', by: organiser, reason: '不再合作' });
    });
    expect(await sent).toMatchObject({ code: 'not_found' });
    expect(await test.db.query('SELECT status FROM campaigns_pledge WHERE id = $1', [pledgeId])).toEqual([
      { status: 'confirmed' },
    ]);
  });

  it('is of an organisation for whoever writes for it at this moment', async () => {
    const unit = await memberOf(test.db, (await aPersonsUnit()).id);
    const { id, pledges } = await arrived();
    await test.db.query('UPDATE campaigns_campaign SET organiser_id = $2 WHERE id = $1', [
      id,
      unit.seat.organisationId,
    ]);
    expect(await handOuts.handOut(unit, pledges[0]?.id ?? '', BY_CODE, claimOf(unit, id))).toMatchObject({
      state: 'done',
    });
    await test.db.query('DELETE FROM membership WHERE user_id = $1', [unit.actor.userId]);
    await expect(queries.view(unit.actor.userId, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('ends with what nobody fetched, as its organiser saw it, and is on paper by village', async () => {
    const { id, leader, organiser, pledges } = await arrived();
    await handOuts.handOut(leader, pledges[0]?.id ?? '', BY_CODE, claimOf(leader));
    await expect(
      handOuts.close(organiser, id, { leftShares: 3, note: '' }, claimOf(organiser, 1)),
    ).rejects.toMatchObject({
      code: 'hand_out_changed',
      details: { leftShares: 2 },
    });
    await expect(publishing.execute(organiser, id, claimOf(organiser, 2))).rejects.toMatchObject({
      code: 'hand_out_not_ended',
    });
    await handOuts.close(organiser, id, { leftShares: 2, note: '下周补领' }, claimOf(organiser, 3));
    expect(await statusOf(id)).toBe('handed_out');
    // Who comes late is not turned away.
    await handOuts.handOut(leader, pledges[1]?.id ?? '', BY_SIGNATURE, claimOf(leader, 4));
    const text = await textOf((await rows.paper(organiser.actor.userId, id, {})).body);
    for (const words of ['分发名单', '东村', '共3人3份', '已领取']) expect(text).toContain(words);
  });

  it('of what was sent to each is over when it was received, in batches that may be killed', async () => {
    const { campaign, orders, pledges } = await aBoughtCampaign(test, { deliveryMode: 'each', orders: ['completed'] });
    await following.hear(orders[0] ?? '');
    expect(await handOuts.finishReceived(10)).toBeGreaterThan(0);
    expect(await statusOf(campaign.id)).toBe('handed_out');
    expect(
      await test.db.query(`SELECT 1 FROM campaigns_pledge WHERE id = ANY($1) AND status = 'done'`, [
        pledges.map(({ id }) => id),
      ]),
    ).toHaveLength(3);
    expect(await handOuts.finishReceived(10)).toBe(0);
  });
});

describe('the sorting list of a point', () => {
  it('has a row for each person with what all of it holds, for who leads the point and nobody else', async () => {
    const { id, leader, organiser, pledges, orders, campaign, point } = await arrived();
    const [first, second] = pledges;
    await test.db.query('UPDATE campaigns_pledge SET user_id = $2 WHERE id = $1', [second?.id, first?.userId]);
    await test.db.query('UPDATE campaigns_order SET point_id = $2 WHERE order_id = $1', [orders[0], point.id]);
    await handOuts.handOut(leader, first?.id ?? '', BY_CODE, claimOf(leader, 1));
    const { userId } = leader.actor;
    const list = await lists.of(userId, id);
    expect(list).toMatchObject({ number: campaign.number, shares: 3, handedShares: 1, point: { name: '东村' } });
    expect(list.people).toHaveLength(2);
    expect(list.people[0]).toMatchObject({
      shares: 2,
      handedShares: 1,
      state: 'waiting',
      pledges: [{}, {}].map(() => expect.any(String)),
    });
    expect(list.goods).toMatchObject([{ perShare: 1, pieces: 3, ordered: 3 }]);
    expect(JSON.stringify(list)).not.toContain(HAND_CODE);
    expect(await countStatements(() => lists.of(userId, id))).toBe(3);
    const text = await textOf((await lists.paper(leader, id)).body);
    for (const words of ['分拣单', '东村', '共2人3份', '货品合计']) expect(text).toContain(words);
    expect(
      await test.db.query("SELECT 1 FROM audit_entry WHERE action = 'campaigns.people_exported' AND subject_id = $1", [
        id,
      ]),
    ).toHaveLength(1);
    for (const other of [organiser, asPerson((await aPerson(test.db)).id)])
      await expect(lists.of(other.actor.userId, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('and the hand-out end for who was removed, and for all some days after the campaign has ended', async () => {
    const { id, leader, leads, organiser, pledges } = await arrived();
    const { userId } = leader.actor;
    await handOuts.close(organiser, id, { leftShares: 3, note: '' }, claimOf(organiser, 1));
    expect(await lists.of(userId, id)).toMatchObject({ shares: 3 });
    await test.db.query('ALTER TABLE campaigns_campaign_step DISABLE TRIGGER campaigns_campaign_step_append_only');
    const age = (days: number) =>
      test.db.query(
        "UPDATE campaigns_campaign_step SET at = now() - make_interval(days => $2) WHERE campaigns_campaign_id = $1 AND action = 'hand_out'",
        [id, days],
      );
    const barred = async (code: string) => {
      await expect(lists.of(userId, id)).rejects.toMatchObject({ code });
      await expect(rows.list(userId, id, { limit: 24 })).rejects.toMatchObject({ code: 'not_found' });
      const pledgeId = pledges[0]?.id ?? '';
      await expect(handOuts.handOut(leader, pledgeId, BY_CODE, claimOf(leader, newId()))).rejects.toMatchObject({
        code: 'not_found',
      });
    };
    await age(31);
    await barred('leader_names_over');
    await age(29);
    expect(await lists.of(userId, id)).toMatchObject({ shares: 3 });
    await test.db.query("UPDATE campaigns_leader SET status = 'removed' WHERE id = $1", [leads.id]);
    await barred('not_found');
  });

  it('and the hand-out end as well where the organiser never ends anything, some days after the goods came', async () => {
    const { id, leader, pledges } = await arrived();
    const { userId } = leader.actor;
    expect(await lists.of(userId, id)).toMatchObject({ shares: 3 });
    await test.db.query('ALTER TABLE campaigns_campaign_step DISABLE TRIGGER campaigns_campaign_step_append_only');
    const idleFor = (days: number) =>
      test.db.query(
        'UPDATE campaigns_campaign_step SET at = at - (SELECT max(at) FROM campaigns_campaign_step WHERE campaigns_campaign_id = $1) + now() - make_interval(days => $2) WHERE campaigns_campaign_id = $1',
        [id, days],
      );
    await idleFor(31);
    await expect(lists.of(userId, id)).rejects.toMatchObject({ code: 'leader_names_over' });
    await expect(rows.list(userId, id, { limit: 24 })).rejects.toMatchObject({ code: 'not_found' });
    const pledgeId = pledges[0]?.id ?? '';
    await expect(handOuts.handOut(leader, pledgeId, BY_CODE, claimOf(leader, newId()))).rejects.toMatchObject({
      code: 'not_found',
    });
    // A harvest that is still to come is waited for.
    await test.db.query(`UPDATE campaigns_campaign SET form = 'pre_sale', ship_on = current_date + 3 WHERE id = $1`, [
      id,
    ]);
    expect(await lists.of(userId, id)).toMatchObject({ shares: 3 });
    await test.db.query(`UPDATE campaigns_campaign SET form = 'group_buy', ship_on = NULL WHERE id = $1`, [id]);
    await idleFor(29);
    expect(await lists.of(userId, id)).toMatchObject({ shares: 3 });
  });

  it('is not there before goods are on their way', async () => {
    const early = await aSucceededCampaign(test, { deliveryMode: 'pickup' });
    const point = await given(test.db, Point, { campaignId: early.campaign.id, name: '东村', regionCode: '640422' });
    const { userId } = await aLeader(test.db, early.campaign.id, { pointId: point.id });
    await expect(lists.of(userId, early.campaign.id)).rejects.toMatchObject({ code: 'hand_out_not_open' });
  });
});

const aPersonsUnit = () => anOrganisation(test.db, { kind: 'company', name: '红星工会' });

/** A certificate of a supplier with two linked households, and one with numbers alone. */
async function certified(productId: string, supplierId: string, households: readonly string[]) {
  const mechanism = await aMechanism(test.db, { supplierId });
  for (const householdId of households) await aBenefitLink(test.db, { mechanismId: mechanism.id, householdId });
  const certificate = await aCertificate(test.db, {
    supplierId,
    mechanismIds: [mechanism.id],
    households: 99,
    people: 999,
  });
  await test.db.query('UPDATE product SET certificate_id = $2 WHERE id = $1', [productId, certificate.id]);
  return certificate;
}

describe('what a campaign does', () => {
  it('is of its goods and their certificates, a household once over all of them', async () => {
    const made = await aCampaign(test.db, { capShares: 10 }).recruiting();
    const other = await aCampaign(test.db).recruiting();
    const [shared, own] = [await aHousehold(test.db, { people: 4 }), await aHousehold(test.db, { people: 3 })];
    const goods = [...made.goods, ...other.goods];
    for (const [at, { skuId, supplierId }] of goods.entries()) {
      const sku = await test.db.one<{ productId: string }>(
        'UPDATE sku SET net_weight_grams = 500 WHERE id = $1 RETURNING product_id AS "productId"',
        [skuId],
      );
      await certified(sku?.productId ?? '', supplierId, at === 0 ? [shared.id] : [shared.id, own.id]);
    }
    await test.db.query('UPDATE campaigns_goods SET campaign_id = $1, position = 9 WHERE campaign_id = $2', [
      made.campaign.id,
      other.campaign.id,
    ]);
    const foreseen = await foreseenImpact(test.db, made.campaign.id, 10);
    expect(foreseen).toMatchObject({ grams: 10_000, products: 2, households: 2, people: 7 });
    expect(await countStatements(() => foreseenImpact(test.db, made.campaign.id, 10))).toBe(2);
    // Nothing is bought yet.
    expect(await campaignImpact(test.db, made.campaign.id)).toEqual({
      grams: 0,
      products: 0,
      counties: 0,
      households: 0,
      people: 0,
    });
  });

  it('is published once, stays as it was, and can be checked by the number on each certificate', async () => {
    const { id, organiser, leader, pledges, goods } = await arrived();
    for (const pledge of pledges) await handOuts.handOut(leader, pledge.id, BY_CODE, claimOf(leader, pledge.id));
    await handOuts.close(organiser, id, { leftShares: 0, note: '' }, claimOf(organiser, 1));
    const own = pledges[0];
    if (!own) throw new Error('there is a pledge');
    expect(await participations.own(own.userId, own.id)).toEqual({ number: null });
    await test.db.query('UPDATE order_line SET net_weight_grams = 500 WHERE sku_id = $1', [goods[0]?.skuId]);
    const claim = claimOf(organiser, 'publish');
    const published = await publishing.execute(organiser, id, claim);
    expect(published).toMatchObject({ grams: 1_500, products: 1, participants: 3, shares: 3, handedShares: 3 });
    await test.db.query('UPDATE order_line SET net_weight_grams = 9000 WHERE sku_id = $1', [goods[0]?.skuId]);
    expect(await publishing.execute(organiser, id, claim)).toEqual(published);
    await expect(publishing.execute(organiser, id, claimOf(organiser, 'again'))).rejects.toMatchObject({
      code: 'campaign_moved',
    });
    const { number } = await participations.own(own.userId, own.id);
    const checked = await participations.verify(` ${number?.toLowerCase()} `);
    expect(checked).toMatchObject({ number, shownName: '爱心人士', shares: 1, grams: 500, impact: published });
    const text = await textOf(
      (await new ParticipationPdf(participations, { STOREFRONT_URL: 'https://yigou.example' }).of(number ?? '')).body,
    );
    for (const words of ['参与证书', number ?? '', '爱心人士', '1.5千克', '小米拼团']) expect(text).toContain(words);
    await expect(
      participations.verify(`${number?.slice(0, -1)}${number?.endsWith('0') ? '1' : '0'}`),
    ).rejects.toMatchObject({ code: 'not_found' });
    const stranger = await aPerson(test.db);
    await expect(participations.own(stranger.id, own.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is settled when it was published long enough, and not before', async () => {
    const { campaign, orders } = await aBoughtCampaign(test, { deliveryMode: 'each', orders: ['completed'] });
    await following.hear(orders[0] ?? '');
    await handOuts.finishReceived(10);
    await publishing.execute(
      asPerson(campaign.organiserUserId),
      campaign.id,
      claimOf(asPerson(campaign.organiserUserId)),
    );
    await publishing.settleDue(10);
    expect(await statusOf(campaign.id)).toBe('published');
    await test.db.query('ALTER TABLE campaigns_publication DISABLE TRIGGER campaigns_publication_append_only');
    await test.db.query('UPDATE campaigns_publication SET settles_at = clock_timestamp() WHERE campaign_id = $1', [
      campaign.id,
    ]);
    await test.db.query('ALTER TABLE campaigns_publication ENABLE TRIGGER campaigns_publication_append_only');
    await publishing.settleDue(10);
    expect(await statusOf(campaign.id)).toBe('settled');
  });
});

describe('what is read of it', () => {
  it('takes as many statements as it says', async () => {
    const { id, organiser, goods } = await arrived();
    // Parameters of the policy are kept once they are read.
    await rows.list(organiser.actor.userId, id, { limit: 24 });
    expect(await countStatements(() => queries.view(organiser.actor.userId, id))).toBe(6);
    expect(await countStatements(() => rows.list(organiser.actor.userId, id, { limit: 24 }))).toBe(2);
    expect(await countStatements(() => queries.ofSupplier(goods[0]?.supplierId ?? '', { limit: 24 }))).toBe(1);
    const view = await queries.view(organiser.actor.userId, id);
    expect(view).toMatchObject({
      status: 'received',
      can: { handOut: true, closeHandOut: true, publish: false },
      places: [{ name: '东村', shares: 3, pledges: 3, handedShares: 0, stage: 'waiting' }],
      orders: [{ status: 'completed', pieces: 3 }],
    });
    const { items } = await queries.ofSupplier(goods[0]?.supplierId ?? '', { limit: 24 });
    expect(items).toMatchObject([{ campaignTitle: '小米拼团', pieces: 3, addresses: 0 }]);
  });
});

describe('where a supplier sends what goes to each', () => {
  it('is what each who joined said, or else the list that the organiser gave; only while it sends', async () => {
    const { campaign, goods, orders, pledges } = await aBoughtCampaign(test, { deliveryMode: 'each' });
    const [supplierId, orderId, pledge] = [goods[0]?.supplierId ?? '', orders[0] ?? '', pledges[0]];
    const addresses = new PledgeAddresses(test.db, keys);
    const home = { receiver: '张三', phone: '13900000001', regionPath: '北京市 / 东城区', detail: '安定门 1 号' };
    const sealed = keys.seal(JSON.stringify(home), pledge?.id ?? '');
    await test.db.query(
      `UPDATE campaigns_pledge SET address_sealed = $2, address_key = $3, address_region = '110101' WHERE id = $1`,
      [pledge?.id, sealed, keys.currentKey],
    );
    expect((await addresses.ofOrder(supplierId, orderId)).rows).toEqual([
      {
        number: pledge?.number,
        shares: 1,
        receiver: '张三',
        phone: '13900000001',
        place: '北京市 / 东城区 安定门 1 号',
      },
    ]);
    const id = newId();
    const person = { name: '李四', phone: '13900000002', address: '北京市东城区安定门 2 号' };
    const list = { campaignId: campaign.id, fileName: '名单.csv', people: 1, packs: 3 };
    await given(test.db, AddressListEntity, { ...list, uploadedBy: campaign.organiserUserId });
    await given(test.db, CampaignAddress, {
      id,
      campaignId: campaign.id,
      position: 1,
      packs: 3,
      sealed: keys.seal(JSON.stringify(person), id),
    });
    let rowsOfList: unknown;
    expect(await countStatements(async () => (rowsOfList = (await addresses.ofOrder(supplierId, orderId)).rows))).toBe(
      2,
    );
    expect(rowsOfList).toEqual([
      { number: '名单 1', shares: 3, receiver: '李四', phone: '13900000002', place: '北京市东城区安定门 2 号' },
    ]);
    const { items } = await queries.ofSupplier(supplierId, { limit: 24 });
    expect(items).toMatchObject([{ id: orderId, addresses: 1 }]);
    await expect(addresses.ofOrder(newId(), orderId)).rejects.toMatchObject({ code: 'not_found' });
    await test.db.query(`UPDATE sales_order SET status = 'shipped' WHERE id = $1`, [orderId]);
    await expect(addresses.ofOrder(supplierId, orderId)).rejects.toMatchObject({ code: 'addresses_closed' });
  });
});

/** The text of a PDF, without spaces. */
async function textOf(body: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(body);
  try {
    return [...document.pages()]
      .map((page) => page.getText())
      .join('')
      .replaceAll(/\s+/g, '');
  } finally {
    document.destroy();
    library.destroy();
  }
}
