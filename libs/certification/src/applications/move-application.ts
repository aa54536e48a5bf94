import type {
  ApplicationAction,
  ApplicationForm,
  ApplicationKind,
  ApplicationStatus,
  ChangeCause,
  ReviewLevel,
} from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { APPLICATION, CLOSED } from './application-status';
import { ApplicationStep } from './application-step.entity';

/** An application under its lock. */
export interface LockedApplication {
  readonly id: string;
  readonly number: string;
  readonly kind: ApplicationKind;
  readonly causes: readonly ChangeCause[];
  readonly supplierId: string;
  readonly certificateId: string | null;
  readonly regionCode: string;
  readonly township: string | null;
  readonly status: ApplicationStatus;
  readonly version: number;
  readonly round: number;
  readonly returnedFrom: ApplicationStatus | null;
  readonly claimedBy: string | null;
  readonly productName: string;
  readonly categorySlug: string | null;
  readonly form: ApplicationForm;
  readonly households: number;
  readonly people: number;
  readonly priceVerdict: string | null;
  /** Working days of the publication that were left when an objection stopped it. */
  readonly publicityLeft: number | null;
  /** Until when an appeal against its refusal may be filed. */
  readonly appealBy: Date | null;
}

const COLUMNS = `id, number, kind, causes, supplier_id AS "supplierId", certificate_id AS "certificateId", region_code AS "regionCode", township,
  status, version, round, returned_from AS "returnedFrom", claimed_by AS "claimedBy", product_name AS "productName",
  category_slug AS "categorySlug", form, households, people, price_verdict AS "priceVerdict",
  publicity_left AS "publicityLeft", appeal_by AS "appealBy"`;

/** Locks an application and gives it as it is then; undefined when there is none. */
export function lockApplication(tx: Tx, id: string): Promise<LockedApplication | undefined> {
  return tx.one<LockedApplication>(`SELECT ${COLUMNS} FROM application WHERE id = $1 FOR UPDATE`, [id]);
}

/** The same of a supplier's own. Throws `not_found` for another's. */
export async function lockOwn(tx: Tx, id: string, supplierId: string): Promise<LockedApplication> {
  const application = await lockApplication(tx, id);
  if (!application || application.supplierId !== supplierId) throw new DomainError('not_found');
  return application;
}

export interface ApplicationMove {
  readonly action: Exclude<ApplicationAction, 'create'>;
  readonly to: ApplicationStatus;
  readonly by: By;
  readonly reason: string;
  /** The level that decided; null when no office did. */
  readonly level?: ReviewLevel | null;
  readonly evidence?: readonly string[];
  /** When the next office should have decided; left out where nobody is to. */
  readonly dueAt?: Date;
  /** When the publication ends that begins or goes on. */
  readonly publicityEndsAt?: Date;
  /** Working days of the publication that are left when an objection stops it. */
  readonly publicityLeft?: number;
  /** Until when an appeal against the refusal may be filed. */
  readonly appealBy?: Date;
  /** What is wrong, by field; null leaves the notes as they are. */
  readonly fieldNotes?: Readonly<Record<string, string>> | null;
}

/**
 * Moves a locked application along its table: writes the state, the clocks that belong to it, and the step. Whoever had taken it up has it no longer.
 * Throws `illegal_transition` with `details.status` when the table has no such step.
 */
export async function moveApplication(tx: Tx, application: LockedApplication, move: ApplicationMove): Promise<void> {
  const { status: from, round } = application;
  const { action, to } = move;
  APPLICATION.next(from, action, to);
  const submitted = action === 'submit' || action === 'resubmit';
  await tx.query(
    `UPDATE application SET status = $2, version = version + 1, status_since = clock_timestamp(), claimed_by = NULL, claimed_at = NULL,
       due_at = coalesce($3::timestamptz, 'infinity'), appeal_by = $9,
       returned_from = CASE WHEN $2 = 'returned' THEN status END,
       round = round + CASE WHEN $4 THEN 1 ELSE 0 END,
       submitted_at = CASE WHEN $4 THEN coalesce(submitted_at, clock_timestamp()) ELSE submitted_at END,
       closed_at = CASE WHEN $5 THEN clock_timestamp() END,
       field_notes = coalesce($6::jsonb, field_notes),
       publicity_started_at = CASE WHEN $2 = 'publicity' AND status <> 'examination' THEN clock_timestamp() ELSE publicity_started_at END,
       publicity_ends_at = $7, publicity_left = $8
     WHERE id = $1`,
    [
      application.id,
      to,
      move.dueAt ?? null,
      submitted,
      CLOSED.includes(to),
      move.fieldNotes ? JSON.stringify(move.fieldNotes) : null,
      move.publicityEndsAt ?? null,
      move.publicityLeft ?? null,
      move.appealBy ?? null,
    ],
  );
  await writeApplicationStep(tx, { ...move, applicationId: application.id, from, round: round + (submitted ? 1 : 0) });
}

/** Writes a step into the history that nothing updates. */
export async function writeApplicationStep(
  tx: Tx,
  step: Pick<ApplicationMove, 'by' | 'reason' | 'to' | 'level' | 'evidence'> & {
    readonly applicationId: string;
    readonly action: ApplicationAction;
    readonly from: ApplicationStatus | null;
    readonly round: number;
  },
): Promise<void> {
  const { applicationId, action, from, to, by, reason, level = null, evidence = [], round } = step;
  const { userId, name, seat } = signatureOf(by);
  const who = { actorId: userId, actorName: name, seat, level };
  const what = { applicationId, action, fromStatus: from, toStatus: to, reason, evidence: [...evidence], round };
  await tx.manager.insert(ApplicationStep, { id: newId(), ...what, ...who });
}
