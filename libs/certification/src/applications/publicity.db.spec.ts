import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { endOfWorkingDays, workingDaysLeft } from '@yigou/platform';
import { createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import { aMembership } from '@yigou/identity/testing';
import { ObjectionTracking } from './objection-tracking';
import { ObjectionQueries } from './objection.queries';
import { PublicityQueries } from './publicity.queries';
import { type Applicant, COUNTY, ReviewHall } from './testing/review-hall';

let test: TestDatabase;
let hall: ReviewHall;
let publicity: PublicityQueries;
let objections: ObjectionQueries;
let trackings: ObjectionTracking;
let township: SeatedCaller;
let county: SeatedCaller;
/** Of the county too, who approved nothing. */
let examiner: SeatedCaller;
let applicant: Applicant;
let id: string;

beforeAll(async () => {
  test = await createTestDatabase();
  hall = await new ReviewHall(test).open();
  publicity = new PublicityQueries(test.db);
  objections = new ObjectionQueries(test.db, hall.personal);
  trackings = new ObjectionTracking(test.db);
  [township, county] = [await hall.reviewer('township'), await hall.reviewer('county')];
  examiner = await hall.reviewer('county');
});
afterAll(() => test.close());
beforeEach(async () => {
  applicant = await hall.applicant();
  id = await published();
});

async function published(): Promise<string> {
  const application = await hall.submitted(applicant);
  for (const reviewer of [township, county]) await hall.decide(reviewer, application, 'approve');
  return application;
}
async function examine(actor: SeatedCaller, number: string, finding: 'upheld' | 'rejected'): Promise<void> {
  const row = await test.db.one<{ id: string }>('SELECT id FROM objection WHERE number = $1', [number]);
  const body = { finding, reason: '已实地核查', evidenceIds: [] };
  await hall.examinations.execute(actor, row?.id ?? newId(), body, hall.claim(actor, [number, finding]));
}
const clock = () =>
  test.db.one<{ endsAt: Date | null; left: number | null; since: Date; dueAt: Date }>(
    `SELECT publicity_ends_at AS "endsAt", publicity_left AS left, status_since AS since, nullif(due_at, 'infinity') AS "dueAt"
     FROM application WHERE id = $1`,
    [id],
  );

describe('R30: the county publishes', () => {
  it('for the days that policy says, to everybody, by county', async () => {
    const begun = await clock();
    expect(begun?.endsAt).toEqual(endOfWorkingDays(begun?.since ?? new Date(), 7));
    const page = await publicity.page({ limit: 100, region: COUNTY });
    expect(page.items.map((row) => row.id)).toContain(id);
    expect((await publicity.page({ limit: 100, region: '110000' })).items).toEqual([]);
    expect((await publicity.page({ limit: 100, q: '西吉小米' })).total).toBeGreaterThan(0);
    expect(await publicity.view(id)).toMatchObject({
      open: true,
      status: 'publicity',
      variety: '小米',
      households: 1,
      mechanisms: [{ kind: '订单生产', description: '订单', households: 1 }],
    });
    expect(JSON.stringify(page)).not.toContain(applicant.supplierId);
  });

  it('pages by keyset', async () => {
    await published();
    const first = await publicity.page({ limit: 1 });
    const second = await publicity.page({ limit: 1, cursor: first.nextCursor ?? '' });
    expect(first.items[0]?.id).not.toBe(second.items[0]?.id);
  });

  it('goes on by itself when nobody objected, and not before', async () => {
    await hall.publicity.close(id);
    expect((await hall.at(id)).status).toBe('publicity');
    await test.db.query('UPDATE application SET publicity_ends_at = clock_timestamp() WHERE id = $1', [id]);
    expect(await hall.publicity.closeDue(10)).toBe(1);
    expect((await hall.at(id)).status).toBe('city_review');
    expect(await publicity.view(id)).toMatchObject({ open: false, status: 'city_review' });
    await expect(hall.object(id)).rejects.toMatchObject({ code: 'publicity_over' });
  });

  it('shows what was published, not what its applicant writes in it after it was returned', async () => {
    await test.db.query('UPDATE application SET publicity_ends_at = clock_timestamp() WHERE id = $1', [id]);
    await hall.publicity.close(id);
    await hall.decide(await hall.reviewer('city'), id, 'return');
    const { version } = await hall.at(id);
    await hall.commands.save(applicant, id, {
      version,
      form: hall.form(applicant, { productName: '没有人看过的名字', variety: '没有人看过的品种' }),
    });
    expect(await publicity.view(id)).toMatchObject({ status: 'returned', productName: '西吉小米', variety: '小米' });
  });

  it('goes on with the next one when one cannot', async () => {
    const other = await published();
    await test.db.query(
      'UPDATE application SET publicity_ends_at = clock_timestamp() - make_interval(hours => CASE id WHEN $1 THEN 2 ELSE 1 END) WHERE id IN ($1, $2)',
      [id, other],
    );
    const antidote = await poison(test.db, 'application', id);
    await expect(hall.publicity.closeDue(1)).rejects.toThrow('close-publicity: 1 failed, 1 done');
    expect([(await hall.at(id)).status, (await hall.at(other)).status]).toEqual(['publicity', 'city_review']);
    await antidote();
    expect(await hall.publicity.closeDue(1)).toBe(1);
  });

  it('shows nothing that was not published', async () => {
    const draft = await hall.ready(applicant);
    await expect(publicity.view(draft)).rejects.toMatchObject({ code: 'not_found' });
    await expect(hall.object(draft)).rejects.toMatchObject({ code: 'not_found' });
    await hall.commands.withdraw(applicant, id, '不再申请');
    await expect(publicity.view(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an objection', () => {
  it('stops the clock until it is examined; rejected, the publication goes on with what was left', async () => {
    const began = new Date(Date.now() - 30 * 86_400_000);
    const endsAt = endOfWorkingDays(new Date(), 3);
    await test.db.query('UPDATE application SET status_since = $2, publicity_ends_at = $3 WHERE id = $1', [
      id,
      began,
      endsAt,
    ]);
    const { number } = await hall.object(id);
    expect(await hall.at(id)).toMatchObject({ status: 'examination' });
    const stood = await clock();
    const left = workingDaysLeft({ since: began, endsAt }, stood?.since ?? new Date());
    expect(stood).toMatchObject({ endsAt: null, left, dueAt: endOfWorkingDays(stood?.since ?? new Date(), 10) });
    expect((await publicity.view(id)).endsAt).toBe(endOfWorkingDays(new Date(), left).toISOString());
    const other = await hall.object(id);
    await examine(examiner, number, 'rejected');
    expect((await hall.at(id)).status).toBe('examination');
    await examine(examiner, other.number, 'rejected');
    expect((await hall.at(id)).status).toBe('publicity');
    const goesOn = await clock();
    expect(goesOn).toMatchObject({ left: null, endsAt: endOfWorkingDays(goesOn?.since ?? new Date(), left) });
    expect(await trackings.follow(number)).toMatchObject({
      kind: 'objection',
      statusLabel: '异议不成立',
      office: expect.stringMatching(/./),
      answerBy: expect.stringMatching(/Z$/),
      answer: '已实地核查',
    });
  });

  it('that is upheld ends the application and whatever else was objected', async () => {
    const [one, two] = [await hall.object(id), await hall.object(id)];
    await examine(examiner, one.number, 'upheld');
    expect((await hall.at(id)).status).toBe('terminated');
    await expect(examine(examiner, two.number, 'rejected')).rejects.toMatchObject({ code: 'already_decided' });
    await expect(hall.object(id)).rejects.toMatchObject({ code: 'publicity_over' });
  });

  it('is examined by the county of the place, by nobody who is concerned', async () => {
    const { number } = await hall.object(id);
    await expect(examine(township, number, 'upheld')).rejects.toMatchObject({ code: 'forbidden' });
    const elsewhere = await hall.reviewer('county', { prefix: '640423' });
    await expect(examine(elsewhere, number, 'upheld')).rejects.toMatchObject({ code: 'not_found' });
    const insider = await hall.reviewer('county');
    await aMembership(test.db, { userId: insider.actor.userId, organisationId: applicant.supplierId, role: 'viewer' });
    await expect(examine(insider, number, 'upheld')).rejects.toMatchObject({ code: 'conflict_of_interest' });
    // The township's approval counts as well, from whatever seat: persons are asked, not seats.
    await expect(examine(county, number, 'rejected')).rejects.toMatchObject({ code: 'objection_same_person' });
  });

  describe('where the only official of the county approved', () => {
    const prefix = '640425';
    let city: SeatedCaller;
    let only: SeatedCaller;
    let number: string;

    beforeEach(async () => {
      // A county of its own for each test: who sits there is what it is about.
      await test.db.query("UPDATE membership SET expires_at = now() WHERE region_prefix IN ($1, '6404')", [prefix]);
      applicant = await hall.applicant(1, { county: prefix });
      city = await hall.reviewer('city');
      only = await hall.reviewer('county', { prefix });
      id = await hall.submitted(applicant);
      for (const reviewer of [await hall.reviewer('township', { prefix }), only])
        await hall.decide(reviewer, id, 'approve');
      ({ number } = await hall.object(id));
    });

    const row = async ({ seat }: SeatedCaller) =>
      (await objections.page(seat, { limit: 100 })).items.find((one) => one.number === number);

    it('is examined by the city, which is told and sees who objected', async () => {
      const told = await test.db.query(
        "SELECT 1 FROM notice WHERE user_id = $1 AND link = '/administration/objections'",
        [city.actor.userId],
      );
      expect(told).toHaveLength(1);
      expect(await row(city)).toMatchObject({ examiner: 'city', name: '李某' });
      expect(
        (await hall.queries.own(applicant.supplierId, id)).stops.find((stop) => stop.state === 'current'),
      ).toMatchObject({
        status: 'examination',
        holder: 'city 办公室',
      });
      await expect(examine(only, number, 'rejected')).rejects.toMatchObject({ code: 'objection_same_person' });
      await examine(city, number, 'rejected');
      expect((await hall.at(id)).status).toBe('publicity');
      expect(await row(city)).toMatchObject({ status: 'rejected', examiner: null, name: '仅核查单位可见' });
    });

    it('is left to the county as soon as somebody else sits there', async () => {
      const second = await hall.reviewer('county', { prefix });
      await expect(examine(city, number, 'upheld')).rejects.toMatchObject({
        code: 'forbidden',
        details: { level: 'county' },
      });
      expect(await row(city)).toMatchObject({ examiner: 'county', name: '仅核查单位可见' });
      await examine(second, number, 'upheld');
      expect((await hall.at(id)).status).toBe('terminated');
    });

    it('goes on to the province where the city has nobody either, and waits where nobody is left', async () => {
      await test.db.query('UPDATE membership SET expires_at = now() WHERE user_id = $1', [city.actor.userId]);
      const province = await hall.reviewer('province');
      expect(await row(province)).toMatchObject({ examiner: 'province' });
      await test.db.query("UPDATE membership SET expires_at = now() WHERE region_prefix = '64'");
      expect(await row(province)).toMatchObject({ examiner: 'county' });
    });

    it('is found upon once, when the city and a newcomer of the county do it at once', async () => {
      const finding = { reason: '已核查', evidenceIds: [] };
      const { id: objection } = (await row(city))!;
      const settled = await Promise.allSettled([
        hall.examinations.execute(city, objection, { finding: 'rejected', ...finding }, hall.claim(city, number)),
        hall
          .reviewer('county', { prefix })
          .then((second) =>
            hall.examinations.execute(second, objection, { finding: 'upheld', ...finding }, hall.claim(second, number)),
          ),
      ]);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const found = await test.db.one<{ status: string }>('SELECT status FROM objection WHERE id = $1', [objection]);
      expect((await hall.at(id)).status).toBe(found?.status === 'upheld' ? 'terminated' : 'publicity');
    });
  });

  it('names who objected to the county alone; at rest the name is sealed', async () => {
    const { number } = await hall.object(id);
    const find = async (actor: SeatedCaller) =>
      (await objections.page(actor.seat, { limit: 100 })).items.find((row) => row.number === number);
    expect(await find(county)).toMatchObject({ name: '李某', contact: '13900000000', status: 'open' });
    const province = await hall.reviewer('province');
    expect(await find(province)).toMatchObject({ name: '仅核查单位可见', contact: '仅核查单位可见' });
    expect(await find(await hall.reviewer('county', { prefix: '640423' }))).toBeUndefined();
    const stored = await test.db.query(
      `SELECT o.*, (SELECT jsonb_agg(a) FROM audit_entry a) AS audit, (SELECT jsonb_agg(n) FROM notice n) AS notices FROM objection o`,
    );
    expect(JSON.stringify(stored)).not.toMatch(/李某|13900000000/);
  });

  it('cannot be followed by a number that nobody was given', async () => {
    for (const number of ['YY2026', 'YY20260101ABCDEFGHA', '%'])
      await expect(trackings.follow(number)).rejects.toMatchObject({ code: 'not_found' });
  });
});
