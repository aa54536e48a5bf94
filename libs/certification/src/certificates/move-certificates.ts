import type { CertificateAction, CertificateStatus } from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { publish, type Tx } from '@yigou/platform';
import { StandingChanged } from '@yigou/suppliers';
import { CERTIFICATE } from './certificate-status';

export interface CertificateMove {
  readonly action: Exclude<CertificateAction, 'issue'>;
  readonly by: By;
  readonly reason: string;
}
export interface MovedCertificate {
  readonly id: string;
  readonly number: string;
  readonly supplierId: string;
  readonly from: CertificateStatus;
  readonly to: CertificateStatus;
}

/**
 * Moves certificates along their table, however many, with a fixed number of statements: locks them in the order of their ids, checks, writes states and
 * steps, and tells the shelves. Throws `not_found` when one does not exist and `illegal_transition` when the table has no such step for one of
 * them; with `lenient` those are left as they are.
 */
export async function moveCertificates(
  tx: Tx,
  ids: readonly string[],
  { action, by, reason }: CertificateMove,
  { lenient = false }: { readonly lenient?: boolean } = {},
): Promise<MovedCertificate[]> {
  if (ids.length === 0) return [];
  const found = await tx.query<Omit<MovedCertificate, 'to'>>(
    `SELECT id, number, supplier_id AS "supplierId", status AS "from" FROM certificate WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
    [ids],
  );
  const ready = found.filter((certificate) => CERTIFICATE.can(certificate.from, action));
  if (!lenient) {
    if (found.length < new Set(ids).size) throw new DomainError('not_found');
    const stuck = found.find((certificate) => !ready.includes(certificate));
    if (stuck) throw new DomainError('illegal_transition', { number: stuck.number, status: stuck.from });
  }
  const [first] = ready;
  if (!first) return [];
  const to = CERTIFICATE.next(first.from, action);
  const readyIds = ready.map((certificate) => certificate.id);
  await tx.query(
    'UPDATE certificate SET status = $2, status_since = clock_timestamp(), status_reason = $3 WHERE id = ANY($1)',
    [readyIds, to, to === 'valid' ? null : reason],
  );
  const signed = signatureOf(by);
  await tx.query(
    `INSERT INTO certificate_step (id, certificate_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     SELECT step, certificate, $3, before, $5, $6, $7, $8, $9 FROM unnest($1::uuid[], $2::uuid[], $4::text[]) AS t (step, certificate, before)`,
    [
      ready.map(() => newId()),
      readyIds,
      action,
      ready.map((certificate) => certificate.from),
      to,
      signed.userId,
      signed.name,
      signed.seat,
      reason,
    ],
  );
  await publish(tx, StandingChanged, { certificateIds: readyIds });
  return ready.map((certificate) => ({ ...certificate, to }));
}
