import type { RegistrableKind, RegistrantType, RegistrationStatus } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { REGISTRATION, type RegistrationAction } from './registration-status';

/** A registration under its lock. */
export interface LockedRegistration {
  readonly id: string;
  readonly userId: string;
  readonly kind: RegistrableKind;
  readonly name: string;
  readonly creditCode: string;
  readonly regionCode: string;
  readonly status: RegistrationStatus;
}
/** What is stated of an organisation. */
export interface Registrant {
  readonly kind: RegistrableKind;
  readonly type: RegistrantType;
  readonly name: string;
  readonly creditCode: string;
  readonly regionCode: string;
  readonly contactSealed: string;
  readonly proof: readonly string[];
}

/** Throws `not_found`. */
export async function lockRegistration(tx: Tx, id: string): Promise<LockedRegistration> {
  const found = await tx.one<LockedRegistration>(
    `SELECT id, user_id AS "userId", kind, name, credit_code AS "creditCode", region_code AS "regionCode", status
     FROM campaigns_registration WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Throws `registration_waiting` while another one of the code waits. */
export async function register(tx: Tx, id: string, userId: string, said: Registrant): Promise<void> {
  const made = await tx.query(
    `WITH made AS (
       INSERT INTO campaigns_registration (id, user_id, kind, type, name, credit_code, region_code, contact_sealed, proof, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO campaigns_registration_step (id, campaigns_registration_id, action, from_status, to_status, by_id)
     SELECT $11, id, 'register', NULL, $10, $2 FROM made RETURNING id`,
    [
      id,
      userId,
      said.kind,
      said.type,
      said.name,
      said.creditCode,
      said.regionCode,
      said.contactSealed,
      said.proof,
      REGISTRATION.initial,
      newId(),
    ],
  );
  if (made.length === 0) throw new DomainError('registration_waiting');
}

/** Writes over what is stated of a registration under its lock; without new files those of before stand. */
export async function correctRegistration(tx: Tx, id: string, said: Registrant): Promise<void> {
  await tx.query(
    `UPDATE campaigns_registration SET kind = $2, type = $3, name = $4, credit_code = $5, region_code = $6, contact_sealed = $7,
       proof = CASE WHEN cardinality($8::uuid[]) > 0 THEN $8 ELSE proof END, submitted_at = clock_timestamp() WHERE id = $1`,
    [id, said.kind, said.type, said.name, said.creditCode, said.regionCode, said.contactSealed, said.proof],
  );
}

export interface RegistrationMove {
  readonly action: Exclude<RegistrationAction, 'register'>;
  readonly byId: string;
  readonly reason?: string;
  /** Of `approve`: whose seat it became. */
  readonly organisationId?: string;
}

/** Moves a locked registration along its table, with its step. Only this writes the status. Throws `registration_closed`, and `registration_waiting` while another one of the code waits. */
export async function moveRegistration(
  tx: Tx,
  { id, status }: Pick<LockedRegistration, 'id' | 'status'>,
  { action, byId, reason = '', organisationId }: RegistrationMove,
): Promise<void> {
  const to = REGISTRATION.next(status, action);
  const moved = await tx.query(
    `WITH moved AS (UPDATE campaigns_registration r SET status = $2, organisation_id = $3
       WHERE id = $1 AND ($2 <> 'waiting' OR NOT EXISTS (SELECT FROM campaigns_registration o
         WHERE o.credit_code = r.credit_code AND o.status = 'waiting' AND o.id <> r.id)) RETURNING id)
     INSERT INTO campaigns_registration_step (id, campaigns_registration_id, action, from_status, to_status, by_id, reason)
     SELECT $4, id, $5, $6, $2, $7, $8 FROM moved RETURNING id`,
    [id, to, organisationId ?? null, newId(), action, status, byId, reason],
  );
  if (moved.length === 0) throw new DomainError('registration_waiting');
}
