import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RECIPIENTS_INVARIANTS } from '@yigou/campaigns';
import { aClaimedFile, aNeed, aRecipient, aRegistration } from '@yigou/campaigns/testing';
import {
  NeedPage,
  NeedReviewView,
  NeedView,
  OwnNeedView,
  OwnRegistrationList,
  RegistrationView,
} from '@yigou/contracts';
import { aCreditCode, anOffice, anOrganisation } from '@yigou/identity/testing';
import { checkInvariant, PersonalData } from '@yigou/platform';
import { inDays } from '@yigou/testing';
import { ApiHarness, type Visitor } from '../testing/api.harness';

const [HERE, THERE] = ['640422', '640424'];
let api: ApiHarness;
let county: Visitor;
let elsewhere: Visitor;
let personal: PersonalData;
beforeAll(async () => {
  api = await ApiHarness.start();
  personal = api.app.get(PersonalData);
  county = await office(HERE);
  elsewhere = await office(THERE);
});
afterAll(async () => {
  for (const invariant of RECIPIENTS_INVARIANTS)
    expect(await checkInvariant(api.test.db, invariant)).toMatchObject({ broken: 0 });
  await api.close();
});

async function office(regionPrefix: string): Promise<Visitor> {
  const { id: organisationId } = await anOffice(api.test.db, 'county');
  return api.person({ organisationId, regionPrefix });
}
const registrant = (creditCode: string, more: object = {}) => ({
  kind: 'recipient',
  type: 'hospital',
  name: '西吉县人民医院',
  creditCode,
  regionCode: HERE,
  contactName: '马主任',
  contactPhone: '13909540001',
  ...more,
});
async function registered(by: Visitor, creditCode: string, more: object = {}) {
  const proof = [await aClaimedFile(api.test.db)];
  return by.call('registerOrganisation', { body: registrant(creditCode, { proof, ...more }) });
}
const own = ({ body }: { body: unknown }) => OwnRegistrationList.parse(body).items;
const idOf = (answer: { body: unknown }): string => own(answer)[0]?.id ?? '';
const approve = { decision: 'approve', reason: '' };
const need = (more: object = {}) => ({
  title: '冬季蔬菜',
  category: null,
  quantity: 500,
  unit: '公斤',
  until: inDays(30),
  why: '住院病人的餐食，每天约二十公斤',
  regionCode: HERE,
  detail: '吉强东街 8 号食堂',
  contactName: '马师傅',
  contactPhone: '13909540002',
  ...more,
});
const refusal = (answer: { status: number; body: { error?: { code: string } } }) => [
  answer.status,
  answer.body.error?.code,
];

describe('an organisation that registers itself', () => {
  it('is sealed, waits for the office of its region alone, and has a seat once it is approved', async () => {
    const [applicant, code] = [await api.person(), aCreditCode('12640422')];
    const made = await registered(applicant, code);
    expect(made.status).toBe(201);
    expect(own(made)).toMatchObject([{ status: 'waiting', creditCode: code, contactPhone: '13909540001', reason: '' }]);
    const id = idOf(made);
    const row = await api.test.db.one('SELECT * FROM campaigns_registration WHERE id = $1', [id]);
    expect(JSON.stringify(row)).not.toMatch(/马主任|13909540001/);
    expect(refusal(await elsewhere.call('getRegistration', { params: { id } }))).toEqual([404, 'not_found']);
    const seen = RegistrationView.parse((await county.call('getRegistration', { params: { id } })).body);
    expect(seen).toMatchObject({ contactName: '马主任', known: null, can: { decide: true } });
    expect(seen.proof).toHaveLength(1);
    const file = { params: { id: seen.proof[0]?.id ?? '' } };
    expect([
      (await county.call('getEvidence', file)).status,
      (await elsewhere.call('getEvidence', file)).status,
    ]).toEqual([200, 404]);
    const decided = await county.call('decideRegistration', { params: { id }, body: approve });
    expect(decided.body).toMatchObject({ status: 'approved', can: { decide: false } });
    const place = await api.test.db.one(
      `SELECT o.kind, o.name, o.region_code AS region, m.role FROM organisation o JOIN membership m ON m.organisation_id = o.id
       WHERE o.credit_code = $1 AND m.user_id = $2`,
      [code, applicant.userId],
    );
    expect(place).toEqual({ kind: 'recipient', name: '西吉县人民医院', region: HERE, role: 'manager' });
    // The seat works at once, in the shop as in the console.
    expect((await applicant.call('listOwnNeeds')).status).toBe(200);
    expect(refusal(await county.call('decideRegistration', { params: { id }, body: approve }))).toEqual([
      409,
      'registration_closed',
    ]);
  });

  it('is sent back with the reason, corrected with the papers of before, and taken back', async () => {
    const [applicant, code] = [await api.person(), aCreditCode('12640422')];
    const id = idOf(await registered(applicant, code));
    const unreasoned = { decision: 'return', reason: '' };
    expect(refusal(await county.call('decideRegistration', { params: { id }, body: unreasoned }))).toEqual([
      400,
      'validation_failed',
    ]);
    await county.call('decideRegistration', { params: { id }, body: { decision: 'return', reason: '证明不清晰' } });
    expect(own(await applicant.call('listOwnRegistrations'))).toMatchObject([
      { status: 'returned', reason: '证明不清晰' },
    ]);
    const corrected = { params: { id }, body: registrant(code, { name: '西吉县中医医院', proof: [] }) };
    expect(refusal(await (await api.person()).call('resubmitRegistration', corrected))).toEqual([404, 'not_found']);
    const again = await applicant.call('resubmitRegistration', corrected);
    expect(own(again)).toMatchObject([{ status: 'waiting', name: '西吉县中医医院' }]);
    const seen = RegistrationView.parse((await county.call('getRegistration', { params: { id } })).body);
    expect(seen.proof).toHaveLength(1);
    expect(own(await applicant.call('withdrawRegistration', { params: { id } }))).toMatchObject([
      { status: 'withdrawn' },
    ]);
    expect(refusal(await applicant.call('withdrawRegistration', { params: { id } }))).toEqual([
      409,
      'registration_closed',
    ]);
  });

  it('is refused for a wrong code, a kind that does not fit, no papers, and papers of somebody else', async () => {
    const applicant = await api.person();
    const fields = async (more: object) =>
      (await registered(applicant, aCreditCode('12640422'), more)).body.error?.details['fields'];
    expect(await fields({ creditCode: '12640422000000000X' })).toHaveProperty('creditCode');
    expect(await fields({ type: 'union' })).toHaveProperty('type');
    expect(await fields({ proof: [] })).toHaveProperty('proof');
    expect(await fields({ regionCode: '999999' })).toHaveProperty('regionCode');
    const stolen = { ...(await aClaimedFile(api.test.db)), claim: 'a claim that nobody was given' };
    expect(await fields({ proof: [stolen] })).toHaveProperty('evidence');
  });

  it('is refused while another waits, for a code of another kind, and for one that somebody manages', async () => {
    const code = aCreditCode('12640422');
    await registered(await api.person(), code);
    expect(refusal(await registered(await api.person(), code))).toEqual([409, 'registration_waiting']);
    const { creditCode } = await anOrganisation(api.test.db, { kind: 'agency', creditCode: aCreditCode() });
    expect(refusal(await registered(await api.person(), creditCode ?? ''))).toEqual([409, 'credit_code_taken']);
    const managed = aCreditCode('12640422');
    const { id } = await anOrganisation(api.test.db, { kind: 'recipient', creditCode: managed });
    const waiting = idOf(await registered(await api.person(), managed));
    await api.person({ organisationId: id });
    expect(refusal(await county.call('decideRegistration', { params: { id: waiting }, body: approve }))).toEqual([
      409,
      'organisation_has_manager',
    ]);
    expect(
      RegistrationView.parse((await county.call('getRegistration', { params: { id: waiting } })).body).known,
    ).toMatchObject({ id, managed: true });
  });

  it('is not decided by who registered it', async () => {
    const id = idOf(await registered(await api.shop(county), aCreditCode('12640422')));
    expect(refusal(await county.call('decideRegistration', { params: { id }, body: approve }))).toEqual([
      403,
      'conflict_of_interest',
    ]);
    expect((await county.call('getRegistration', { params: { id } })).body).toMatchObject({ can: { decide: false } });
  });

  it('is listed for its region alone, by state, kind and words', async () => {
    const { name } = await aRegistration(api.test.db, personal, { regionCode: THERE, status: 'returned' });
    const listed = async (by: Visitor, query: string) =>
      (await by.call('listRegistrations', { query })).body as { items: { name: string }[]; total: number };
    expect((await listed(elsewhere, 'status=returned&kind=recipient')).items.map((one) => one.name)).toEqual([name]);
    expect((await listed(elsewhere, 'kind=company')).total).toBe(0);
    expect((await listed(elsewhere, `q=${encodeURIComponent(name.slice(-12))}`)).total).toBe(1);
    expect((await listed(county, `q=${encodeURIComponent(name)}`)).total).toBe(0);
  });
});

describe('a need', () => {
  let recipientId: string;
  let recipient: Visitor;
  beforeAll(async () => {
    recipientId = await aRecipient(api.test.db, { regionCode: HERE });
    recipient = await api.person({ organisationId: recipientId });
  });

  it('waits for the office of its region, is then on the board without its place, and ends', async () => {
    const made = await recipient.call('createNeed', { body: need() });
    expect(made.status).toBe(201);
    const { id } = OwnNeedView.parse(made.body);
    expect(made.body).toMatchObject({ status: 'waiting', detail: '吉强东街 8 号食堂', promised: 0 });
    const anyone = api.anonymous();
    expect((await anyone.call('getNeed', { params: { id } })).status).toBe(404);
    expect((await elsewhere.call('getNeedReview', { params: { id } })).status).toBe(404);
    const decided = await county.call('decideNeed', { params: { id }, body: approve });
    expect(NeedReviewView.parse(decided.body)).toMatchObject({ status: 'open', can: { decide: false } });
    const shown = await anyone.call('getNeed', { params: { id } });
    expect(NeedView.parse(shown.body)).toMatchObject({
      startable: true,
      campaigns: [],
      recipient: { id: recipientId },
    });
    const board = await anyone.call('listNeeds', { query: `region=${HERE}&missing=1&q=${encodeURIComponent('冬季')}` });
    expect(NeedPage.parse(board.body).items.map((one) => one.id)).toContain(id);
    for (const { text } of [shown, board]) expect(text).not.toMatch(/吉强东街|马师傅|13909540002/);
    const row = await api.test.db.one('SELECT * FROM campaigns_need WHERE id = $1', [id]);
    expect(JSON.stringify(row)).not.toMatch(/吉强东街|马师傅|13909540002/);
    const closed = await recipient.call('closeNeed', { params: { id }, body: { reason: '已经收够' } });
    expect(closed.body).toMatchObject({ status: 'closed', can: { close: false, withdraw: false } });
    expect((await anyone.call('getNeed', { params: { id } })).body).toMatchObject({ startable: false });
    expect(refusal(await recipient.call('withdrawNeed', { params: { id } }))).toEqual([409, 'need_closed']);
  });

  it('is sent back with the reason and corrected; nobody else touches it', async () => {
    const { id } = OwnNeedView.parse((await recipient.call('createNeed', { body: need() })).body);
    await county.call('decideNeed', { params: { id }, body: { decision: 'return', reason: '用途不够具体' } });
    expect((await recipient.call('getOwnNeed', { params: { id } })).body).toMatchObject({
      status: 'returned',
      reason: '用途不够具体',
      can: { edit: true },
    });
    const stranger = await api.person({ organisationId: await api.organisation('recipient') });
    for (const route of ['getOwnNeed', 'withdrawNeed'] as const)
      expect((await stranger.call(route, { params: { id } })).status).toBe(404);
    expect((await stranger.call('saveNeed', { params: { id }, body: need() })).status).toBe(404);
    const again = await recipient.call('saveNeed', { params: { id }, body: need({ quantity: 400 }) });
    expect(again.body).toMatchObject({ status: 'waiting', quantity: 400 });
    expect(refusal(await recipient.call('saveNeed', { params: { id }, body: need() }))).toEqual([409, 'need_closed']);
    expect((await recipient.call('withdrawNeed', { params: { id } })).status).toBe(200);
  });

  it('is what a donation is begun for, by whoever wants to, as long as it is open; and nothing else is', async () => {
    const { id: needId } = OwnNeedView.parse((await recipient.call('createNeed', { body: need() })).body);
    const organiser = await api.person();
    const begin = (more: object = {}) =>
      organiser.call('createCampaign', { body: { form: 'donation', title: '为医院送蔬菜', needId, ...more } });
    expect(refusal(await begin())).toEqual([404, 'not_found']);
    await county.call('decideNeed', { params: { id: needId }, body: approve });
    // Who needs it is given it, whoever else is named.
    const other = await aRecipient(api.test.db, { regionCode: THERE });
    const begun = await begin({ recipientId: other });
    expect(begun.status).toBe(201);
    const params = { id: String(begun.body['id']) };
    expect((await organiser.call('getMyCampaign', { params })).body).toMatchObject({
      form: 'donation',
      status: 'draft',
      needId,
      recipient: { id: recipientId },
      deliveryMode: 'recipient',
    });
    const asGroupBuy = await begin({ form: 'group_buy' });
    expect(asGroupBuy.body.error?.details['fields']).toHaveProperty('form');
    await recipient.call('closeNeed', { params: { id: needId }, body: { reason: '已经收够' } });
    expect(refusal(await begin())).toEqual([409, 'need_closed']);
  });

  it('is open at once where the policy wants no review', async () => {
    await api.test.db.query(
      `INSERT INTO policy_parameter (id, name, region_prefix, value, source) VALUES (gen_random_uuid(), 'campaigns.needs_reviewed', '65', 'false', '本地规定')`,
    );
    const place = await api.test.db.one<{ code: string }>(
      `SELECT code FROM region WHERE code LIKE '65%' ORDER BY code LIMIT 1`,
    );
    const made = await recipient.call('createNeed', { body: need({ regionCode: place?.code }) });
    expect(made.body).toMatchObject({ status: 'open' });
  });

  it('is refused for what makes no sense', async () => {
    const fields = async (more: object) =>
      (await recipient.call('createNeed', { body: need(more) })).body.error?.details['fields'];
    expect(await fields({ until: inDays(-1) })).toHaveProperty('until');
    expect(await fields({ until: inDays(900) })).toHaveProperty('until');
    expect(await fields({ category: 'no-such-thing' })).toHaveProperty('category');
    expect(await fields({ quantity: 0 })).toHaveProperty('quantity');
    expect(await fields({ unit: '车' })).toHaveProperty('unit');
    expect(await fields({ regionCode: '123456' })).toHaveProperty('regionCode');
    expect(await fields({ contactPhone: '123' })).toHaveProperty('contactPhone');
  });

  it('is not taken back once something of it is promised, and is off the board when its day is over', async () => {
    const { id } = await aNeed(api.test.db, personal, { recipientId, regionCode: THERE, until: inDays(-1) });
    const found = await api.anonymous().call('listNeeds', { query: `region=${THERE}` });
    expect(NeedPage.parse(found.body).items.map((one) => one.id)).not.toContain(id);
    expect((await api.anonymous().call('getNeed', { params: { id } })).body).toMatchObject({ startable: false });
  });
});
