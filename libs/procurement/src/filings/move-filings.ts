import type { CanteenKind, FilingStatus } from '@yigou/contracts';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { FILING, type FilingAction } from './filing-status';

/** A version of a filing under its lock. */
export interface LockedFiling {
  readonly id: string;
  readonly unitId: string;
  readonly year: number;
  readonly version: number;
  readonly status: FilingStatus;
  readonly canteen: CanteenKind;
  readonly canteenTotalFen: Fen;
  readonly ratioBp: number;
  readonly reservedFen: Fen;
  readonly sharedWithId: string | null;
  readonly operatorId: string | null;
  readonly remark: string;
  readonly lockVersion: number;
}

const COLUMNS = `id, unit_id AS "unitId", year, version, status, canteen, canteen_total_fen AS "canteenTotalFen", ratio_bp AS "ratioBp",
  reserved_fen AS "reservedFen", shared_with_id AS "sharedWithId", operator_id AS "operatorId", remark, lock_version AS "lockVersion"`;

/** Locks a version and gives it as it is then. Throws `not_found`. */
export async function lockFiling(tx: Tx, id: string): Promise<LockedFiling> {
  const [filing] = await lockFilings(tx, [id]);
  if (!filing) throw new DomainError('not_found');
  return filing;
}

/** The same of several, by id; what is not there is left out. */
export function lockFilings(tx: Tx, ids: readonly string[]): Promise<LockedFiling[]> {
  return tx.query<LockedFiling>(`SELECT ${COLUMNS} FROM share_filing WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [ids]);
}

/** Locks what is made or looked at of units' years, by id. */
export function lockOpenFilings(tx: Tx, unitIds: readonly string[]): Promise<LockedFiling[]> {
  return tx.query<LockedFiling>(
    `SELECT ${COLUMNS} FROM share_filing WHERE unit_id = ANY($1) AND status = ANY($2) ORDER BY id FOR UPDATE`,
    [unitIds, FILING.sources('lapse')],
  );
}

/** Begins the next version of a unit's year, with what the last one said, of that year or of the latest before it; answers its id. */
export async function beginFiling(
  tx: Tx,
  { unitId, year, userId }: { readonly unitId: string; readonly year: number; readonly userId: string },
): Promise<string> {
  const id = newId();
  await tx.query(
    `WITH before AS (SELECT * FROM share_filing WHERE unit_id = $2 AND status <> 'discarded' AND year <= $3 ORDER BY year DESC, version DESC LIMIT 1),
     made AS (INSERT INTO share_filing (id, unit_id, year, version, status, canteen, canteen_total_fen, ratio_bp, reserved_fen, shared_with_id, operator_id,
         union_demand_fen, remark, contact_name, contact_phone)
       SELECT $1, $2, $3, 1 + (SELECT count(*)::int FROM share_filing WHERE unit_id = $2 AND year = $3), $4, coalesce(b.canteen, u.canteen),
         coalesce(b.canteen_total_fen, 0), coalesce(b.ratio_bp, 0), coalesce(b.reserved_fen, 0), b.shared_with_id, b.operator_id, b.union_demand_fen,
         coalesce(b.remark, ''), coalesce(b.contact_name, ''), coalesce(b.contact_phone, '')
       FROM budget_unit u LEFT JOIN before b ON true WHERE u.organisation_id = $2 RETURNING id)
     INSERT INTO share_filing_step (id, share_filing_id, action, from_status, to_status, by_id, by_organisation_id)
     SELECT $5, id, 'begin', NULL, $4, $6, $2 FROM made`,
    [id, unitId, year, FILING.initial, newId(), userId],
  );
  return id;
}

export interface FilingMove {
  readonly action: Exclude<FilingAction, 'begin'>;
  /** Where the action leads to several. */
  readonly to?: FilingStatus;
  /** Null: the year's end did it. */
  readonly by: { readonly userId: string; readonly organisationId: string } | null;
  /** By the version's id: when whoever gets it must have looked. Those without one wait for nobody. */
  readonly dueOn?: ReadonlyMap<string, string>;
  /** What the ratio is held against, of a version that is filed. */
  readonly minimumBp?: number;
  readonly reason?: string;
  readonly fieldNotes?: Readonly<Record<string, string>>;
}

/**
 * Moves locked versions along their table, all by one act: state, clocks and step in one statement. Only this writes the status of a filing.
 * Throws `filing_closed` when the table has no such step from the state of one.
 */
export async function moveFilings(tx: Tx, filings: readonly LockedFiling[], move: FilingMove): Promise<void> {
  const { action, by, dueOn, minimumBp = null, reason = '', fieldNotes = {} } = move;
  const rows = filings.map(({ id, status }) => ({ id, from: status, to: FILING.next(status, action, move.to) }));
  await tx.query(
    `WITH move AS (SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $10::date[]) AS t (id, from_status, to_status, step_id, due_on)),
     moved AS (UPDATE share_filing f SET status = move.to_status, lock_version = f.lock_version + 1, field_notes = $9::jsonb,
         due_on = move.due_on, minimum_bp = coalesce($11, f.minimum_bp),
         filed_at = CASE WHEN $5 = 'file' THEN clock_timestamp() ELSE f.filed_at END,
         confirmed_at = CASE WHEN $5 = 'confirm' THEN clock_timestamp() ELSE f.confirmed_at END
       FROM move WHERE f.id = move.id)
     INSERT INTO share_filing_step (id, share_filing_id, action, from_status, to_status, by_id, by_organisation_id, reason, field_notes)
     SELECT step_id, id, $5, from_status, to_status, $6, $7, $8, $9::jsonb FROM move`,
    [
      rows.map(({ id }) => id),
      rows.map(({ from }) => from),
      rows.map(({ to }) => to),
      rows.map(() => newId()),
      action,
      by?.userId ?? null,
      by?.organisationId ?? null,
      reason,
      JSON.stringify(fieldNotes),
      rows.map(({ id }) => dueOn?.get(id) ?? null),
      minimumBp,
    ],
  );
}
