import { aCategory, aCertificate, anAdmittedSupplier, aPhoto, aProduct, aSku } from '@yigou/catalogue/testing';
import {
  CampaignLive,
  GroupBuyPage,
  GroupBuyQuery,
  GroupBuyView,
  GroupBuyWall,
  MOST_COUNTED_PEOPLE,
  ResultsPage,
  ResultsQuery,
} from '@yigou/contracts';
import { anOrganisation, aPerson } from '@yigou/identity/testing';
import { SYSTEM } from '@yigou/identity';
import { inStock } from '@yigou/inventory/testing';
import { newId } from '@yigou/kernel';
import { readLive } from '@yigou/platform';
import { countStatements, createTestDatabase, given, type TestDatabase } from '@yigou/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Publication } from '../fulfilment/publication.entity';
import { lockCampaign } from '../lock-campaign';
import { type CampaignMove, moveCampaign } from '../move-campaign';
import { lockPledges, movePledges } from '../move-pledges';
import { aCampaign, aPledge, type MadeCampaign } from '../testing';
import { CAMPAIGN_LIVE } from './campaign.live';
import { PublicCampaigns } from './public-campaigns.queries';

let test: TestDatabase;
let campaigns: PublicCampaigns;
beforeAll(async () => {
  test = await createTestDatabase();
  campaigns = new PublicCampaigns(test.db);
});
afterAll(() => test.close());

/** A bag with a certificate that carries so many households. */
async function certified(name: string, households: number, countyCode = '640422', valid = true) {
  await aCategory(test.db);
  const { supplierId } = await anAdmittedSupplier(test.db);
  const certificate = await aCertificate(test.db, {
    supplierId,
    households,
    people: households * 4,
    status: valid ? 'valid' : 'withdrawn',
  });
  const product = await aProduct(test.db, { supplierId, name, countyCode, certificateId: certificate.id });
  const { id: skuId } = await aSku(test.db, { productId: product.id });
  await aPhoto(test.db, product.id, `seed/${name}`);
  await inStock(test.db, skuId, 1_000);
  return { supplierId, skuId, certificateId: certificate.id, number: certificate.number };
}
const move = (campaignId: string, said: CampaignMove) =>
  test.uow.run(async (tx) => moveCampaign(tx, await lockCampaign(tx, campaignId), said));
const list = (query: Record<string, string> = {}) => campaigns.list(GroupBuyQuery.parse(query));
async function succeeded(made: MadeCampaign, shares: number): Promise<void> {
  await move(made.campaign.id, { action: 'succeed', by: SYSTEM, final: { shares, tier: 0 } });
}

describe('group purchases as everybody reads them', () => {
  it('show what a share holds, of whom, at which prices, and how far it is', async () => {
    const [millet, oil] = [await certified('小米', 12), await certified('胡麻油', 30, '640424', false)];
    const made = await aCampaign(test.db, {
      title: '中秋一起买小米',
      story: '为了西吉',
      capShares: 20,
      tierFrom: [1, 5],
      goods: [
        { skuId: millet.skuId, supplierId: millet.supplierId, pieces: 2, pricesFen: [1_900, 1_700] },
        { skuId: oil.skuId, supplierId: oil.supplierId, pieces: 1, pricesFen: [5_000, 4_000] },
      ],
    }).recruiting();
    await aPledge(test.db, made, { shares: 5, shownName: '小王' });
    await aPledge(test.db, made, { shares: 3, status: 'pending', shownName: '未付款的人' });

    let view: GroupBuyView | undefined;
    expect(await countStatements(async () => (view = await campaigns.get(made.campaign.id)))).toBe(1);
    expect(GroupBuyView.safeParse(view).error).toBeUndefined();
    expect(view).toMatchObject({
      title: '中秋一起买小米',
      story: '为了西吉',
      photo: 'seed/小米',
      status: 'recruiting',
      paidShares: 5,
      heldShares: 3,
      people: 1,
      tier: 1,
      tiers: [
        { from: 1, priceFen: 8_800 },
        { from: 5, priceFen: 7_400 },
      ],
      priceFen: 8_800,
      bestPriceFen: 7_400,
      // The certificate of the oil holds no longer.
      households: 12,
      goods: [
        {
          productName: '小米',
          pieces: 2,
          shopPriceFen: 2_000,
          certificate: { number: millet.number, households: 12, people: 48 },
        },
        { productName: '胡麻油', pieces: 1, certificate: null },
      ],
      joiners: [{ shownName: '小王', shares: 5 }],
      points: [],
      recipientName: null,
      closedAt: null,
    });
    expect(view?.goods[0]?.countyPath).toContain('西吉县');
  });

  it('count the households of a certificate once, however many goods it covers', async () => {
    const millet = await certified('黄小米', 9);
    const other = await aProduct(test.db, { supplierId: millet.supplierId, certificateId: millet.certificateId });
    const { id: skuId } = await aSku(test.db, { productId: other.id });
    await inStock(test.db, skuId, 100);
    const { campaign } = await aCampaign(test.db, {
      goods: [millet, { skuId, supplierId: millet.supplierId }].map(({ skuId: sku, supplierId }) => ({
        skuId: sku,
        supplierId,
      })),
    }).recruiting();
    expect((await campaigns.get(campaign.id)).households).toBe(9);
  });

  it('are read of nobody before they were opened', async () => {
    const { campaign } = await aCampaign(test.db).toReview();
    await expect(campaigns.get(campaign.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(campaigns.wall(campaign.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await list()).items.map(({ id }) => id)).not.toContain(campaign.id);
    const { states } = await readLive(test.db, [CAMPAIGN_LIVE], [`campaign:${campaign.id}`]);
    expect([...states]).toEqual([]);
  });

  it('tell what their organiser did before: of the organisation, or of the person alone', async () => {
    const person = await aPerson(test.db);
    const company = await anOrganisation(test.db, { kind: 'company', name: `公司 ${newId()}` });
    const own = { organiserUserId: person.id };
    const ofCompany = { ...own, organiserId: company.id };
    const [good, bad, stopped] = await Promise.all([1, 2, 3].map(() => aCampaign(test.db, ofCompany).recruiting()));
    await succeeded(good!, 7);
    await move(bad!.campaign.id, { action: 'fail', by: SYSTEM, reason: '人数不够' });
    await move(stopped!.campaign.id, { action: 'cancel', by: SYSTEM, reason: '取消' });
    await aCampaign(test.db, ofCompany).draft();
    const { campaign } = await aCampaign(test.db, ofCompany).recruiting();
    const { campaign: alone } = await aCampaign(test.db, own).recruiting();
    const nothing = { succeeded: 0, failed: 0, cancelled: 0, published: 0, shares: 0 };
    expect((await campaigns.get(campaign.id)).organiser).toEqual({
      kind: 'company',
      record: { ...nothing, succeeded: 1, failed: 1, cancelled: 1, shares: 7 },
    });
    expect((await campaigns.get(alone.id)).organiser).toEqual({ kind: null, record: nothing });
    expect((await campaigns.get(bad!.campaign.id)).failReason).toBe('人数不够');
  });

  it('are listed with those that recruit first, by form and place, page by page, in one statement', async () => {
    const place = await certified('苹果', 3, '130423');
    const goods = [{ skuId: place.skuId, supplierId: place.supplierId }];
    const made = [];
    for (const form of ['group_buy', 'pre_sale', 'group_buy'] as const)
      made.push(await aCampaign(test.db, { form, goods, held: false, capShares: 5 }).recruiting());
    await move(made[2]!.campaign.id, { action: 'fail', by: SYSTEM, reason: '人数不够' });
    const ids = made.map(({ campaign }) => campaign.id);
    const region = '130400';

    let first: Awaited<ReturnType<typeof list>> | undefined;
    expect(await countStatements(async () => (first = await list({ region, limit: '2' })))).toBe(1);
    expect(GroupBuyPage.safeParse(first).error).toBeUndefined();
    expect(first?.items.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
    expect(first?.total).toBe(3);
    const second = await list({ region, limit: '2', cursor: first?.nextCursor ?? '' });
    expect(second.items.map(({ id, status }) => [id, status])).toEqual([[ids[2], 'failed']]);
    expect(second.nextCursor).toBeNull();
    expect((await list({ region, form: 'pre_sale' })).items.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await list({ region, state: 'done' })).items.map(({ id }) => id)).toEqual([ids[2]]);
    expect((await list({ region: '130423', state: 'open' })).total).toBe(2);
    expect((await list({ region: '130500' })).total).toBe(0);

    const ends = (id: string | undefined, hours: number) =>
      test.db.query(
        `UPDATE campaigns_campaign SET deadline = clock_timestamp() + make_interval(hours => $2) WHERE id = $1`,
        [id, hours],
      );
    await ends(ids[0], 5);
    await ends(ids[1], 9);
    const soonest = await list({ region, sort: 'deadline', limit: '1' });
    expect(soonest.items.map(({ id }) => id)).toEqual([ids[0]]);
    const later = await list({ region, sort: 'deadline', limit: '1', cursor: soonest.nextCursor ?? '' });
    expect([later.items.map(({ id }) => id), later.nextCursor]).toEqual([[ids[1]], null]);
    await ends(ids[0], -1);
    expect((await list({ region, sort: 'deadline' })).items.map(({ id }) => id)).toEqual([ids[1]]);
  });

  it('have a wall once they succeeded, and none when they failed', async () => {
    const made = await aCampaign(test.db).recruiting();
    const pledge = await aPledge(test.db, made, { shares: 4, shownName: '' });
    await expect(campaigns.wall(made.campaign.id)).rejects.toMatchObject({ code: 'not_found' });
    await succeeded(made, 4);
    await test.uow.run(async (tx) =>
      movePledges(tx, await lockPledges(tx, [pledge.id]), {
        action: 'confirm',
        by: SYSTEM,
        finals: new Map([[pledge.id, { finalFen: 7_000, freightFen: 0, handCode: null }]]),
      }),
    );
    let wall: GroupBuyWall | undefined;
    expect(await countStatements(async () => (wall = await campaigns.wall(made.campaign.id)))).toBe(3);
    expect(GroupBuyWall.safeParse(wall).error).toBeUndefined();
    expect(wall).toMatchObject({
      status: 'succeeded',
      finalShares: 4,
      paidFen: 7_000,
      people: 1,
      purchases: [],
      impact: { grams: 0, products: 0, households: 0 },
      published: null,
      steps: [{ to: 'recruiting' }, { to: 'succeeded' }],
      thanks: [{ shownName: '爱心人士', shares: 4 }],
    });
    const failed = await aCampaign(test.db).recruiting();
    await move(failed.campaign.id, { action: 'fail', by: SYSTEM, reason: '人数不够' });
    await expect(campaigns.wall(failed.campaign.id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('results that were made public', () => {
  it('are listed the latest first, by form, page by page, in one statement, with the figures of then', async () => {
    const figures = { grams: 60_000, products: 2, counties: 1, households: 12, people: 40, paidFen: 444_000 };
    const made: string[] = [];
    for (const [at, form] of (['group_buy', 'pre_sale', 'group_buy'] as const).entries()) {
      const { campaign } = await aCampaign(test.db, { form, held: false }).recruiting();
      await given(test.db, Publication, {
        ...figures,
        campaignId: campaign.id,
        participants: 3,
        shares: 60,
        handedShares: 58,
        publishedBy: campaign.organiserUserId,
        publishedAt: new Date(Date.UTC(2026, 9, at + 1)),
        settlesAt: new Date(Date.UTC(2026, 10, at + 1)),
      });
      made.unshift(campaign.id);
    }
    const results = (query: object) => campaigns.results(ResultsQuery.parse(query));
    let first: Awaited<ReturnType<typeof results>> | undefined;
    expect(await countStatements(async () => (first = await results({ limit: '2' })))).toBe(1);
    expect(ResultsPage.safeParse(first).error).toBeUndefined();
    expect(first).toMatchObject({
      total: 3,
      items: [{ id: made[0], published: { ...figures, handedShares: 58 } }, {}],
    });
    const second = await results({ limit: '2', cursor: first?.nextCursor });
    expect([second.items.map(({ id }) => id), second.nextCursor]).toEqual([[made[2]], null]);
    expect((await results({ form: 'pre_sale' })).items.map(({ id }) => id)).toEqual([made[1]]);
  });
});

describe('what moves while people watch', () => {
  it('is what the page shows, of committed rows', async () => {
    const made = await aCampaign(test.db, { tierFrom: [1, 3] }).recruiting();
    const topic = `campaign:${made.campaign.id}`;
    const state = async () => {
      const read = (await readLive(test.db, [CAMPAIGN_LIVE], [topic])).states.get(topic);
      return CampaignLive.parse(JSON.parse(read ?? 'null'));
    };
    expect(await state()).toMatchObject({ status: 'recruiting', paidShares: 0, heldShares: 0, people: 0, tier: 0 });
    await aPledge(test.db, made, { shares: 3 });
    await aPledge(test.db, made, { shares: 2, status: 'pending' });
    const now = await state();
    expect(now).toMatchObject({ paidShares: 3, heldShares: 2, people: 1, tier: 1 });
    const { status, paidShares, heldShares, people, tier, deadline } = await campaigns.get(made.campaign.id);
    expect({ ...now, deadline: Date.parse(now.deadline) }).toEqual({
      status,
      paidShares,
      heldShares,
      people,
      tier,
      deadline: Date.parse(deadline),
    });
    await succeeded(made, 3);
    expect(await state()).toMatchObject({ status: 'succeeded', paidShares: 3 });
    expect(MOST_COUNTED_PEOPLE).toBeGreaterThan(1_000);
  });
});
