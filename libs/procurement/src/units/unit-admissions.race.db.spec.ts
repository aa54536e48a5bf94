import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { Notices } from '@yigou/notifications';
import { checkInvariant } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { anAdmission, aSeat, aUnit, belowOn } from '../testing';
import { UNIT_INVARIANTS } from './unit.invariants';
import { UnitAdmissions } from './unit-admissions.service';
import { UnitTree } from './unit-tree';

let test: TestDatabase;
let admissions: UnitAdmissions;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 16 });
  admissions = new UnitAdmissions(test.uow, new UnitTree(), new AuditLog(), new Notices());
});
afterAll(async () => {
  for (const invariant of UNIT_INVARIANTS)
    expect(await checkInvariant(test.db, invariant)).toMatchObject({ broken: 0 });
  await test.close();
});

const accept = { decision: 'accept', reason: '' } as const;
const refuse = { decision: 'refuse', reason: '不是本单位的下级' } as const;

describe('a request to stand below another unit', () => {
  it('has one end when it is accepted, refused and taken back at once, and stands below only if it was accepted', async () => {
    const finance = await aSeat(test, { kind: 'finance', regionPrefix: '42' });
    for (let round = 0; round < 8; round += 1) {
      const parent = await aUnit(test);
      const above = await aSeat(test, { kind: 'agency', organisationId: parent });
      const { unitId, admissionId } = await anAdmission(test, parent);
      const own = await aSeat(test, { kind: 'agency', organisationId: unitId });
      const acts = [
        () => admissions.decideBelow(above, admissionId, accept),
        () => admissions.withdraw(own),
        () => admissions.decideRegion(finance, admissionId, refuse),
        () => admissions.decideRegion(finance, admissionId, accept),
      ];
      const turned = [...acts.slice(round % 4), ...acts.slice(0, round % 4)];
      const ends = await Promise.allSettled(turned.map((act) => act()));
      const lost = ends.filter((end) => end.status === 'rejected');
      expect(lost.map(({ reason }) => (reason as { code: string }).code)).toEqual(
        Array(3).fill('unit_admission_closed'),
      );
      const row = await test.db.one<{ status: string }>('SELECT status FROM unit_admission WHERE id = $1', [
        admissionId,
      ]);
      const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date());
      expect((await belowOn(test, parent, today)).has(unitId)).toBe(row?.status === 'accepted');
    }
  });

  it('waits once when it is asked twice at once', async () => {
    const parent = await aUnit(test);
    const { unitId } = await anAdmission(test, parent);
    const own = await aSeat(test, { kind: 'agency', organisationId: unitId });
    await admissions.withdraw(own);
    const asked = await Promise.allSettled([1, 2, 3].map(() => admissions.askAgain(own, parent)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(asked.filter(({ status }) => status === 'rejected')).toHaveLength(2);
  });
});
