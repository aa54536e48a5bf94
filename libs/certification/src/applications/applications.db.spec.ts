import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { endOfWorkingDays, PolicyParameters } from '@yigou/platform';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aMembership, anOffice } from '@yigou/identity/testing';
import { plausibleNumber } from '../certificates/certificate-number';
import { type Applicant, ReviewHall } from './testing/review-hall';

let test: TestDatabase;
let hall: ReviewHall;
let applicant: Applicant;
const seats: Partial<Record<string, SeatedCaller>> = {};
const seat = (status: string): SeatedCaller => {
  const actor = seats[status];
  if (!actor) throw new Error(status);
  return actor;
};

beforeAll(async () => {
  test = await createTestDatabase();
  hall = await new ReviewHall(test).open();
  seats['township_review'] = await hall.reviewer('township');
  seats['county_review'] = await hall.reviewer('county');
  seats['city_review'] = await hall.reviewer('city');
  seats['province_review'] = await hall.reviewer('province');
  seats['national_filing'] = await hall.reviewer('national');
});
afterAll(() => test.close());
beforeEach(async () => {
  applicant = await hall.applicant();
});

describe('applying', () => {
  const initial = { kind: 'initial', certificateId: null, causes: [] } as const;

  it('R14: a supplier outside of the 832 counties does not apply, nor one that is not admitted', async () => {
    const elsewhere = await hall.applicant(1, { county: '110101' });
    const frozen = await hall.applicant(1, { status: 'frozen' });
    for (const by of [elsewhere, frozen])
      await expect(hall.commands.create(by, { ...initial, causes: [] }, aClaim())).rejects.toMatchObject({
        code: 'supplier_not_admitted',
      });
  });

  it('has a number that grows once eight digits are full', async () => {
    await test.db.query("SELECT setval('application_number', 99999998)");
    const numbers: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      const by = await hall.applicant();
      const { supplierId } = by;
      const id = await hall.commands.create(by, { ...initial, causes: [] }, aClaim());
      numbers.push((await hall.queries.own(supplierId, id)).number.slice('SQyyyy'.length));
    }
    expect(numbers).toEqual(['99999999', '100000000', '100000001']);
  });

  it('R15: says at each field what is missing: standard, evidence of quality, whom it carries', async () => {
    const id = await hall.commands.create(applicant, { ...initial, causes: [] }, aClaim());
    await expect(hall.submit(applicant, id)).rejects.toMatchObject({
      code: 'application_incomplete',
      details: {
        fields: {
          productName: expect.any(String),
          qualityStandard: expect.any(String),
          mechanismIds: expect.any(String),
          'evidence.business_licence': expect.stringContaining('营业执照'),
        },
      },
    });
    const view = await hall.queries.own(applicant.supplierId, id);
    expect(view).toMatchObject({
      can: { edit: true, submit: false, withdraw: true },
      form: { productionBase: '王河村梯田' },
    });
    expect(view.number).toMatch(/^SQ\d{12,}$/);
    expect(view.requiredEvidence).toContain('quality_report');
  });

  it('R28: mechanisms are the applicant’s own and carry a household', async () => {
    const [alone, other] = [await hall.applicant(0), await hall.applicant()];
    const carried = await hall.ready(alone);
    await expect(hall.submit(alone, carried)).rejects.toMatchObject({
      details: { fields: { mechanismIds: expect.stringContaining('带动') } },
    });
    const stolen = await hall.ready(applicant, { mechanismIds: [other.mechanismId] });
    await expect(hall.submit(applicant, stolen)).rejects.toMatchObject({
      details: { fields: { mechanismIds: expect.stringContaining('不存在') } },
    });
  });

  it('R17: a price outside of the band needs a reason, a slipped decimal point a second look', async () => {
    await test.db.query(
      `INSERT INTO price_band (variety, grade, size_class, count, p10, p25, median, p75, p90)
       VALUES ('红小豆', '一级', 'small', 20, 900, 950, 1000, 1100, 1300) ON CONFLICT DO NOTHING`,
    );
    const at = (priceFen: number, more: object = {}) => ({
      variety: '红小豆',
      specifications: [{ name: '一袋', netWeightGrams: 500, priceFen }],
      ...more,
    });
    const high = await hall.ready(applicant, at(2_000));
    await expect(hall.submit(applicant, high)).rejects.toMatchObject({ code: 'price_reason_required' });
    await hall.complete(applicant, high, at(2_000, { priceReason: '有机认证' }));
    await hall.submit(applicant, high);
    const slip = await hall.ready(applicant, at(10_000, { priceReason: '有机认证' }));
    await expect(hall.submit(applicant, slip)).rejects.toMatchObject({ code: 'price_slip_suspected' });
    await hall.complete(applicant, slip, at(10_000, { priceReason: '有机认证', priceConfirmed: true }));
    await hall.submit(applicant, slip);
    const bulk = await hall.decisions.approveAll(
      seat('township_review'),
      { items: [{ id: slip, version: (await hall.at(slip)).version }], reason: '通过' },
      hall.claim(seat('township_review'), slip),
    );
    expect(bulk.items[0]).toMatchObject({ approved: false, code: 'illegal_transition' });
  });

  it('saves what was seen, and is nobody else’s', async () => {
    const id = await hall.ready(applicant);
    const form = hall.form(applicant);
    await expect(hall.commands.save(applicant, id, { version: 1, form })).rejects.toMatchObject({
      code: 'version_conflict',
    });
    const other = await hall.applicant();
    await expect(hall.commands.save(other, id, { version: 2, form })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(hall.queries.own(other.supplierId, id)).rejects.toMatchObject({ code: 'not_found' });
    const foreign = await hall.file(other.actor.userId);
    await expect(hall.commands.attach(applicant, id, { evidenceId: foreign, kind: 'other' })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await hall.submit(applicant, id);
    await expect(
      hall.commands.save(applicant, id, { version: (await hall.at(id)).version, form }),
    ).rejects.toMatchObject({ code: 'illegal_transition' });
  });

  it('takes thirty files and no more', async () => {
    const { actor } = applicant;
    const id = await hall.ready(applicant);
    for (let at = 4; at < 30; at += 1)
      await hall.commands.attach(applicant, id, { evidenceId: await hall.file(actor.userId), kind: 'photo' });
    const last = await hall.file(actor.userId);
    const attach = () => hall.commands.attach(applicant, id, { evidenceId: last, kind: 'photo' });
    await expect(attach()).rejects.toMatchObject({ code: 'evidence_limit' });
    const [first] = (await hall.queries.own(applicant.supplierId, id)).evidence;
    await hall.commands.detach(applicant, id, first?.evidence.id ?? '');
    await attach();
  });
});

describe('five levels to the certificate', () => {
  it('R30: township, county, publication, city, province, nation; then it is valid for the term that policy gives', async () => {
    const id = await hall.submitted(applicant);
    const certificateId = await hall.issued(applicant, seats, id);
    const view = await hall.queries.own(applicant.supplierId, id);
    expect(view.steps.map(({ action, to }) => `${action} ${to}`)).toEqual([
      'create draft',
      'submit township_review',
      'approve county_review',
      'approve publicity',
      'close_publicity city_review',
      'approve province_review',
      'approve national_filing',
      'issue issued',
    ]);
    expect(view.stops.every(({ state }) => state === 'done')).toBe(true);
    const certificate = await hall.certificate(certificateId);
    expect(certificate).toMatchObject({ status: 'valid', version: 1, validFrom: certificate?.today });
    expect(certificate?.number).toMatch(new RegExp(`^FP640422\\d{4}000\\d{3}[0-9A-Z]$`));
    expect(plausibleNumber(certificate?.number ?? '')).toBe(true);
    const row = await test.db.one(
      `SELECT level, households, people, mechanisms, issued_by, valid_to + 1 = valid_from + interval '24 months' AS term FROM certificate WHERE id = $1`,
      [certificateId],
    );
    expect(row).toEqual({
      level: 'national',
      households: 1,
      people: 4,
      mechanisms: ['contract_farming'],
      issued_by: 'national 办公室',
      term: true,
    });
    const notices = await test.db.query('SELECT 1 FROM notice WHERE user_id = $1', [applicant.actor.userId]);
    expect(notices.length).toBeGreaterThanOrEqual(6);
  });

  it('R19, R31: certification costs nothing: no step of it asks for a payment', async () => {
    expect(await test.db.query('SELECT 1 FROM payment UNION ALL SELECT 1 FROM checkout')).toEqual([]);
  });

  it('goes straight to the province where policy leaves levels out for its category, and names the level', async () => {
    const other = await createTestDatabase();
    const quick = await new ReviewHall(other).open();
    try {
      await quick.set('certification.levels', ['county', 'province'], 'grain');
      const own = await quick.applicant();
      const [county, province] = [await quick.reviewer('county'), await quick.reviewer('province')];
      const id = await quick.submitted(own);
      expect((await quick.at(id)).status).toBe('county_review');
      const certificateId = await quick.issued(own, { county_review: county, province_review: province }, id);
      expect(await other.db.one('SELECT level FROM certificate WHERE id = $1', [certificateId])).toEqual({
        level: 'province',
      });
    } finally {
      await other.close();
    }
  });

  it('R30: a returned application goes back to the office that returned it, with notes at the fields', async () => {
    const id = await hall.submitted(applicant);
    await hall.decide(seat('township_review'), id, 'approve');
    const county = seat('county_review');
    const fieldNotes = { evidence: '请补充一年内的检验报告' };
    const { version } = await hall.at(id);
    const body = { decision: 'return' as const, reason: '检验报告过期', version, evidenceIds: [], fieldNotes };
    await hall.decisions.decide(county, id, body, hall.claim(county, body));
    const view = await hall.queries.own(applicant.supplierId, id);
    expect(view).toMatchObject({ status: 'returned', fieldNotes, can: { edit: true } });
    await hall.complete(applicant, id, { productName: '西吉小米（新）' });
    await hall.submit(applicant, id);
    expect(await hall.at(id)).toMatchObject({ status: 'county_review' });
    const review = await hall.views.view(county, id);
    expect(review.application).toMatchObject({ round: 2, fieldNotes: {} });
    expect(review.changes).toEqual([
      { field: 'productName', label: '产品名称', before: '西吉小米', after: '西吉小米（新）' },
    ]);
    expect(review.can).toEqual({ decide: true, claim: true, takeOver: false, why: null });
  });

  it('a refused application is opened again, by an appeal, where it was refused', async () => {
    const id = await hall.submitted(applicant);
    await hall.decide(seat('township_review'), id, 'refuse');
    expect((await hall.queries.own(applicant.supplierId, id)).can.appeal).toBe(true);
    const at = await test.db.one<{ since: Date; until: Date }>(
      'SELECT status_since AS since, appeal_by AS until FROM application WHERE id = $1',
      [id],
    );
    expect(at?.until).toEqual(endOfWorkingDays(at?.since ?? new Date(), 30));
    await test.db.query('UPDATE application SET appeal_by = clock_timestamp() WHERE id = $1', [id]);
    expect((await hall.queries.own(applicant.supplierId, id)).can.appeal).toBe(false);
    const by = { userId: null, name: '复核', seat: '县' };
    await test.uow.run((tx) => hall.reopening.execute(tx, id, by, '申诉成立'));
    expect((await hall.at(id)).status).toBe('township_review');
    await expect(test.uow.run((tx) => hall.reopening.execute(tx, id, by, '再次'))).rejects.toMatchObject({
      code: 'illegal_transition',
    });
    // Who refused it does not decide anew; a colleague does.
    const first = seat('township_review');
    await expect(hall.decide(first, id, 'approve')).rejects.toMatchObject({ code: 'overturned_same_person' });
    expect((await hall.views.view(first, id)).can).toMatchObject({
      decide: false,
      why: expect.stringContaining('已因申诉被撤销'),
    });
    await hall.decide(await hall.reviewer('township'), id, 'approve');
  });

  it('certifies nothing of a supplier that was removed meanwhile', async () => {
    await test.db.query("UPDATE supplier_file SET status = 'admitted' WHERE supplier_id = $1", [applicant.supplierId]);
    const id = await hall.submitted(applicant);
    for (const status of ['township_review', 'county_review']) await hall.decide(seat(status), id, 'approve');
    await hall.endPublicity(id);
    for (const status of ['city_review', 'province_review']) await hall.decide(seat(status), id, 'approve');
    await test.db.query("UPDATE supplier_file SET status = 'removed' WHERE supplier_id = $1", [applicant.supplierId]);
    await expect(hall.decide(seat('national_filing'), id, 'approve')).rejects.toMatchObject({
      code: 'supplier_not_admitted',
    });
    await hall.decide(seat('national_filing'), id, 'refuse');
  });
});

describe('who may decide', () => {
  it('an office of another county, township or level does not', async () => {
    const id = await hall.submitted(applicant);
    const elsewhere = await hall.reviewer('township', { prefix: '640423' });
    const otherTown = await hall.reviewer('township', { township: '将台堡镇' });
    for (const actor of [elsewhere, otherTown]) {
      await expect(hall.decide(actor, id, 'approve')).rejects.toMatchObject({ code: 'not_found' });
      await expect(hall.queries.within(actor.seat, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(hall.decisions.claim(actor, id)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(hall.decide(seat('county_review'), id, 'approve')).rejects.toMatchObject({ code: 'forbidden' });
    expect((await hall.views.view(seat('county_review'), id)).can).toMatchObject({
      decide: false,
      why: expect.any(String),
    });
  });

  it('回避: nobody who wrote in it, belongs to the supplier or helps it by a mandate', async () => {
    const id = await hall.submitted(applicant);
    const insider = await hall.reviewer('township');
    const { supplierId } = applicant;
    await aMembership(test.db, { userId: insider.actor.userId, organisationId: supplierId, role: 'viewer' });
    const helper = await hall.reviewer('township');
    await test.db.query(
      `INSERT INTO mandate (id, code, helper_id, title, supplier_id, region_code, consent_evidence_id, consent_note, granted_by, ends_on)
       VALUES ($1, $5, $2, 'village_cadre', $3, '640422', $4, '同意', $2, '2030-01-01')`,
      [newId(), helper.actor.userId, applicant.supplierId, await hall.file(helper.actor.userId), newId()],
    );
    const writer = await hall.reviewer('township');
    await test.db.query('UPDATE application SET editors = editors || $2::uuid WHERE id = $1', [
      id,
      writer.actor.userId,
    ]);
    for (const actor of [insider, helper, writer]) {
      await expect(hall.decide(actor, id, 'approve')).rejects.toMatchObject({ code: 'conflict_of_interest' });
      expect((await hall.views.view(actor, id)).can.decide).toBe(false);
    }
  });

  it('nobody decides at two levels, whatever the round', async () => {
    const id = await hall.submitted(applicant);
    const township = seat('township_review');
    await hall.decide(township, id, 'approve');
    const { id: organisationId } = await anOffice(test.db, 'county', { name: '县', regionCode: '640422' });
    const promoted = await hall.seat({
      userId: township.actor.userId,
      organisationId,
      organisationName: '县',
      level: 'county',
      regionPrefix: '640422',
      township: null,
    });
    await expect(hall.decide(promoted, id, 'approve')).rejects.toMatchObject({ code: 'decided_at_other_level' });
    await hall.decide(seat('county_review'), id, 'return');
    await hall.submit(applicant, id);
    await expect(hall.decide(promoted, id, 'refuse')).rejects.toMatchObject({ code: 'decided_at_other_level' });
  });

  it('a case that a colleague took up is decided by them, until the claim ends or it is taken over with a reason', async () => {
    const id = await hall.submitted(applicant);
    const [first, second] = [await hall.reviewer('township'), await hall.reviewer('township')];
    await hall.decisions.claim(first, id);
    await expect(hall.decide(second, id, 'approve')).rejects.toMatchObject({ code: 'already_decided' });
    const { version } = await hall.at(id);
    const bundle = { items: [{ id, version }], reason: '一并通过' };
    expect(await hall.decisions.approveAll(second, bundle, hall.claim(second, bundle))).toMatchObject({
      items: [{ approved: false, code: 'already_decided' }],
    });
    expect((await hall.views.view(second, id)).can).toMatchObject({ decide: false, claim: false, takeOver: true });
    await hall.decisions.claim(second, id, '张三出差');
    expect(
      await test.db.query('SELECT body FROM notice WHERE user_id = $1 AND title LIKE $2', [
        first.actor.userId,
        '%接手了您办理的申请%',
      ]),
    ).toEqual([{ body: '张三出差' }]);
    await expect(hall.decide(first, id, 'approve')).rejects.toMatchObject({ code: 'already_decided' });
    await test.db.query("UPDATE application SET claimed_at = claimed_at - interval '25 hours' WHERE id = $1", [id]);
    expect((await hall.views.view(first, id)).can).toMatchObject({ decide: true, claim: true });
    await hall.decide(first, id, 'approve');
    expect((await hall.at(id)).status).toBe('county_review');
  });

  it('what policy says of a kind of goods holds for the kinds below it, unless it says otherwise of them', async () => {
    await hall.category('millet', '小米', 'grain');
    await hall.category('glutinous', '糯小米', 'millet');
    await hall.set('certification.term_months', 7, 'grain');
    const policy = () => new PolicyParameters(test.db);
    const months = (slug: string) => policy().get('certification.term_months', '640422', slug);
    expect(await Promise.all(['grain', 'millet', 'glutinous'].map(months))).toEqual([7, 7, 7]);
    expect(await months('tea')).not.toBe(7);
    await hall.set('certification.term_months', 5, 'millet');
    expect(await Promise.all(['grain', 'millet', 'glutinous'].map(months))).toEqual([7, 5, 5]);
  });

  it('a case that a colleague took up stays theirs in the list, and a draft is seen by no office', async () => {
    const id = await hall.submitted(applicant);
    const [first, second] = [await hall.reviewer('township'), await hall.reviewer('township')];
    await hall.decisions.claim(first, id);
    await hall.decisions.claim(first, id);
    await expect(hall.decisions.claim(second, id)).rejects.toMatchObject({ code: 'already_decided' });
    expect((await hall.views.view(second, id)).claimedBy).toBe('township 审核员');
    const draft = await hall.ready(applicant);
    await expect(hall.queries.within(seat('national_filing').seat, draft)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
