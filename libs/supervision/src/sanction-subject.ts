import { moveCertificates } from '@yigou/certification';
import type { CertificateStatus, SupplierStatus } from '@yigou/contracts';
import type { Signature } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, type Tx } from '@yigou/platform';
import { moveSupplier } from '@yigou/suppliers';
import type { Matter } from './decide';

/** What a decision is about: a certificate, or a supplier when `certificateId` is null. */
export interface SubjectIds {
  readonly supplierId: string | null;
  readonly certificateId: string | null;
}
export interface Subject extends Matter {
  readonly supplierId: string;
  readonly certificateId: string | null;
  /** How people call it. */
  readonly label: string;
  readonly status: CertificateStatus | SupplierStatus;
}

/**
 * Locks what a decision is about. Everything here locks in one order: complaint or inspection, then the subject, then its sanctions, then the appeal. Throws
 * `not_found`.
 */
export async function lockSubject(tx: Tx, { supplierId, certificateId }: SubjectIds): Promise<Subject> {
  const subject =
    certificateId === null
      ? await tx.one<Subject>(
          `SELECT f.supplier_id AS "supplierId", NULL::uuid AS "certificateId", o.name AS label, f.status, f.township,
             coalesce(f.region_code, o.region_code) AS "regionCode"
           FROM supplier_file f JOIN organisation o ON o.id = f.supplier_id WHERE f.supplier_id = $1 FOR UPDATE OF f`,
          [supplierId],
        )
      : await tx.one<Subject>(
          `SELECT c.supplier_id AS "supplierId", c.id AS "certificateId", c.product_name || '（' || c.number || '）' AS label, c.status,
             c.region_code AS "regionCode", (SELECT f.township FROM supplier_file f WHERE f.supplier_id = c.supplier_id) AS township
           FROM certificate c WHERE c.id = $1 FOR UPDATE OF c`,
          [certificateId],
        );
  if (!subject) throw new DomainError('not_found');
  return subject;
}

/** Gives a subject the standing that the decisions still in force leave it, after one of them has gone. */
export async function settle(tx: Tx, subject: SubjectIds, by: Signature, reason: string): Promise<void> {
  if (subject.certificateId !== null) await settleCertificate(tx, subject.certificateId, by, reason);
  else if (subject.supplierId !== null) await settleSupplier(tx, subject.supplierId, by, reason);
}

/** Whether a suspension, or a change review that stops the sale (变更复审), keeps a certificate `c` off the shelves. */
const HELD = `(EXISTS (SELECT FROM sanction s WHERE s.certificate_id = c.id AND s.kind = 'suspension' AND s.status = 'in_force')
  OR EXISTS (SELECT FROM application a WHERE a.certificate_id = c.id AND a.stops_sales))`;

async function settleCertificate(tx: Tx, id: string, by: Signature, reason: string): Promise<void> {
  const now = await tx.one<{ status: CertificateStatus; held: boolean; withdrawn: boolean; over: boolean }>(
    `SELECT c.status, ${HELD} AS held, c.valid_to < ${MARKET_TODAY} AS over, EXISTS (SELECT FROM sanction s
       WHERE s.certificate_id = c.id AND s.kind = 'withdrawal' AND s.status = 'in_force') AS withdrawn
     FROM certificate c WHERE c.id = $1`,
    [id],
  );
  if (!now || now.withdrawn || (now.status !== 'suspended' && now.status !== 'withdrawn')) return;
  if (now.status === 'suspended' && now.held) return;
  await moveCertificates(tx, [id], { action: 'restore', by, reason });
  // Back from a withdrawal it may come into a suspension that still runs, or find its term over.
  if (now.over) await moveCertificates(tx, [id], { action: 'expire', by, reason: '有效期已届满' });
  else if (now.held) await moveCertificates(tx, [id], { action: 'suspend', by, reason: '暂停仍在执行' });
}

/** Severest first, with the state that each puts a supplier into. */
const SUPPLIER_SANCTIONS = [
  { kind: 'blacklist', action: 'blacklist', status: 'blacklisted' },
  { kind: 'removal', action: 'remove', status: 'removed' },
  { kind: 'freeze', action: 'freeze', status: 'frozen' },
] as const;
export const SUPPLIER_ACTION = { blacklist: 'blacklist', removal: 'remove', freeze: 'freeze' } as const;

async function settleSupplier(tx: Tx, supplierId: string, by: Signature, reason: string): Promise<void> {
  const file = await tx.one<{ status: SupplierStatus; kinds: string[] }>(
    `SELECT f.status, ARRAY(SELECT s.kind FROM sanction s WHERE s.supplier_id = f.supplier_id AND s.certificate_id IS NULL
       AND s.status = 'in_force') AS kinds FROM supplier_file f WHERE f.supplier_id = $1`,
    [supplierId],
  );
  if (!file || !SUPPLIER_SANCTIONS.some(({ status }) => status === file.status)) return;
  const left = SUPPLIER_SANCTIONS.find(({ kind }) => file.kinds.includes(kind));
  if (left?.status === file.status) return;
  await moveSupplier(tx, { supplierId, action: 'restore', by, reason });
  if (left) await moveSupplier(tx, { supplierId, action: left.action, by, reason: '较轻的处理决定仍在执行' });
}
