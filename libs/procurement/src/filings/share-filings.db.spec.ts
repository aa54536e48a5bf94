import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import type { FilingStatus } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aSeat, aUnit } from '../testing';
import { UnitTree } from '../units/unit-tree';
import { FILING_INVARIANTS } from './filing.invariants';
import { type FilingContent, ShareFilings } from './share-filings.service';
import { ShareRulesOf } from './share-rules';

const YEAR = 2026;
let test: TestDatabase;
let filings: ShareFilings;
let finance: Caller;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  filings = new ShareFilings(test.uow, new ShareRulesOf(new PolicyParameters(test.db)), new AuditLog());
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
    .query<{ status: FilingStatus; version: number; reserved: number; lock: number; notes: unknown }>(
      'SELECT status, version, reserved_fen AS reserved, lock_version AS lock, field_notes AS notes FROM share_filing WHERE id = $1',
      [id],
    )
    .then(([filing]) => filing);
async function write(manager: Caller, content: Partial<FilingContent> = {}): Promise<string> {
  const id = await filings.begin(manager, YEAR);
  await filings.save(manager, id, { ...CONTENT, ...content }, (await row(id))?.lock ?? 0);
  return id;
}
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
    expect(await filings.file(school, id)).toBe('submitted');
    await filings.approve(superior, [id]);
    await filings.confirm(finance, [id]);
    expect(await row(id)).toMatchObject({ status: 'in_force', version: 1, reserved: 10_000_001 });
  });

  it('goes to finance at once where nobody is above', async () => {
    const top = await manager(await aUnit(test));
    expect(await filings.file(top, await write(top))).toBe('reviewed');
  });

  it('R6: comes back with what is wrong at its field, and is filed again', async () => {
    const { superior, school } = await bureau();
    const id = await write(school, { ratioBp: 900 });
    await filings.file(school, id);
    await filings.returnAsSupervisor(superior, [id], { reason: '低于全省下限', fieldNotes: { ratioBp: '不低于10%' } });
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
      details: { fields: { remark: 'remark_missing' } },
    });
    await write(school, {
      canteen: 'shared',
      canteenTotalFen: 0,
      ratioBp: 0,
      sharedWithId: above,
      remark: '共用食堂，由市局填报',
    });
    expect(await filings.file(school, id)).toBe('submitted');
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
    await filings.confirm(finance, [first]);
    const second = await write(top, { canteenTotalFen: 50_000_000 });
    await expect(filings.file(top, second)).rejects.toMatchObject({ code: 'filing_reason_needed' });
    await write(top, { canteenTotalFen: 50_000_000, changeReason: '两所学校合并' });
    await filings.file(top, second);
    expect([(await row(first))?.status, (await row(second))?.status]).toEqual(['in_force', 'reviewed']);
    await filings.confirm(finance, [second]);
    expect([(await row(first))?.status, (await row(second))?.status]).toEqual(['superseded', 'in_force']);
  });
});

describe('who may', () => {
  it('is told of nothing that is another unit’s, below another, or in another region', async () => {
    const { school } = await bureau();
    const { superior: stranger } = await bureau();
    const id = await write(school);
    await expect(filings.save(stranger, id, CONTENT, 1)).rejects.toMatchObject({ code: 'not_found' });
    await filings.file(school, id);
    await expect(filings.approve(stranger, [id])).rejects.toMatchObject({ code: 'not_found' });
    await expect(filings.approve(school, [id])).rejects.toMatchObject({ code: 'not_found' });
    const elsewhere = await aSeat(test, { kind: 'finance', regionPrefix: '43' });
    await expect(filings.confirm(elsewhere, [id])).rejects.toMatchObject({ code: 'not_found' });
    await expect(filings.confirm(finance, [id])).rejects.toMatchObject({ code: 'filing_closed' });
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
    await expect(filings.approve(superior, [id])).rejects.toMatchObject({ code: 'not_found' });
    await filings.approve(next, [id]);
    expect(await row(id)).toMatchObject({ status: 'reviewed' });
  });

  it('wins once when two act at once', async () => {
    const { superior, school } = await bureau();
    const id = await write(school);
    await filings.file(school, id);
    const results = await Promise.allSettled([
      filings.approve(superior, [id]),
      filings.returnAsSupervisor(superior, [id], { reason: '总额不符', fieldNotes: {} }),
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
