import { AuditLog } from '@yigou/audit';
import { type FilingStatus, type MemberRole, type OrganisationKind, shareOfFen } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import type { SeatedCaller } from '@yigou/identity';
import { anOrganisation, aPerson, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { PolicyParameters, type Queryable } from '@yigou/platform';
import { given, type TestDatabase } from '@yigou/testing';
import { Corrections } from '../attribution/corrections.service';
import { ShareCorrection } from '../attribution/share-correction.entity';
import { ShareCorrectionStep } from '../attribution/share-correction-step.entity';
import { Budget } from '../budgets/budget.entity';
import { BudgetEntry } from '../budgets/budget-entry.entity';
import { BudgetHold } from '../budgets/budget-hold.entity';
import { Budgets, type NewBudget } from '../budgets/budgets.service';
import type { FilingAction } from '../filings/filing-status';
import { beginFiling } from '../filings/move-filings';
import { ShareFiling } from '../filings/share-filing.entity';
import { ShareFilingStep } from '../filings/share-filing-step.entity';
import { ShareRulesOf, thisYear } from '../filings/share-rules';
import { UnitRosterImport } from '../roster/roster-import.entity';
import { aFile } from '@yigou/evidence/testing';
import { type ReportedChange, reportChange } from '../units/move-unit-change';
import { askAdmission } from '../units/move-unit-admission';
import { StaffBinding } from '../staff/staff-binding.entity';
import { UnitTree } from '../units/unit-tree';

const tree = new UnitTree();
const budgets = new Budgets();

/** A budget unit since 2020, at the top or below another; answers its id. */
export async function aUnit({ db, uow }: TestDatabase, parentId?: string, regionCode = '420000'): Promise<string> {
  const { id: unitId } = await anOrganisation(db, { kind: 'agency', name: `机关 ${newId()}`, regionCode });
  await uow.run((tx) => tree.add(tx, [{ unitId, parentId: parentId ?? null, regionCode }], '2020-01-01'));
  return unitId;
}

/** A canteen budget of this year; answers its id. */
export function aBudget(
  { uow }: TestDatabase,
  budget: Pick<NewBudget, 'unitId' | 'ceilingFen'> & Partial<NewBudget>,
): Promise<string> {
  return uow.run((tx) =>
    budgets.open(
      tx,
      { year: thisYear(), kind: 'canteen', reach: 'own', costCentre: '', name: '食堂食材', ...budget },
      { userId: newId(), reason: '年度预算' },
    ),
  );
}

export { thisYear };

/** A unit that waits to stand below another; answers both ids. */
export async function anAdmission(
  test: TestDatabase,
  parentId: string,
  regionCode = '420000',
): Promise<{ unitId: string; admissionId: string }> {
  const { db, uow } = test;
  const { id: unitId } = await anOrganisation(db, { kind: 'agency', name: `机关 ${newId()}`, regionCode });
  const by = await aSeat(test, { kind: 'agency', organisationId: unitId });
  await uow.run(async (tx) => {
    await tree.enroll(tx, [{ unitId }]);
    await askAdmission(tx, { unitId, parentId, regionCode }, by);
  });
  const row = await db.one<{ id: string }>('SELECT id FROM unit_admission WHERE unit_id = $1', [unitId]);
  return { unitId, admissionId: row?.id ?? '' };
}

/** Reports that a unit is abolished, which waits; answers the report's id. */
export async function aUnitChange(
  test: TestDatabase,
  unitId: string,
  said: Partial<ReportedChange> = {},
): Promise<string> {
  const by = await aSeat(test, { kind: 'agency', organisationId: unitId });
  const { id: proofId } = await aFile(test.db, { uploadedBy: by.actor.userId });
  const change = {
    kind: 'abolished',
    newName: null,
    successorId: null,
    effectiveOn: '2026-01-01',
    remark: '',
  } as const;
  return test.uow.run((tx) => reportChange(tx, { ...change, proofId, ...said, unitId }, by));
}

/** This year of a unit, with its step, in a state; answers the version's id. */
export async function aShare({ db, uow }: TestDatabase, unitId: string, status: FilingStatus): Promise<string> {
  const id = await uow.run((tx) => beginFiling(tx, { unitId, year: thisYear(), userId: newId() }));
  await db.query(`UPDATE share_filing SET status = $2, due_on = current_date + 3 WHERE id = $1`, [id, status]);
  return id;
}

/** What each state of a year's filing has behind it. */
const FILED = {
  draft: ['begin'],
  submitted: ['begin', 'file'],
  reviewed: ['begin', 'file', 'approve'],
  returned: ['begin', 'file', 'return'],
  in_force: ['begin', 'file', 'approve', 'confirm'],
  fulfilled: ['begin', 'file', 'approve', 'confirm', 'close_year'],
  unfulfilled: ['begin', 'file', 'approve', 'confirm', 'close_year'],
} as const satisfies Partial<Record<FilingStatus, readonly FilingAction[]>>;
const STATES = {
  begin: 'draft',
  file: 'submitted',
  approve: 'reviewed',
  return: 'returned',
  confirm: 'in_force',
} as const;

/** The first version of a year of a supervised unit, with all its steps from `createdAt` on, two days each. */
export async function aFiledYear(
  db: Queryable,
  said: Partial<ShareFiling> & { unitId: string; year: number; status: keyof typeof FILED; createdAt: Date },
  { reason = '', byId = null }: { reason?: string; byId?: string | null } = {},
): Promise<ShareFiling> {
  const actions: readonly FilingAction[] = FILED[said.status];
  const at = (step: number) => new Date(said.createdAt.getTime() + step * 2 * 86_400_000);
  const when = (action: FilingAction) => (actions.includes(action) ? at(actions.indexOf(action)) : null);
  const filing = await given(db, ShareFiling, {
    version: 1,
    canteen: 'own',
    reservedFen: shareOfFen(said.canteenTotalFen ?? 0, said.ratioBp ?? 0),
    filedAt: when('file'),
    confirmedAt: when('confirm'),
    ...said,
  });
  let from: FilingStatus | null = null;
  for (const [step, action] of actions.entries()) {
    const to: FilingStatus = action in STATES ? STATES[action as keyof typeof STATES] : said.status;
    const by = action === 'close_year' ? null : byId;
    await given(db, ShareFilingStep, {
      shareFilingId: filing.id,
      action,
      fromStatus: from,
      toStatus: to,
      byId: by,
      reason: to === 'returned' ? reason : '',
      at: action === 'close_year' ? new Date(Date.UTC(said.year + 1, 0, 1)) : at(step),
    });
    from = to;
  }
  return filing;
}

/** A roster that somebody of a unit uploaded, of no rows, and that waits to be confirmed; answers its id. */
export async function aRoster(db: Queryable, unitId: string): Promise<string> {
  const said = {
    unitId,
    fileName: '名册.xlsx',
    rows: [],
    planHash: 'x',
    createdBy: newId(),
    expiresAt: new Date(Date.now() + 3_600_000),
  };
  return (await given(db, UnitRosterImport, said)).id;
}

/** The units below one on a day, itself included. */
export async function belowOn({ db }: TestDatabase, ancestorId: string, day: string): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    `SELECT unit_id AS id FROM budget_unit_path WHERE ancestor_id = $1 AND valid_from <= $2::date AND $2::date < valid_to`,
    [ancestorId, day],
  );
  return new Set(rows.map(({ id }) => id));
}

/** A member of an organisation that is there, or of a new one, in its seat; a manager unless said otherwise. */
export async function aSeat(
  { db }: TestDatabase,
  {
    kind,
    organisationId,
    regionPrefix = '',
    role = 'manager',
  }: { kind: OrganisationKind; organisationId?: string; regionPrefix?: string; role?: MemberRole },
): Promise<SeatedCaller> {
  const { id } = organisationId ? { id: organisationId } : await anOrganisation(db, { kind });
  return memberOf(db, id, { role, regionPrefix });
}

/** What an order holds of a budget of its unit, as its placing and its moves leave it: open, spent, or given back. */
export async function heldOfBudget(
  db: Queryable,
  { holder, budgetId, amountFen, at }: { holder: string; budgetId: string; amountFen: number; at?: Date },
  end: 'spend' | 'release' | null,
): Promise<void> {
  const [encumberedFen, spentFen] = [end === null ? amountFen : 0, end === 'spend' ? amountFen : 0];
  await given(db, BudgetHold, { holder, budgetId, own: true, encumberedFen, spentFen });
  for (const kind of ['encumber', end] as const)
    if (kind) await given(db, BudgetEntry, { budgetId, kind, holder, amountFen, at });
  await db.query('UPDATE budget SET encumbered_fen = encumbered_fen + $2, spent_fen = spent_fen + $3 WHERE id = $1', [
    budgetId,
    encumberedFen,
    spentFen,
  ]);
}

/** Corrections on a test database. */
export const correctionsOn = ({ db, uow }: TestDatabase): Corrections =>
  new Corrections(uow, new ShareRulesOf(new PolicyParameters(db)), new Evidence(), new AuditLog(), new Notices());

/** A file that somebody uploaded; answers its id. */
export const aProof = async ({ db }: TestDatabase, { actor }: SeatedCaller): Promise<string> =>
  (await aFile(db, { uploadedBy: actor.userId })).id;

/** That an order of a unit, `holder`, shall count to another, just asked for; answers its id. */
export async function aCorrection(
  db: Queryable,
  said: Pick<ShareCorrection, 'holder' | 'unitId' | 'toUnitId'> & Partial<ShareCorrection>,
): Promise<string> {
  const correction = await given(db, ShareCorrection, {
    year: thisYear(),
    regionCode: '42',
    proofIds: [newId()],
    status: 'asked',
    ...said,
  });
  await given(db, ShareCorrectionStep, {
    shareCorrectionId: correction.id,
    action: 'ask',
    fromStatus: null,
    toStatus: 'asked',
    byOrganisationId: said.unitId,
  });
  return correction.id;
}

/** A person is bound to a unit; answers who. */
export async function aStaffMember(db: Queryable, said: Partial<StaffBinding> & { unitId: string }): Promise<string> {
  const userId = said.userId ?? (await aPerson(db)).id;
  await given(db, StaffBinding, { ...said, userId });
  return userId;
}

/** A unit's canteen budget of this year, as rows and nothing else; answers its id. */
export async function aBudgetRow(db: Queryable, said: Partial<Budget> & { unitId: string }): Promise<string> {
  const budget = await given(db, Budget, {
    year: thisYear(),
    kind: 'canteen',
    reach: 'own',
    name: '食堂食材',
    ceilingFen: 100_000_000,
    ...said,
  });
  await given(db, BudgetEntry, { budgetId: budget.id, kind: 'ceiling', holder: null, amountFen: budget.ceilingFen });
  return budget.id;
}
