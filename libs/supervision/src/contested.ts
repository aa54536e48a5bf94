import { lockApplication } from '@yigou/certification';
import type { ReviewLevel, SanctionStatus } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { PolicyParameters, type Tx } from '@yigou/platform';

/** What an appeal is against, under its lock. */
export interface Contested {
  readonly sanctionId: string | null;
  readonly applicationId: string | null;
  readonly regionCode: string | null;
  readonly decidedBy: string | null;
  readonly level: ReviewLevel;
  /** Still within the days that policy gives, by the database's clock. */
  readonly inTime: boolean;
  readonly open: boolean;
  readonly status: string;
}
/** The level whose decision is contested, of the appeal `v` with its sanction `s`, as SQL: the last refusal's for an application. */
export const CONTESTED_LEVEL = `coalesce(s.level, (SELECT step.level FROM application_step step
  WHERE step.application_id = v.application_id AND step.action = 'refuse' ORDER BY step.at DESC, step.id DESC LIMIT 1), 'county')`;

const IN_TIME = (at: string, days: string): string => `clock_timestamp() <= ${at} + make_interval(days => ${days})`;

/** A decision against the supplier, locked. Throws `not_found` for another's. */
export async function contestedSanction(tx: Tx, id: string, supplierId: string): Promise<Contested> {
  const own = await tx.one('SELECT 1 FROM sanction WHERE id = $1 AND supplier_id = $2 FOR UPDATE', [id, supplierId]);
  if (!own) throw new DomainError('not_found');
  const days = await filingDays(tx, 'sanction', id);
  const found = await tx.one<Omit<Contested, 'open'> & { status: SanctionStatus }>(
    `SELECT id AS "sanctionId", NULL::uuid AS "applicationId", region_code AS "regionCode", decided_by AS "decidedBy", level, status,
       ${IN_TIME('decided_at', '$2::int')} AS "inTime" FROM sanction WHERE id = $1`,
    [id, days],
  );
  if (!found) throw new DomainError('not_found');
  return { ...found, open: found.status === 'in_force' };
}

/** A refusal of the supplier's application, locked. Throws `not_found` for another's. */
export async function contestedRefusal(tx: Tx, id: string, supplierId: string): Promise<Contested> {
  const application = await lockApplication(tx, id);
  if (application?.supplierId !== supplierId) throw new DomainError('not_found');
  const { regionCode, status } = application;
  const days = await filingDays(tx, 'application', id);
  const refusal = await tx.one<{ decidedBy: string | null; level: ReviewLevel | null; inTime: boolean }>(
    `SELECT actor_id AS "decidedBy", level, ${IN_TIME('at', '$2::int')} AS "inTime" FROM application_step
     WHERE application_id = $1 AND action = 'refuse' ORDER BY at DESC, id DESC LIMIT 1`,
    [id, days],
  );
  return {
    sanctionId: null,
    applicationId: id,
    regionCode,
    status,
    decidedBy: refusal?.decidedBy ?? null,
    level: refusal?.level ?? 'county',
    inTime: refusal?.inTime ?? false,
    open: status === 'refused',
  };
}

async function filingDays(tx: Tx, table: 'sanction' | 'application', id: string): Promise<number> {
  const row = await tx.one<{ regionCode: string | null }>(
    `SELECT region_code AS "regionCode" FROM ${table} WHERE id = $1`,
    [id],
  );
  return new PolicyParameters(tx).get('appeal.filing_days', row?.regionCode ?? '');
}
