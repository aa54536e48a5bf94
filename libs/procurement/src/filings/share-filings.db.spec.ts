import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { type FilingStatus, SHARE_FINDINGS } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { Notices } from '@yigou/notifications';
import { addWorkingDays, checkInvariant, marketDay, PolicyParameters } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aSeat, aUnit, thisYear } from '../testing';
import { UnitTree } from '../units/unit-tree';
import { FILING_INVARIANTS } from './filing.invariants';
import { type FilingContent, ShareFilings } from './share-filings.service';
import { ShareReviews } from './share-reviews.service';
import { ShareRulesOf } from './share-rules';

const YEAR = thisYear();
let test: TestDatabase;
let filings: ShareFilings;
let reviews: ShareReviews;
let finance: Caller;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  const rules = new ShareRulesOf(new PolicyParameters(test.db));
  filings = new ShareFilings(test.uow, rules, new AuditLog());
  reviews = new ShareReviews(test.uow, rules, new AuditLog(), new Notices());
  finance = await aSeat(test, { kind: 'finance', regionPrefix: '42' });
});
afterAll(async () => {
  for (const invariant of FILING_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  await test.close();
});

const CONTENT: FilingContent = {
  canteen: 'own',
  canteenTotalFen: 100_000_005,
  ratioBp: 1_000,
  sharedWithId: null,
  operatorId: null,
  remark: '',
  unionDemandFen: null,
  contactName: '张三',
  contactPhone: '027-87230000',
  changeReason: '',
};
const row = (id: string) =>
  test.db
    .query<{
      status: FilingStatus;
      version: number;
      reserved: number;
      lock: number;
      notes: unknown;
      minimum: number;
      due: string | null;
    }>(
      'SELECT status, version, reserved_fen AS reserved, lock_version AS lock, field_notes AS notes, minimum_bp AS minimum, due_on::text AS due FROM share_filing WHERE id = $1',
      [id],
    )
    .then(([filing]) => filing);
async function write(manager: Caller, content: Partial<FilingContent> = {}): Promise<string> {
  const id = await filings.begin(manager, YEAR);
  await filings.save(manager, id, { ...CONTENT, ...content }, (await row(id))?.lock ?? 0);
  return id;
}
const file = async (manager: Caller, id: string) => {
  await filings.file(manager, id);
  return (await row(id))?.status;
};
const manager = (organisationId: string) => aSeat(test, { kind: 'agency', organisationId });

/** A bureau with a school below it, and their managers. */
async function bureau() {
  const above = await aUnit(test);
  const below = await aUnit(test, above);
  return { above, below, superior: await manager(above), school: await manager(below) };
}

describe('a unit’s year', () => {
  it('goes from the school over its bureau to finance, and is in force', async () => {
    const { superior, school } = await bureau();
    const id = await write(school);
    expect(await file(school, id)).toBe('submitted');
    await reviews.approve(superior, [id]);
    await reviews.confirm(finance, [id]);
    expect(await row(id)).toMatchObject({ status: 'in_force', version: 1, reserved: 10_000_001 });
  });

  it('goes to finance at once where nobody is above', async () => {
    const top = await manager(await aUnit(test));
    expect(await file(top, await write(top))).toBe('reviewed');
  });

  it('R6: comes back with what is wrong at its field, and is filed again', async () => {
    const { superior, school } = await bureau();
    const id = await write(school, { ratioBp: 900 });
    await filings.file(school, id);
    await reviews.returnAsSupervisor(superior, [id], { reason: '低于全省下限', fieldNotes: { ratioBp: '不低于10%' } });
    expect(await row(id)).toMatchObject({ status: 'returned', notes: { ratioBp: '不低于10%' } });
    await write(school);
    await filings.file(school, id);
    expect(await row(id)).toMatchObject({ status: 'submitted', version: 1, notes: {} });
  });

  it('R4, R5: files 0 without a canteen, or naming the unit that files for all', async () => {
    const { above, superior, school } = await bureau();
    const id = await write(school, { canteen: 'none', canteenTotalFen: 0, ratioBp: 0 });
    await expect(filings.file(school, id)).rejects.toMatchObject({
      code: 'filing_invalid',
      details: { fields: { remark: SHARE_FINDINGS.remark_missing } },
    });
    await write(school, {
      canteen: 'shared',
      canteenTotalFen: 0,
      ratioBp: 0,
      sharedWithId: above,
      remark: '共用食堂，由市局填报',
    });
    expect(await file(school, id)).toBe('submitted');
    expect(await row(id)).toMatchObject({ reserved: 0 });
    const chain = await write(superior, { canteen: 'own' });
    await expect(
      write(superior, { canteen: 'shared', sharedWithId: school.seat?.organisationId ?? '' }),
    ).rejects.toMatchObject({
      code: 'filing_invalid',
    });
    expect(await row(chain)).toMatchObject({ status: 'draft' });
  });

  it('is changed by a version of its own, with a reason, while the one in force holds', async () => {
    const top = await manager(await aUnit(test));
    const first = await write(top);
    await filings.file(top, first);
    await reviews.confirm(finance, [first]);
    const second = await write(top, { canteenTotalFen: 50_000_000 });
    await expect(filings.file(top, second)).rejects.toMatchObject({ code: 'filing_reason_needed' });
    await write(top, { canteenTotalFen: 50_000_000, changeReason: '两所学校合并' });
    await filings.file(top, second);
    expect([(await row(first))?.status, (await row(second))?.status]).toEqual(['in_force', 'reviewed']);
    await reviews.confirm(finance, [second]);
    expect([(await row(first))?.status, (await row(second))?.status]).toEqual(['superseded', 'in_force']);
  });
});

describe('what a year is held against', () => {
  const set = (name: string, value: unknown, regionPrefix: string, [from, to]: readonly [string, string]) =>
    test.db.query(
      `INSERT INTO policy_parameter (id, name, region_prefix, value, effective_from, effective_to, source) VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, '测试')`,
      [name, regionPrefix, JSON.stringify(value), from, to],
    );

  it('R2: is the nearest region’s minimum, each year’s own, and is kept with what was filed', async () => {
    const [last, next] = [YEAR - 1, YEAR + 1];
    await set('share.minimum_bp', 2_000, '4401', ['-infinity', `${YEAR}-01-01T00:00:00+08:00`]);
    await set('share.minimum_bp', 3_000, '4401', [`${YEAR}-01-01T00:00:00+08:00`, `${next}-01-01T00:00:00+08:00`]);
    await set('share.minimum_bp', 1_500, '44', ['-infinity', 'infinity']);
    const unit = await aUnit(test, undefined, '440106');
    const rules = new ShareRulesOf(new PolicyParameters(test.db));
    const minimumOf = async (year: number) => (await rules.of(test.db, unit, year)).minimumBp;
    expect([await minimumOf(last), await minimumOf(YEAR), await minimumOf(next)]).toEqual([2_000, 3_000, 1_500]);
    const top = await manager(unit);
    const id = await write(top, { ratioBp: 2_500 });
    await filings.file(top, id);
    expect(await row(id)).toMatchObject({ status: 'reviewed', minimum: 3_000 });
  });

  it('R3: is due on a working day, 30 February is the last of it, and whoever looks has working days', async () => {
    await set('share.filing_deadline', '02-30', '45', ['-infinity', 'infinity']);
    const rules = new ShareRulesOf(new PolicyParameters(test.db));
    expect(await rules.deadline(2021, '450000')).toMatchObject({ on: '2021-03-01' });
    expect(await rules.deadline(2024, '450000')).toMatchObject({ on: '2024-02-29' });
    expect(await rules.deadline(2024, '460000')).toMatchObject({
      on: '2024-04-01',
      workingDaysLeft: expect.any(Number),
    });
    const { school, superior } = await bureau();
    const id = await write(school);
    await filings.file(school, id);
    const due = addWorkingDays(marketDay(new Date()), 5);
    expect((await row(id))?.due).toBe(due);
    await reviews.approve(superior, [id]);
    expect((await row(id))?.due).toBe(due);
    await reviews.confirm(finance, [id]);
    expect((await row(id))?.due).toBeNull();
  });

  it('is of this year or one next to it', async () => {
    const top = await manager(await aUnit(test));
    for (const year of [YEAR - 2, YEAR + 2])
      await expect(filings.begin(top, year)).rejects.toMatchObject({ code: 'filing_year_out_of_range' });
    expect(await filings.begin(top, YEAR + 1)).toEqual(expect.any(String));
  });
});

describe('who may', () => {
  it('is told of nothing that is another unit’s, below another, or in another region', async () => {
    const { school } = await bureau();
    const { superior: stranger } = await bureau();
    const id = await write(school);
    await expect(filings.save(stranger, id, CONTENT, 1)).rejects.toMatchObject({ code: 'not_found' });
    await filings.file(school, id);
    await expect(reviews.approve(stranger, [id])).rejects.toMatchObject({ code: 'not_found' });
    await expect(reviews.approve(school, [id])).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = await aSeat(test, { kind: 'finance', regionPrefix: '43' });
    await expect(reviews.confirm(elsewhere, [id])).rejects.toMatchObject({ code: 'not_found' });
    await expect(reviews.confirm(finance, [id])).rejects.toMatchObject({ code: 'filing_closed' });
  });

  it('review a unit that was moved away while its filing was under review: the new unit above, not the old one', async () => {
    const { superior, below, school } = await bureau();
    const { above: other, superior: next } = await bureau();
    const id = await write(school);
    await filings.file(school, id);
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date());
    await test.uow.run((tx) =>
      new UnitTree().move(tx, { unitId: below, parentId: other, regionCode: '420000', from: today }),
    );
    await expect(reviews.approve(superior, [id])).rejects.toMatchObject({ code: 'not_found' });
    await reviews.approve(next, [id]);
    expect(await row(id)).toMatchObject({ status: 'reviewed' });
  });

  it('wins once when two act at once', async () => {
    const { superior, school } = await bureau();
    const id = await write(school);
    await filings.file(school, id);
    const results = await Promise.allSettled([
      reviews.approve(superior, [id]),
      reviews.returnAsSupervisor(superior, [id], { reason: '总额不符', fieldNotes: {} }),
      filings.withdraw(school, id),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('begin the year together and find one version', async () => {
    const unit = await aUnit(test);
    const people = await Promise.all([manager(unit), manager(unit), manager(unit)]);
    expect(new Set(await Promise.all(people.map((person) => filings.begin(person, YEAR)))).size).toBe(1);
  });
});
