import type { CertificateLevel, CertificateStatus, ReviewLevel } from '@yigou/contracts';
import { type By, signatureOf, SYSTEM } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { MARKET_TODAY, PolicyParameters, publish, type Tx } from '@yigou/platform';
import { requireAdmitted, StandingChanged } from '@yigou/suppliers';
import type { LockedApplication } from '../applications/move-application';
import { certificateNumber } from './certificate-number';
import { CERTIFICATE } from './certificate-status';
import { moveCertificates } from './move-certificates';

export interface Issuing {
  readonly by: By;
  readonly reason: string;
  /** The levels that reviewed; the highest of them names the certificate's level. */
  readonly levels: readonly ReviewLevel[];
}

/** Highest first; townships and trade offices review, the county certifies. */
const CERTIFYING: readonly CertificateLevel[] = ['national', 'province', 'city', 'county'];
const GONE: readonly CertificateStatus[] = ['withdrawn', 'exited'];

/** What a form certifies, as SQL over `application a`: the columns of a certificate that an issue writes. */
const CERTIFIED = `a.product_name, a.form->>'categorySlug', a.form->>'variety', a.form->>'grade', a.form->'specifications', a.households, a.people,
  ARRAY(SELECT (jsonb_array_elements_text(a.form->'mechanismIds'))::uuid),
  ARRAY(SELECT DISTINCT m.kind FROM benefit_mechanism m
    WHERE m.id IN (SELECT (jsonb_array_elements_text(a.form->'mechanismIds'))::uuid) ORDER BY m.kind)`;
const CERTIFIED_COLUMNS =
  'product_name, category_slug, variety, grade, scope, households, people, mechanism_ids, mechanisms';

/**
 * Issues what a locked application applied for (R14, R30, 发证): a new certificate, or the next version of the one that it renews or changes. Gives the
 * certificate's id. Throws `supplier_not_admitted`, and `illegal_transition` when the certificate was withdrawn or given up.
 */
export async function issueCertificate(tx: Tx, application: LockedApplication, issuing: Issuing): Promise<string> {
  await requireAdmitted(tx, application.supplierId);
  const months = await new PolicyParameters(tx).get(
    'certification.term_months',
    application.regionCode,
    application.categorySlug ?? '',
  );
  const level = CERTIFYING.find((candidate) => issuing.levels.includes(candidate)) ?? 'county';
  const seat = await issuingSeat(tx, application.id, issuing.by);
  const terms = { months, level, seat };
  const id = application.certificateId
    ? await issueNext(tx, application, application.certificateId, issuing, terms)
    : await issueFirst(tx, application, issuing, terms);
  return id;
}

interface Terms {
  readonly months: number;
  readonly level: CertificateLevel;
  readonly seat: string;
}

/** The office whose name stands on it: where a deadline ends the last stop, the one that approved last. */
async function issuingSeat(tx: Tx, applicationId: string, by: By): Promise<string> {
  const { userId, seat } = signatureOf(by);
  if (userId !== null) return seat;
  const step = await tx.one<{ seat: string }>(
    "SELECT seat FROM application_step WHERE application_id = $1 AND action = 'approve' ORDER BY at DESC, id DESC LIMIT 1",
    [applicationId],
  );
  return step?.seat ?? seat;
}

async function issueFirst(
  tx: Tx,
  application: LockedApplication,
  { by, reason }: Issuing,
  terms: Terms,
): Promise<string> {
  const serial = await tx.one<{ year: number; last: number }>(
    `INSERT INTO certificate_serial (region_code, year, last) VALUES ($1, extract(year FROM ${MARKET_TODAY})::int, 1)
     ON CONFLICT (region_code, year) DO UPDATE SET last = certificate_serial.last + 1 RETURNING year, last`,
    [application.regionCode],
  );
  if (!serial) throw new Error('no serial number was given out');
  const id = newId();
  await tx.query(
    `INSERT INTO certificate (id, number, supplier_id, region_code, level, status, status_since, issued_by, valid_from, valid_to, ${CERTIFIED_COLUMNS})
     SELECT $1, $2, a.supplier_id, a.region_code, $3, 'valid', clock_timestamp(), $4, ${MARKET_TODAY},
       (${MARKET_TODAY} + make_interval(months => $5::int))::date - 1, ${CERTIFIED} FROM application a WHERE a.id = $6`,
    [
      id,
      certificateNumber(application.regionCode, serial.year, serial.last),
      terms.level,
      terms.seat,
      terms.months,
      application.id,
    ],
  );
  const { userId, name, seat } = signatureOf(by);
  await tx.query(
    `INSERT INTO certificate_step (id, certificate_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     VALUES ($1, $2, 'issue', NULL, 'valid', $3, $4, $5, $6)`,
    [newId(), id, userId, name, seat, reason],
  );
  await keepVersion(tx, id, application.id, null);
  await publish(tx, StandingChanged, { certificateIds: [id] });
  return id;
}

interface Standing {
  readonly status: CertificateStatus;
  /** First day of the new term: the day after the old one, or today when that is over. */
  readonly starts: string;
}

/** The next version of the same number: a renewal has a new term, a change a new scope within the old one. */
async function issueNext(
  tx: Tx,
  application: LockedApplication,
  id: string,
  { by, reason }: Issuing,
  terms: Terms,
): Promise<string> {
  const before = await tx.one<Standing>(
    `SELECT status, greatest(${MARKET_TODAY}, valid_to + 1)::text AS starts FROM certificate WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!before || GONE.includes(before.status)) throw new DomainError('illegal_transition', { status: before?.status });
  await keepVersion(tx, id, null, null);
  const renewal = application.kind === 'renewal';
  await tx.query(
    `UPDATE certificate c SET version = c.version + 1, level = $2, issued_by = $3, reminded_at = NULL,
       (${CERTIFIED_COLUMNS}) = (SELECT ${CERTIFIED} FROM application a WHERE a.id = $4),
       valid_from = CASE WHEN $5 AND c.valid_to < ${MARKET_TODAY} THEN $6::date ELSE c.valid_from END,
       valid_to = CASE WHEN $5 THEN ($6::date + make_interval(months => $7::int))::date - 1 ELSE c.valid_to END
     WHERE c.id = $1`,
    [id, terms.level, terms.seat, application.id, renewal, before.starts, terms.months],
  );
  await keepVersion(tx, id, application.id, renewal ? before.starts : null);
  const stopped = await endSalesStop(tx, id);
  await restoreStanding(tx, id, before.status, { renewal, stopped, by, reason });
  return id;
}

/** The reviews that had stopped the sale have come to an end with this version. */
async function endSalesStop(tx: Tx, certificateId: string): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE application SET stops_sales = false WHERE certificate_id = $1 AND stops_sales RETURNING id',
    [certificateId],
  );
  return rows.length > 0;
}

/** Valid again where the table has such a step; a decision that is still in force suspends it at once. */
async function restoreStanding(
  tx: Tx,
  id: string,
  from: CertificateStatus,
  { renewal, stopped, by, reason }: { renewal: boolean; stopped: boolean; by: By; reason: string },
): Promise<void> {
  const wanted = renewal ? 'renew' : 'change';
  const action = renewal && from === 'suspended' && stopped ? 'restore' : wanted;
  if (!CERTIFICATE.can(from, action)) {
    await publish(tx, StandingChanged, { certificateIds: [id] });
    return;
  }
  await moveCertificates(tx, [id], { action, by, reason });
  const held = await tx.one('SELECT 1 FROM certificate_suspension WHERE certificate_id = $1 FOR SHARE', [id]);
  if (held) await moveCertificates(tx, [id], { action: 'suspend', by: SYSTEM, reason: '暂停决定仍在执行' });
}

/** Keeps the version as it stands now; one that is kept already (or came with an import and is kept before its first change) stays. */
async function keepVersion(tx: Tx, id: string, applicationId: string | null, validFrom: string | null): Promise<void> {
  await tx.query(
    `INSERT INTO certificate_version (certificate_id, version, product_name, region_code, level, valid_from, valid_to, households, people, scope,
       application_id, issued_at)
     SELECT id, version, product_name, region_code, level, coalesce($3::date, valid_from), valid_to, households, people, scope, $2,
       CASE WHEN $2::uuid IS NULL THEN created_at ELSE clock_timestamp() END
     FROM certificate WHERE id = $1 ON CONFLICT DO NOTHING`,
    [id, applicationId, validFrom],
  );
}
