import { lockApplication } from '@yigou/certification';
import type { AppealStatus, ReviewLevel } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { levelAbove } from './duties';
import { lockSanction } from './move-sanction';
import { SANCTION } from './sanction-status';

/** The decision that an appeal is against, under its lock. */
export interface Contested {
  readonly sanctionId: string | null;
  readonly applicationId: string | null;
  /** The step that refused the application: refused anew, it is another decision. */
  readonly refusalId: string | null;
  readonly regionCode: string | null;
  readonly decidedBy: string | null;
  readonly level: ReviewLevel;
  /** Until when a first appeal may be filed. */
  readonly appealBy: Date | null;
  /** What holds can be contested. */
  readonly open: boolean;
  readonly status: string;
}

/** A decision against the supplier, locked. Throws `not_found` for another's. */
export async function contestedSanction(tx: Tx, id: string, supplierId: string): Promise<Contested> {
  const sanction = await lockSanction(tx, id);
  if (sanction.supplierId !== supplierId) throw new DomainError('not_found');
  const row = await tx.one<Pick<Contested, 'regionCode' | 'appealBy'>>(
    'SELECT region_code AS "regionCode", appeal_by AS "appealBy" FROM sanction WHERE id = $1',
    [id],
  );
  return {
    sanctionId: id,
    applicationId: null,
    refusalId: null,
    regionCode: row?.regionCode ?? null,
    appealBy: row?.appealBy ?? null,
    decidedBy: sanction.decidedBy,
    level: sanction.level,
    status: sanction.status,
    open: SANCTION.can(sanction.status, 'overturn'),
  };
}

/** The latest refusal of the supplier's application, locked. Throws `not_found` for another's. */
export async function contestedRefusal(tx: Tx, id: string, supplierId: string): Promise<Contested> {
  const application = await lockApplication(tx, id);
  if (application?.supplierId !== supplierId) throw new DomainError('not_found');
  const refusal = await tx.one<{ id: string; decidedBy: string | null; level: ReviewLevel | null }>(
    `SELECT id, actor_id AS "decidedBy", level FROM application_step
     WHERE application_id = $1 AND action = 'refuse' ORDER BY at DESC, id DESC LIMIT 1`,
    [id],
  );
  return {
    sanctionId: null,
    applicationId: id,
    refusalId: refusal?.id ?? null,
    regionCode: application.regionCode,
    status: application.status,
    decidedBy: refusal?.decidedBy ?? null,
    level: refusal?.level ?? 'county',
    appealBy: application.appealBy,
    open: application.status === 'refused' && refusal !== undefined,
  };
}

interface Past {
  readonly instance: 1 | 2;
  readonly status: AppealStatus;
  readonly decidedLevel: ReviewLevel | null;
  readonly againBy: Date | null;
}
/** What may be filed now. */
export interface NextAppeal {
  readonly instance: 1 | 2;
  /** The lowest level that may decide it. */
  readonly level: ReviewLevel;
}

/**
 * The instance that is next (domain §3b, 每一步都可申诉; that there are two is ours, see docs/decisions.md): the first as long as the decision said, to its level or one
 * above; the second as long as the rejection of the first said, to the level above the one that rejected it, which is final. Throws `appeal_exists`,
 * `appeal_final`, `illegal_transition` for what no longer holds, `appeal_too_late`. By the clock of the database, under the lock of the decision.
 */
export async function nextAppeal(tx: Tx, contested: Contested): Promise<NextAppeal> {
  const { sanctionId, refusalId, level } = contested;
  const [first, second] = await tx.query<Past>(
    `SELECT instance, status, decided_level AS "decidedLevel", again_by AS "againBy" FROM appeal
     WHERE sanction_id = $1 OR refusal_id = $2 ORDER BY instance`,
    [sanctionId, refusalId],
  );
  if (first?.status === 'open' || second?.status === 'open') throw new DomainError('appeal_exists');
  if (second) throw new DomainError('appeal_final');
  if (!contested.open) throw new DomainError('illegal_transition', { status: contested.status });
  await requireInTime(tx, first ? first.againBy : contested.appealBy);
  return first ? { instance: 2, level: levelAbove(first.decidedLevel ?? level) } : { instance: 1, level };
}

async function requireInTime(tx: Tx, until: Date | null): Promise<void> {
  const row = await tx.one<{ inTime: boolean | null }>('SELECT clock_timestamp() <= $1::timestamptz AS "inTime"', [
    until,
  ]);
  if (!row?.inTime) throw new DomainError('appeal_too_late');
}
