import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFile } from '@yigou/evidence/testing';
import { createHash } from 'node:crypto';
import { SYSTEM } from '@yigou/identity';
import { anOrganisation, memberOf } from '@yigou/identity/testing';
import { checkInvariant } from '@yigou/platform';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { CampaignGoods } from '../campaign-goods.entity';
import { Campaign } from '../campaign.entity';
import { CAMPAIGNS_INVARIANTS } from '../campaigns.invariants';
import { lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { aPledge, AuthoringWorld } from '../testing';

let test: TestDatabase;
/** What who uploads a photo in the shop gets, and shows. */
const CLAIM = 'a claim that nobody guesses';
let world: AuthoringWorld;
beforeAll(async () => {
  test = await createTestDatabase();
  world = new AuthoringWorld(test);
});
afterAll(async () => {
  for (const invariant of CAMPAIGNS_INVARIANTS)
    expect([invariant.name, await checkInvariant(test.db, invariant)]).toMatchObject([invariant.name, { broken: 0 }]);
  await test.close();
});

const refused = (code: string, fields?: object) =>
  expect.objectContaining({ code, ...(fields && { details: expect.objectContaining({ fields }) }) });
const reserved = async (skuId: string) =>
  (await test.db.one<{ reserved: number }>('SELECT reserved FROM stock WHERE sku_id = $1', [skuId]))?.reserved;
const statusOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM campaigns_campaign WHERE id = $1', [id]))?.status;
const told = async (userId: string) =>
  (
    await test.db.query<{ title: string }>('SELECT title FROM notice WHERE user_id = $1 ORDER BY created_at', [userId])
  ).map(({ title }) => title);
/** Who succeeds does so with as many shares as are paid. */
const pledged = async (id: string): Promise<number> => {
  const made = await test.uow.run(async ({ manager }) => ({
    campaign: await manager.findOneByOrFail(Campaign, { id }),
    goods: await manager.findBy(CampaignGoods, { campaignId: id }),
  }));
  const { shares } = await aPledge(test.db, made, { shares: made.campaign.thresholdShares });
  return shares;
};
const moved = async (id: string, ...actions: Parameters<typeof moveCampaign>[2]['action'][]) => {
  const shares = actions.includes('succeed') ? await pledged(id) : 0;
  await test.uow.run(async (tx) => {
    for (const action of actions) {
      const final = action === 'succeed' ? { final: { shares, tier: 0 } } : {};
      await moveCampaign(tx, await lockCampaign(tx, id), { action, by: SYSTEM, ...final });
    }
  });
};

describe('a campaign', () => {
  it('is written, agreed to, reviewed and opened, and its stock is held meanwhile', async () => {
    const [organiser, first, second] = [await world.person(), await world.seller(), await world.seller()];
    const county = await world.office();
    const id = await world.draft(organiser, [first, second]);
    expect(await world.mine.get(organiser, id)).toMatchObject({
      problems: {},
      photo: null,
      effect: { counties: [{ code: '640422' }], atCap: { goodsFen: 36_000, grams: 10_000 } },
      points: [{ name: '一号楼', region: { code: '110101' } }],
    });
    await world.drafts.submit(organiser, id);
    expect(await told(first.clerk.actor.userId)).toEqual(['有团购邀约待确认']);
    expect(await world.asks.get(first.clerk, id)).toMatchObject({
      open: true,
      others: 1,
      goods: [{ skuId: first.skuId }],
    });
    await world.agree(first, id);
    expect([await statusOf(id), await reserved(first.skuId), await reserved(second.skuId)]).toEqual([
      'agreeing',
      10,
      0,
    ]);
    await world.agree(second, id);
    // What each was shown of points that sub-leaders may bring is what it agreed to.
    expect(
      await test.db.query('SELECT own_points AS points FROM campaigns_supplier WHERE campaign_id = $1', [id]),
    ).toEqual([{ points: 10 }, { points: 10 }]);
    expect([await statusOf(id), await reserved(second.skuId)]).toEqual(['to_review', 10]);
    expect((await world.reviewed.list(county, { limit: 24, status: 'to_review' })).items).toMatchObject([{ id }]);
    await world.approve(county, id);
    expect(await told(organiser.actor.userId)).toEqual(['供应商已全部同意', '团购开始招募']);
    const slots = await test.db.query('SELECT capacity FROM campaigns_slot WHERE campaign_id = $1', [id]);
    expect(slots).toHaveLength(10);
    await world.drafts.cancel(organiser, id, '不办了');
    expect([await statusOf(id), await reserved(first.skuId), await reserved(second.skuId)]).toEqual([
      'cancelled',
      0,
      0,
    ]);
    await expect(world.drafts.cancel(organiser, id, '再取消')).rejects.toEqual(refused('campaign_moved'));
  });

  it('goes back to its organiser when one supplier declines, and what the others hold is theirs again', async () => {
    const [organiser, first, second] = [await world.person(), await world.seller(), await world.seller()];
    const id = await world.submitted(organiser, [first, second]);
    await world.agree(first, id);
    await expect(world.agree(first, id)).rejects.toEqual(refused('campaign_answered'));
    await world.decline(second, id);
    expect([await statusOf(id), await reserved(first.skuId)]).toEqual(['draft', 0]);
    await expect(world.asks.get(first.clerk, id)).rejects.toEqual(refused('not_found'));
    // The same goods may be held again under the same campaign.
    await world.drafts.submit(organiser, id);
    await world.agree(first, id);
    await world.agree(second, id);
    expect([await statusOf(id), await reserved(first.skuId)]).toEqual(['to_review', 10]);
  });

  it('comes back from the office with what is to change, by field, and says so until it is handed in again', async () => {
    const [organiser, seller] = [await world.person(), await world.seller()];
    const id = await world.toReview(organiser, [seller]);
    await world.reviews.sendBack(await world.office('64'), id, {
      reason: '标题夸大',
      fieldNotes: { title: '去掉“最”字' },
    });
    expect(await reserved(seller.skuId)).toBe(0);
    const one = await world.mine.get(organiser, id);
    expect(one).toMatchObject({ status: 'draft', reviewNotes: { title: '去掉“最”字' } });
    expect(one.history.at(-1)).toMatchObject({ action: 'return', reason: '标题夸大' });
    await world.drafts.submit(organiser, id);
    expect((await world.mine.get(organiser, id)).reviewNotes).toEqual({});
  });

  it('is another’s to nobody: neither read, written nor answered', async () => {
    const [organiser, other, seller, rival] = [
      await world.person(),
      await world.person(),
      await world.seller(),
      await world.seller(),
    ];
    const id = await world.submitted(organiser, [seller]);
    const gone = refused('not_found');
    await expect(world.mine.get(other, id)).rejects.toEqual(gone);
    await expect(world.drafts.submit(other, id)).rejects.toEqual(gone);
    await expect(world.drafts.cancel(other, id, '不是我的')).rejects.toEqual(gone);
    await expect(world.asks.get(rival.clerk, id)).rejects.toEqual(gone);
    await expect(world.agree(rival, id)).rejects.toEqual(gone);
    await world.agree(seller, id);
    for (const office of [await world.office('62'), await world.office('640424')]) {
      await expect(world.reviewed.get(office, id)).rejects.toEqual(gone);
      await expect(world.approve(office, id)).rejects.toEqual(gone);
    }
    const unverified = await world.person({ loginVerifiedAt: null });
    await expect(world.draft(unverified, [seller])).rejects.toEqual(refused('login_unverified'));
  });

  it('belongs to the organisation that it was begun for, whoever sits there', async () => {
    const { id: companyId } = await anOrganisation(test.db, { name: '某厂工会' });
    const [first, colleague] = [await memberOf(test.db, companyId), await memberOf(test.db, companyId)];
    const viewer = await memberOf(test.db, companyId, { role: 'viewer' });
    const id = await world.submitted(first, [await world.seller()]);
    expect(await world.mine.get(colleague, id)).toMatchObject({ organiserName: '某厂工会', status: 'agreeing' });
    await expect(world.drafts.cancel(viewer, id, '不办了')).rejects.toEqual(refused('forbidden'));
    await expect(world.mine.get({ ...first, seat: null }, id)).rejects.toEqual(refused('not_found'));
    await world.drafts.cancel(colleague, id, '不办了');
    expect(await statusOf(id)).toBe('cancelled');
  });

  it('is refused at the field: of a draft that is unfinished, and of what it names that is not there', async () => {
    const [organiser, seller] = [await world.person(), await world.seller()];
    const id = await world.draft(organiser, [seller], { deadline: null, goods: [], points: [] });
    const missing = { deadline: expect.anything(), goods: expect.anything(), points: expect.anything() };
    await expect(world.drafts.submit(organiser, id)).rejects.toEqual(refused('validation_failed', missing));
    const save = (said: object) => world.drafts.save(organiser, id, { ...world.terms([seller]), version: 2, ...said });
    await expect(save({ goods: [{ skuId: id, pieces: 1, pricesFen: [1, 1] }] })).rejects.toEqual(
      refused('validation_failed', { 'goods.0.skuId': expect.anything() }),
    );
    await expect(save({ recipientId: seller.supplierId })).rejects.toEqual(
      refused('validation_failed', { recipientId: expect.anything() }),
    );
    const province = { ...world.terms([seller]).points[0], regionCode: '640000' };
    await expect(save({ points: [province] })).rejects.toEqual(
      refused('validation_failed', { 'points.0.regionCode': expect.anything() }),
    );
    await save({});
    await expect(save({})).rejects.toEqual(refused('version_conflict'));
  });

  it('of the organiser’s own goods is refused, though they act in person', async () => {
    const seller = await world.seller();
    const owner = { ...seller.clerk, seat: null };
    const id = await world.draft(owner, [seller]);
    await expect(world.drafts.submit(owner, id)).rejects.toEqual(
      refused('organiser_is_supplier', { 'goods.0.skuId': expect.anything() }),
    );
  });

  it('is not opened with goods that are no longer sold, nor within an hour of its deadline', async () => {
    const [organiser, seller] = [await world.person(), await world.seller()];
    const office = await world.office('');
    const id = await world.submitted(organiser, [seller]);
    await test.db.query(`UPDATE sku SET active = false WHERE id = $1`, [seller.skuId]);
    await expect(world.agree(seller, id)).rejects.toEqual(refused('campaign_goods_gone'));
    await test.db.query(`UPDATE sku SET active = true WHERE id = $1`, [seller.skuId]);
    await world.agree(seller, id);
    await test.db.query(`UPDATE sku SET active = false WHERE id = $1`, [seller.skuId]);
    await expect(world.approve(office, id)).rejects.toEqual(refused('campaign_goods_gone'));
    await test.db.query(`UPDATE sku SET active = true WHERE id = $1`, [seller.skuId]);
    await test.db.query(`UPDATE campaigns_campaign SET deadline = now() + interval '59 minutes' WHERE id = $1`, [id]);
    await expect(world.approve(office, id)).rejects.toEqual(refused('campaign_deadline_near'));
    expect(await statusOf(id)).toBe('to_review');
  });

  it('holds nothing of a pre-sale: what grows is not there yet', async () => {
    const [organiser, seller] = [await world.person(), await world.seller(0)];
    const shipOn = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const id = await world.toReview(organiser, [seller], { form: 'pre_sale', shipOn });
    expect([await statusOf(id), await reserved(seller.skuId)]).toEqual(['to_review', 0]);
  });

  it('waits for the recipient first where it is a donation', async () => {
    const [organiser, seller] = [await world.person(), await world.seller()];
    const { id: recipientId } = await anOrganisation(test.db, { kind: 'recipient', name: '某福利院' });
    const place = { receiver: '王', phone: '13900000000', regionCode: '110101', detail: '某路 1 号' };
    const id = await world.submitted(organiser, [seller], {
      form: 'donation',
      recipientId,
      deliveryMode: 'recipient',
      place,
      points: [],
    });
    expect(await statusOf(id)).toBe('to_recipient');
    await expect(world.asks.get(seller.clerk, id)).rejects.toEqual(refused('not_found'));
  });
});

describe('an organiser', () => {
  it('has so many campaigns at once, and no new one while a report is owed', async () => {
    const organiser = await world.person();
    for (let count = 0; count < 5; count += 1) await world.submitted(organiser, [await world.seller()]);
    const sixth = await world.draft(organiser, [await world.seller()]);
    await expect(world.drafts.submit(organiser, sixth)).rejects.toEqual(refused('organiser_busy'));
    const late = await world.person();
    const id = await world.recruiting(late);
    await moved(id, 'succeed', 'purchase', 'receive');
    await world.reports.makeDue(id);
    await world.reports.makeDue(id);
    expect(await world.mine.get(late, id)).toMatchObject({ reportDueOn: expect.any(String) });
    await test.db.query(`UPDATE campaigns_campaign SET report_due_on = '2026-01-01' WHERE id = $1`, [id]);
    const next = await world.draft(late, [await world.seller()]);
    await expect(world.drafts.submit(late, next)).rejects.toEqual(refused('organiser_report_due'));
    const photo = await aFile(test.db, { uploadedBy: null, claimHash: createHash('sha256').update(CLAIM).digest() });
    await world.reports.file(
      late,
      id,
      { text: '货已经收到，正在分发', photos: [{ id: photo.id, claim: CLAIM }] },
      world.once(late),
    );
    // A message that comes again makes nothing due again.
    await world.reports.makeDue(id);
    await world.drafts.submit(late, next);
    expect((await world.reports.list(id, { limit: 24 })).items).toMatchObject([
      { text: '货已经收到，正在分发', photos: [{ id: photo.id }] },
    ]);
    await world.reports.requirePublic(id, photo.id);
    await expect(world.reports.requirePublic(next, photo.id)).rejects.toEqual(refused('not_found'));
  });

  it('tells nothing of a campaign that nobody sees yet, and shows nobody else’s photos', async () => {
    const organiser = await world.person();
    const hidden = await world.draft(organiser, [await world.seller()]);
    const said = { text: '货已经收到，正在分发', photos: [] };
    await expect(world.reports.file(organiser, hidden, said, world.once(organiser))).rejects.toEqual(
      refused('campaign_not_public'),
    );
    const open = await world.recruiting(organiser);
    const photo = await aFile(test.db, { uploadedBy: null, claimHash: createHash('sha256').update(CLAIM).digest() });
    await expect(
      world.reports.file(
        organiser,
        open,
        { ...said, photos: [{ id: photo.id, claim: 'of somebody else, who guesses' }] },
        world.once(organiser),
      ),
    ).rejects.toEqual(refused('validation_failed'));
  });
});

describe('what people say against a campaign', () => {
  it('reaches the office of the goods alone, contact sealed, and is answered once', async () => {
    const organiser = await world.person();
    const id = await world.recruiting(organiser);
    const said = { kind: 'untrue', content: '小米不是西吉产的，包装上写着别处', contact: '13900000077' } as const;
    const { id: complaintId } = await world.complaints.file(id, said, '203.0.113.1', aClaim());
    const stored = await test.db.one<{ sealed: string }>(
      'SELECT contact_sealed AS sealed FROM campaigns_complaint WHERE id = $1',
      [complaintId],
    );
    expect(stored?.sealed).not.toContain('139');
    const [county, stranger] = [await world.office(), await world.office('62')];
    expect((await world.complaints.list(stranger, { limit: 24 })).items).toEqual([]);
    const listed = (await world.complaints.list(county, { limit: 24, status: 'open' })).items;
    expect(listed).toContainEqual(expect.objectContaining({ id: complaintId, contact: '13900000077' }));
    await expect(world.complaints.close(stranger, complaintId, '不属实')).rejects.toEqual(refused('not_found'));
    await world.complaints.close(county, complaintId, '查实');
    await expect(world.complaints.close(county, complaintId, '再答')).rejects.toEqual(refused('complaint_answered'));
    await world.reviews.stop(county, id, '举报查实');
    expect(await world.reviewed.get(county, id)).toMatchObject({
      status: 'cancelled',
      complaints: [{ id: complaintId, status: 'closed', answer: '查实' }],
    });
    const hidden = await world.submitted(organiser, [await world.seller()]);
    await expect(world.complaints.file(hidden, said, '203.0.113.1', aClaim())).rejects.toEqual(refused('not_found'));
  });
});

describe('a list of addresses', () => {
  const csv = (...rows: string[]) => ({
    fileName: '名单.csv',
    body: Buffer.from(['姓名,手机号,地址,份数', ...rows].join('\n')),
  });
  const people = csv('张三,13900000001,北京市东城区安定门 1 号,2', '李四,13900000002,北京市东城区安定门 2 号,1');

  it('is sealed, kept whole or not at all, taken away by suppliers who send, and forgotten', async () => {
    const { id: companyId } = await anOrganisation(test.db, { name: '某厂工会' });
    const union = await memberOf(test.db, companyId);
    const seller = await world.seller();
    const place = { receiver: '王', phone: '13900000000', regionCode: '110101', detail: '某路 1 号' };
    const goods = [{ skuId: seller.skuId, pieces: 1, pricesFen: [2_000] }];
    const three = { thresholdShares: 3, capShares: 3, perPledgeShares: 3, tierFrom: [1], goods };
    const gift = { form: 'gift_pack' as const, deliveryMode: 'each' as const, place, points: [], ...three };
    const id = await world.draft(union, [seller], gift);
    expect(await world.addresses.upload(union, id, csv('张三,1,门,1'))).toMatchObject({ kept: false, wrong: 1 });
    expect((await world.mine.get(union, id)).addresses).toBeNull();
    expect(await world.addresses.upload(union, id, people)).toMatchObject({ kept: true, people: 2, packs: 3 });
    expect(await world.addresses.upload(union, id, people)).toMatchObject({ kept: true, people: 2 });
    const rows = await test.db.query<{ sealed: string }>(
      'SELECT sealed FROM campaigns_address WHERE campaign_id = $1',
      [id],
    );
    expect([rows.length, rows.some(({ sealed }) => /张三|139/.test(sealed))]).toEqual([2, false]);
    await world.drafts.submit(union, id);
    await world.agree(seller, id);
    await expect(world.addresses.take(seller.clerk, id)).rejects.toEqual(refused('addresses_closed'));
    await world.approve(await world.office(''), id);
    await moved(id, 'succeed', 'purchase');
    expect(await world.addresses.take(seller.clerk, id)).toEqual([
      { place: 1, name: '张三', phone: '13900000001', address: '北京市东城区安定门 1 号', packs: 2 },
      { place: 2, name: '李四', phone: '13900000002', address: '北京市东城区安定门 2 号', packs: 1 },
    ]);
    await expect(world.addresses.take((await world.seller()).clerk, id)).rejects.toEqual(refused('not_found'));
    await moved(id, 'receive');
    await expect(world.addresses.take(seller.clerk, id)).rejects.toEqual(refused('addresses_closed'));
    expect(await world.addresses.forgetOld()).toBe(0);
    await test.db.query('ALTER TABLE campaigns_campaign_step DISABLE TRIGGER campaigns_campaign_step_append_only');
    await test.db.query(`UPDATE campaigns_campaign_step SET at = at - interval '31 days'`);
    await test.db.query('ALTER TABLE campaigns_campaign_step ENABLE TRIGGER campaigns_campaign_step_append_only');
    expect([await world.addresses.forgetOld(), await world.addresses.forgetOld()]).toEqual([1, 0]);
    expect(await world.mine.get(union, id)).toMatchObject({ addresses: { deletedAt: expect.any(String) } });
    expect(await test.db.query('SELECT FROM campaigns_address WHERE campaign_id = $1', [id])).toEqual([]);
  });

  it('is of gift packs of organisations alone', async () => {
    const organiser = await world.person();
    const id = await world.draft(organiser, [await world.seller()], { form: 'gift_pack' });
    await expect(world.addresses.upload(organiser, id, people)).rejects.toEqual(refused('address_list_not_for_form'));
  });
});

describe('reading', () => {
  it('takes as many statements however long the lists are', async () => {
    const [organiser, seller] = [await world.person(), await world.seller(1_000)];
    const id = await world.toReview(organiser, [seller]);
    const county = await world.office();
    const works = [
      () => world.mine.list(organiser, { limit: 24 }),
      () => world.mine.get(organiser, id),
      () => world.asks.list(seller.clerk, { limit: 24 }),
      () => world.asks.get(seller.clerk, id),
      () => world.reviewed.list(county, { limit: 24 }),
      () => world.reviewed.get(county, id),
      () => world.complaints.list(county, { limit: 24 }),
      () => world.reports.list(id, { limit: 24 }),
    ];
    for (const work of works) await work();
    const counts = [];
    for (const work of works) counts.push(await countStatements(work));
    expect(counts).toEqual([1, 2, 1, 2, 1, 4, 1, 1]);
  });
});
