import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { Evidence } from '@yigou/evidence';
import { aFile } from '@yigou/evidence/testing';
import { Organisations, type SeatedCaller } from '@yigou/identity';
import { Notices } from '@yigou/notifications';
import { checkInvariant, PolicyParameters } from '@yigou/platform';
import { aClaim, createTestDatabase, inDays, type TestDatabase } from '@yigou/testing';
import { ShareReviews } from '../filings/share-reviews.service';
import { ShareRulesOf } from '../filings/share-rules';
import { PROCUREMENT } from '../procurement.manifest';
import { aFiledYear, aSeat, aUnit, aUnitChange, thisYear } from '../testing';
import { EndUnits } from './end-units';
import { lapseChanges } from './move-unit-change';
import { UnitChangeQueries } from './unit-changes.queries';
import { UnitChanges } from './unit-changes.service';
import { lockUnitTree, UnitTree } from './unit-tree';

const tree = new UnitTree();
const accept = { decision: 'accept', reason: '', fieldNotes: {} } as const;
const sendBack = { decision: 'return', reason: '文件不清楚', fieldNotes: { proofId: '请上传盖章的扫描件' } } as const;
const ANY = { limit: 24 };
let test: TestDatabase;
let changes: UnitChanges;
let queries: UnitChangeQueries;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  const evidence = new Evidence();
  const endings = new EndUnits(tree, new AuditLog(), new Notices());
  changes = new UnitChanges(test.uow, endings, new Organisations(test.db), evidence, new AuditLog(), new Notices());
  queries = new UnitChangeQueries(test.db, evidence);
});
afterAll(async () => {
  for (const invariant of PROCUREMENT.invariants)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  await test.close();
});

const of = (organisationId: string) => aSeat(test, { kind: 'agency', organisationId });
const finance = (regionPrefix = '42') => aSeat(test, { kind: 'finance', regionPrefix });
/** A bureau with two schools, and who manages each. */
async function bureau() {
  const [top, other] = [await aUnit(test), await aUnit(test)];
  const [school, twin] = [await aUnit(test, top), await aUnit(test, top)];
  return { top, other, school, twin, above: await of(top), own: await of(school) };
}
const proof = async ({ actor: { userId } }: SeatedCaller) => (await aFile(test.db, { uploadedBy: userId })).id;
const stateOf = async (id: string) =>
  (await test.db.one<{ status: string }>('SELECT status FROM unit_change WHERE id = $1', [id]))?.status;
const endingOf = async (id: string) =>
  (await test.db.one<{ ending: string | null }>('SELECT ending FROM budget_unit WHERE organisation_id = $1', [id]))
    ?.ending;
const codes = (ends: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  ends.map((end) => (end.status === 'rejected' ? (end.reason as { code: string }).code : 'done'));

describe('R12: what a unit reports of itself', () => {
  it('is renamed as it says once the unit above accepts, and told so; nobody else decides', async () => {
    const { school, top, own, above } = await bureau();
    const body = {
      kind: 'renamed',
      newName: '实验小学',
      effectiveOn: inDays(-1),
      proofId: await proof(own),
      remark: '',
    };
    await changes.report(own, { ...body, kind: 'renamed' }, aClaim());
    await expect(
      changes.report(own, { ...body, kind: 'renamed', proofId: await proof(own) }, aClaim()),
    ).rejects.toMatchObject({
      code: 'unit_change_waiting',
    });
    const [one] = (await queries.below(above, { ...ANY, status: 'waiting' })).items;
    expect(one).toMatchObject({ kind: 'renamed', newName: '实验小学', due: true, proof: { id: body.proofId } });
    const id = one?.id ?? '';
    for (const stranger of [own, await of(await aUnit(test))])
      await expect(changes.decideBelow(stranger, id, accept)).rejects.toMatchObject({ code: 'not_found' });
    await expect(changes.decideRegion(await finance('64'), id, accept)).rejects.toMatchObject({ code: 'not_found' });
    await changes.decideBelow(above, id, accept);
    const named = await test.db.one('SELECT name FROM organisation WHERE id = $1', [school]);
    expect(named).toEqual({ name: '实验小学' });
    const told = (userId: string) =>
      test.db.query<{ title: string }>('SELECT title FROM notice WHERE user_id = $1', [userId]);
    expect(await told(above.actor.userId)).toEqual([{ title: '下级单位报告变动' }]);
    expect(await told(own.actor.userId)).toEqual([{ title: '单位变动已办理' }]);
    const trail = await test.db.query<{ action: string }>(
      'SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY action',
      [school],
    );
    expect(trail.map(({ action }) => action)).toEqual(['procurement.unit_change_reported', 'procurement.unit_changed']);
    expect(top).not.toBe(school);
  });

  it('goes back with what is wrong by field, and everything stays as it was', async () => {
    const { school, own, above } = await bureau();
    const id = await aUnitChange(test, school);
    await changes.decideBelow(above, id, sendBack);
    expect((await queries.own(own, ANY)).items).toMatchObject([
      { status: 'returned', reason: sendBack.reason, fieldNotes: sendBack.fieldNotes },
    ]);
    expect(await endingOf(school)).toBeNull();
    await expect(changes.decideBelow(above, id, accept)).rejects.toMatchObject({ code: 'unit_change_closed' });
  });

  it('refuses what cannot be done yet or any more, and loses nothing', async () => {
    const { school, twin, own, above, top } = await bureau();
    const early = await aUnitChange(test, school, { effectiveOn: inDays(2) });
    await expect(changes.decideBelow(above, early, accept)).rejects.toMatchObject({ code: 'unit_change_early' });
    expect(await stateOf(early)).toBe('waiting');
    await changes.withdraw(own, early);
    const merged = await aUnitChange(test, school, { kind: 'merged', successorId: twin });
    await test.uow.run((tx) => tree.end(tx, [{ unitId: twin, ending: 'abolished', successorId: null }]));
    await expect(changes.decideBelow(above, merged, accept)).rejects.toMatchObject({ code: 'unit_successor_unknown' });
    const whole = await aUnitChange(test, top);
    await expect(changes.decideRegion(await finance(), whole, accept)).rejects.toMatchObject({
      code: 'unit_has_units',
    });
    const proofId = await proof(own);
    const said = { kind: 'merged', successorId: school, effectiveOn: inDays(0), proofId, remark: '' } as const;
    await expect(changes.report(own, said, aClaim())).rejects.toMatchObject({
      details: { fields: { successorId: expect.anything() } },
    });
    expect(await Promise.all([endingOf(school), endingOf(top)])).toEqual([null, null]);
  });

  it('is accepted once, though unit above and finance press at once and the unit takes it back', async () => {
    const treasury = await finance();
    for (let round = 0; round < 6; round += 1) {
      const { school, twin, own, above } = await bureau();
      const id = await aUnitChange(test, school, { kind: 'merged', successorId: twin });
      const acts = [
        () => changes.decideBelow(above, id, accept),
        () => changes.decideRegion(treasury, id, accept),
        () => changes.withdraw(own, id),
        () => changes.decideBelow(above, id, sendBack),
      ];
      const turned = [...acts.slice(round % 4), ...acts.slice(0, round % 4)];
      const ends = codes(await Promise.allSettled(turned.map((act) => act())));
      expect(ends.filter((end) => end === 'done')).toHaveLength(1);
      // Whoever comes after its end finds no unit that stands below them.
      expect(ends.every((end) => ['done', 'unit_change_closed', 'not_found'].includes(String(end)))).toBe(true);
      expect(await endingOf(school)).toBe((await stateOf(id)) === 'accepted' ? 'merged' : null);
    }
  });

  it('is decided by whom the unit stands below when it is decided, though it is moved at the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { school, other, above } = await bureau();
      const elsewhere = await of(other);
      const id = await aUnitChange(test, school);
      const move = () =>
        test.uow.run((tx) =>
          tree.move(tx, { unitId: school, parentId: other, regionCode: '420000', from: inDays(-1) }),
        );
      const acts = [move, () => changes.decideBelow(above, id, accept)];
      const [first, second] = round % 2 === 0 ? acts : acts.toReversed();
      const ends = codes(await Promise.allSettled([first?.(), second?.()]));
      if ((await stateOf(id)) === 'accepted') expect(ends).toContain('not_found');
      else await changes.decideBelow(elsewhere, id, accept);
      expect(await endingOf(school)).toBe('abolished');
    }
  });

  it('a unit that is abolished while its filing is under review leaves no filing that nobody can pass on: it lapses with the reason, passed on or not, and the successor is told', async () => {
    const reviews = new ShareReviews(
      test.uow,
      new ShareRulesOf(new PolicyParameters(test.db)),
      new AuditLog(),
      new Notices(),
    );
    for (let round = 0; round < 4; round += 1) {
      const { school, twin, above } = await bureau();
      const heir = await of(twin);
      const year = thisYear();
      const said = {
        unitId: school,
        year,
        status: 'submitted',
        createdAt: new Date(Date.now() - 30 * 86_400_000),
      } as const;
      const { id: filingId } = await aFiledYear(test.db, said);
      const id = await aUnitChange(test, school, { kind: 'merged', successorId: twin });
      const acts = [() => changes.decideBelow(above, id, accept), () => reviews.approve(above, [filingId])];
      const [first, second] = round % 2 === 0 ? acts : acts.toReversed();
      const ends = codes(await Promise.allSettled([first?.(), second?.()]));
      expect(ends.every((end) => ['done', 'not_found'].includes(String(end)))).toBe(true);
      expect(await endingOf(school)).toBe('merged');
      const last = await test.db.one(
        `SELECT f.status, s.action, s.reason FROM share_filing f JOIN share_filing_step s ON s.share_filing_id = f.id WHERE f.id = $1 ORDER BY s.at DESC, s.id DESC LIMIT 1`,
        [filingId],
      );
      expect(last).toEqual({ status: 'discarded', action: 'lapse', reason: expect.stringMatching(/^单位已并入机关/) });
      const told = await test.db.query<{ body: string }>(
        `SELECT body FROM notice WHERE user_id = $1 AND title LIKE '并入单位%'`,
        [heir.actor.userId],
      );
      expect(told).toEqual([{ body: expect.stringContaining(`${year} 年`) }]);
      await expect(reviews.approve(above, [filingId])).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('lapses when a roster has ended the unit meanwhile', async () => {
    const { school, above } = await bureau();
    const id = await aUnitChange(test, school);
    await test.uow.run(async (tx) => {
      await lockUnitTree(tx);
      await tree.end(tx, [{ unitId: school, ending: 'abolished', successorId: null }]);
      await lapseChanges(tx, above, [school]);
    });
    expect(await stateOf(id)).toBe('lapsed');
    expect((await queries.below(above, ANY)).items).toMatchObject([{ id, status: 'lapsed' }]);
  });
});
