import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SeatedCaller } from '@yigou/identity';
import { newId } from '@yigou/kernel';
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
  test.db.one<{ days: number | null; left: number | null }>(
    `SELECT extract(epoch FROM publicity_ends_at - clock_timestamp())::float / 86400 AS days,
       extract(epoch FROM publicity_left)::float / 86400 AS left FROM application WHERE id = $1`,
    [id],
  );

describe('R30: the county publishes', () => {
  it('for the days that policy says, to everybody, by county', async () => {
    expect((await clock())?.days).toBeCloseTo(7, 2);
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
    await test.db.query(
      "UPDATE application SET publicity_ends_at = clock_timestamp() + interval '3 days' WHERE id = $1",
      [id],
    );
    const { number } = await hall.object(id);
    expect(await hall.at(id)).toMatchObject({ status: 'examination' });
    expect((await clock())?.left).toBeCloseTo(3, 2);
    const other = await hall.object(id);
    await examine(examiner, number, 'rejected');
    expect((await hall.at(id)).status).toBe('examination');
    await examine(examiner, other.number, 'rejected');
    expect((await hall.at(id)).status).toBe('publicity');
    expect((await clock())?.days).toBeCloseTo(3, 2);
    expect(await trackings.follow(number)).toMatchObject({
      kind: 'objection',
      statusLabel: '异议不成立',
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
