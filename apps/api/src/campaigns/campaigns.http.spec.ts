import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBoughtCampaign, aCampaign, aLeader, aPoint, AuthoringWorld, type Seller } from '@yigou/campaigns/testing';
import { aPicture } from '@yigou/evidence/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { fileOf } from '../testing/fixtures';

let api: ApiHarness;
let world: AuthoringWorld;
let seller: Seller;
let supplier: Visitor;
let county: Visitor;
beforeAll(async () => {
  api = await ApiHarness.start();
  world = new AuthoringWorld(api.test);
  seller = await world.seller();
  supplier = await api.person({ organisationId: seller.supplierId });
  county = await api.person({ organisationId: await api.organisation('administration'), regionPrefix: '640422' });
});
afterAll(() => api.close());

const refused = (status: number, code: string) => ({ status, body: { error: { code } } });
/** A photo as the shop uploads it, with the claim that it is one's own. */
async function uploadPublic(): Promise<{ readonly id: string; readonly claim: string }> {
  const answer = await api.anonymous().call('uploadPublicEvidence', fileOf(await aPicture(), '照片.png'));
  return { id: String(answer.body['id']), claim: String(answer.body['claim']) };
}
/** A draft that is whole, of somebody's. */
async function draft(organiser: Visitor, said: object = {}): Promise<{ readonly id: string }> {
  const begun = await organiser.call('createCampaign', { body: { form: 'group_buy', title: '西吉小米拼团', ...said } });
  expect(begun.status).toBe(201);
  const params = { id: String(begun.body['id']) };
  const body = { ...world.terms([seller]), version: 1 };
  expect(await organiser.call('saveCampaign', { params, body })).toMatchObject({ status: 200, body: { problems: {} } });
  return params;
}

describe('campaigns over HTTP', () => {
  it('are begun once, submitted, agreed to, opened, told of and stopped', async () => {
    const organiser = await api.person();
    const once = { 'Idempotency-Key': 'begin-it-once' };
    const call = { body: { form: 'group_buy', title: '西吉小米拼团' }, headers: once };
    const [first, again] = [await organiser.call('createCampaign', call), await organiser.call('createCampaign', call)];
    expect(again.body).toEqual(first.body);
    const params = await draft(organiser);
    expect(await organiser.call('listMyCampaigns')).toMatchObject({
      body: { total: 2, items: [{ id: params.id }, {}] },
    });
    expect(await organiser.call('submitCampaign', { params })).toMatchObject({
      status: 200,
      body: { status: 'agreeing' },
    });
    expect(await supplier.call('listCampaignAsks', { query: 'answer=asked' })).toMatchObject({
      body: { total: 1, items: [{ id: params.id, open: true, atCapFen: 20_000 }] },
    });
    const agree = { params, body: { answer: 'agree', reason: '' } };
    expect(await supplier.call('answerCampaign', agree)).toMatchObject({
      status: 200,
      body: { answer: 'agreed', open: false },
    });
    expect(await supplier.call('answerCampaign', agree)).toMatchObject(refused(409, 'campaign_moved'));
    const hidden = api.anonymous();
    expect(await hidden.call('listCampaignReports', { params })).toMatchObject({ status: 200, body: { items: [] } });
    expect(await county.call('approveCampaign', { params })).toMatchObject({
      status: 200,
      body: { status: 'recruiting' },
    });
    const [{ id: photo, claim }, unshown] = [await uploadPublic(), await uploadPublic()];
    const report = { text: '已经有一半的人参加，谢谢大家', photos: [{ id: photo, claim }] };
    expect(await organiser.call('fileCampaignReport', { params, body: report })).toMatchObject({ status: 201 });
    expect(await hidden.call('listCampaignReports', { params })).toMatchObject({
      body: { items: [{ text: report.text, photos: [{ id: photo }] }] },
    });
    const shown = await hidden.call('campaignReportPhoto', {
      params: { ...params, photoId: photo },
      query: 'size=thumb',
    });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const other = { ...params, photoId: unshown.id };
    expect(await hidden.call('campaignReportPhoto', { params: other })).toMatchObject(refused(404, 'not_found'));
    const said = { kind: 'price', content: '比别处贵了一倍，请查一查', contact: '' };
    expect(await hidden.call('reportCampaign', { params, body: said })).toMatchObject({ status: 201 });
    expect(await county.call('stopCampaign', { params, body: { reason: '举报查实' } })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', complaints: [{ kind: 'price' }], history: expect.anything() },
    });
    expect(await organiser.call('getMyCampaign', { params })).toMatchObject({ body: { status: 'cancelled' } });
  });

  it('have sub-leaders who ask, are answered and removed, and take the list of their point along', async () => {
    const organiser = await api.person();
    const { campaign } = await aCampaign(api.test.db, { organiserUserId: organiser.userId ?? '' }).recruiting();
    const params = { id: campaign.id };
    const who = await api.person();
    const body = { name: '二号楼钱大姐', pointId: null, point: null };
    expect(await who.call('askToLead', { params, body })).toMatchObject({
      status: 201,
      body: { status: 'asked', code: null },
    });
    expect(await who.call('askToLead', { params, body })).toMatchObject(refused(409, 'leader_known'));
    const [row] = (await organiser.call('listLeaders', { params })).body['items'] as { id: string }[];
    const asked = { id: row?.id ?? '' };
    const accepted = { params: asked, body: { decision: 'accept', reason: '' } };
    expect(await who.call('answerLeader', accepted)).toMatchObject(refused(404, 'not_found'));
    expect(await organiser.call('answerLeader', accepted)).toMatchObject({ status: 200, body: { status: 'active' } });
    const { code } = (await who.call('getLeading', { params })).body;
    const link = { params, query: `via=${String(code)}` };
    expect(await api.anonymous().call('getLeaderLink', link)).toMatchObject({ body: { leader: { name: body.name } } });
    const removal = { params: asked, body: { reason: '不再合作' } };
    expect(await organiser.call('removeLeader', removal)).toMatchObject({ status: 200, body: { status: 'removed' } });
    expect(await api.anonymous().call('getLeaderLink', link)).toMatchObject({ status: 200, body: { leader: null } });

    const bought = await aBoughtCampaign(api.test, { deliveryMode: 'pickup', orders: ['to_ship'] });
    const of = { id: bought.campaign.id };
    const point = await aPoint(api.test.db, of.id);
    await aLeader(api.test.db, of.id, { userId: who.userId ?? '', pointId: point.id });
    expect(await who.call('sortingListXlsx', { params: of })).toMatchObject(refused(409, 'hand_out_not_open'));
    await api.test.db.query('UPDATE campaigns_pledge SET point_id = $2 WHERE campaign_id = $1', [of.id, point.id]);
    await api.test.db.query("UPDATE campaigns_campaign SET status = 'shipping' WHERE id = $1", [of.id]);
    expect(await who.call('getSortingList', { params: of })).toMatchObject({ body: { shares: 3 } });
    for (const [route, type] of [
      ['sortingListXlsx', 'spreadsheetml'],
      ['sortingListPdf', 'application/pdf'],
    ] as const) {
      const file = await who.call(route, { params: of });
      expect([file.status, file.headers.get('content-type')]).toEqual([200, expect.stringContaining(type)]);
      expect(file.headers.get('cache-control')).toContain('no-store');
    }
    const kept = await api.test.db.query(
      "SELECT 1 FROM audit_entry WHERE action = 'campaigns.people_exported' AND subject_id = $1",
      [of.id],
    );
    expect(kept).toHaveLength(2);
  });

  it('are sent back with what is to change, and refused with what is missing, by field', async () => {
    const organiser = await api.person();
    const begun = await organiser.call('createCampaign', { body: { form: 'pre_sale', title: '花椒预售' } });
    const empty = { id: String(begun.body['id']) };
    const answer = await organiser.call('submitCampaign', { params: empty });
    expect(answer).toMatchObject(refused(400, 'validation_failed'));
    expect(Object.keys(answer.body.error?.details['fields'] as object).toSorted()).toEqual([
      'deadline',
      'goods',
      'points',
      'shipOn',
      'story',
    ]);
    const params = await draft(organiser);
    await organiser.call('submitCampaign', { params });
    await supplier.call('answerCampaign', { params, body: { answer: 'agree', reason: '' } });
    const body = { reason: '标题夸大', fieldNotes: { title: '去掉“最”字' } };
    expect(await county.call('returnCampaign', { params, body })).toMatchObject({ status: 200 });
    expect(await county.call('getCampaignToReview', { params })).toMatchObject(refused(404, 'not_found'));
    expect(await organiser.call('getMyCampaign', { params })).toMatchObject({
      body: { status: 'draft', reviewNotes: { title: '去掉“最”字' } },
    });
  });

  it('of hostile words are refused: quantities, prices, states and owners that nobody may send', async () => {
    const organiser = await api.person();
    const params = await draft(organiser);
    const good = { skuId: seller.skuId, pieces: 1, pricesFen: [2_000, 1_800] };
    for (const said of [
      { capShares: -1 },
      { capShares: '1e9' },
      { thresholdShares: 0 },
      { thresholdShares: 2 ** 53 },
      { freightShareFen: 19.99 },
      { goods: [{ ...good, pieces: 0.5 }] },
      { goods: [{ ...good, pricesFen: [null, []] }] },
      { status: 'recruiting' },
      { organiserId: seller.supplierId },
      { deadline: 'tomorrow' },
    ])
      expect([
        said,
        await organiser.call('saveCampaign', { params, body: { ...world.terms([seller]), version: 2, ...said } }),
      ]).toMatchObject([said, refused(400, 'validation_failed')]);
  });

  it('of a union take a list of addresses, and the supplier gets it as .xlsx without formulas while it sends', async () => {
    const union = await api.person({ organisationId: await api.organisation('company') }, 'storefront');
    const begun = await union.call('createCampaign', { body: { form: 'gift_pack', title: '职工节日礼包' } });
    const params = { id: String(begun.body['id']) };
    const place = { receiver: '王', phone: '13900000000', regionCode: '110101', detail: '某路 1 号' };
    const two = { thresholdShares: 2, capShares: 2, perPledgeShares: 2, tierFrom: [1, 2] };
    const terms = { ...world.terms([seller], { deliveryMode: 'each', place, points: [], ...two }), version: 1 };
    await union.call('saveCampaign', { params, body: terms });
    const list = (rows: string) => fileOf(Buffer.from(`姓名,手机号,地址,份数\n${rows}`), '名单.csv');
    const upload = (rows: string) => union.call('uploadCampaignAddresses', { params, ...list(rows) });
    expect(await upload('张三,139,某市某区某路 1 号,1')).toMatchObject({
      status: 200,
      body: { kept: false, wrong: 1, rows: [{ row: 2 }] },
    });
    expect(await upload('"-张三",13900000001,某市某区某路 1 号,2')).toMatchObject({
      status: 200,
      body: { kept: true, packs: 2 },
    });
    await union.call('submitCampaign', { params });
    await supplier.call('answerCampaign', { params, body: { answer: 'agree', reason: '' } });
    expect(await supplier.call('exportCampaignPacks', { params })).toMatchObject(refused(409, 'addresses_closed'));
    await county.call('approveCampaign', { params });
    await api.test.db.query(
      `UPDATE campaigns_campaign SET status = 'purchasing', closed_at = now(), final_shares = 2, reached_tier = 0 WHERE id = $1`,
      [params.id],
    );
    const file = await supplier.call('exportCampaignPacks', { params });
    expect([file.status, file.text.slice(0, 2)]).toEqual([200, 'PK']);
    const trail = await api.test.db.query<{ action: string }>(
      `SELECT action FROM audit_entry WHERE action LIKE 'campaigns.addresses%' AND subject_id = $1 ORDER BY at`,
      [params.id],
    );
    expect(trail.map(({ action }) => action)).toEqual(['campaigns.addresses_uploaded', 'campaigns.addresses_exported']);
    const template = await union.call('campaignAddressTemplate');
    expect([template.status, template.text.slice(0, 2)]).toEqual([200, 'PK']);
  });
});
