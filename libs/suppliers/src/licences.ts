import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  type AuditAction,
  LICENCE_KINDS,
  type LicenceInput,
  type LicenceKind,
  SELLING_LICENCES,
  type SupplierFile,
  type SupplierStatus,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type SeatedCaller, supplierOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { type IdempotencyClaim, MARKET_TODAY, publish, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';
import { SupplierLicence } from './supplier-licence.entity';
import { StandingChanged, SupplierLicenceChanged } from './suppliers.events';
import { licenceNumberProblem } from './licence-number';
import { EDITABLE_STATUSES, SELLING_STATUSES } from './supplier-status';
import { demandedLicences, SupplierFiles } from './supplier-files.queries';

type Input = z.infer<typeof LicenceInput>;
interface File {
  readonly status: SupplierStatus;
  readonly regionCode: string;
}
interface Held {
  readonly id: string;
  readonly kind: LicenceKind;
  readonly number: string;
  readonly holder: string;
  readonly inForce: boolean;
}

/** A frozen supplier may put its papers right; a file that is being reviewed stays as it was sent. */
const CHANGEABLE: readonly SupplierStatus[] = [...EDITABLE_STATUSES, ...SELLING_STATUSES, 'frozen'];
const isSelling = (kind: LicenceKind): boolean => (SELLING_LICENCES as readonly LicenceKind[]).includes(kind);
const invalid = (field: string, reason: string) =>
  new DomainError('validation_failed', { fields: { [field]: reason } });

/** Licences of a supplier, 证照, with their terms: what it sells stands and falls with them. */
@Injectable()
export class Licences {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly evidence: Evidence,
    private readonly files: SupplierFiles,
  ) {}

  /**
   * Adds a licence. Another number or holder than before is a change of licence, which admitted suppliers have reviewed, 变更复审; a longer term of the
   * same one is none, unless it had ended: then the sale goes on after the review and not before. Throws `validation_failed` (wrong check digit, over already, known already) and `illegal_transition`.
   */
  async add(caller: Caller, input: Input, claim: IdempotencyClaim): Promise<SupplierFile> {
    const number = input.number.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
    const problem = licenceNumberProblem(input.kind, number);
    if (problem) throw invalid('number', problem);
    if (input.validTo !== null && input.validTo < input.validFrom) throw invalid('validTo', '截止日期不能早于起始日期');
    await this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = by.seat.organisationId;
      const file = await lockFile(tx, supplierId);
      const before = await held(tx, supplierId, input.kind);
      await this.insert(tx, by, { ...input, number }, file.regionCode);
      const known = before.some((licence) => licence.number === number && licence.holder === input.holder);
      // Nothing of the kind was in force any more: the sale stood still, and goes on once somebody has looked.
      const lapsed = before.length > 0 && before.every((licence) => !licence.inForce);
      const reviewed = isSelling(input.kind) && SELLING_STATUSES.includes(file.status) && before.length > 0;
      if (reviewed && (!known || lapsed))
        await publish(tx, SupplierLicenceChanged, {
          supplierId,
          reason: lapsed
            ? `${LICENCE_KINDS[input.kind]}过期后重新登记`
            : `${LICENCE_KINDS[input.kind]}变更为 ${number}`,
          lapsed,
        });
      // What lapsed counts from the moment on at which its review has begun: see `LicenceReviews`.
      if (!(reviewed && lapsed)) await recomputeTerm(tx, supplierId);
      await this.record(tx, by, 'certification.licence_saved', `登记${LICENCE_KINDS[input.kind]} ${number}`);
    });
    return this.files.get(supplierOf(caller));
  }

  /**
   * Removes a licence. Throws `licence_in_use` for the last one (the last in force) of a kind that an admitted supplier needs: policy asks for it, or its
   * end would be forgotten with it. Throws `not_found` for another's and `illegal_transition`.
   */
  async remove(caller: Caller, id: string): Promise<SupplierFile> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = by.seat.organisationId;
      const file = await lockFile(tx, supplierId);
      const licence = (await held(tx, supplierId)).find((candidate) => candidate.id === id);
      if (!licence) throw new DomainError('not_found');
      if (!EDITABLE_STATUSES.includes(file.status)) {
        const needed = isSelling(licence.kind) || (await demandedLicences(tx, file.regionCode)).includes(licence.kind);
        const rest = (await held(tx, supplierId, licence.kind)).filter((other) => other.id !== id);
        const kept = licence.inForce ? rest.some((other) => other.inForce) : rest.length > 0;
        if (needed && !kept) throw new DomainError('licence_in_use', { kind: licence.kind });
      }
      await tx.manager.delete(SupplierLicence, { id });
      await recomputeTerm(tx, supplierId);
      const what = `${LICENCE_KINDS[licence.kind]} ${licence.number}`;
      await this.record(tx, by, 'certification.licence_removed', `删除${what}`);
      return this.files.get(supplierId, tx);
    });
  }

  private async insert(tx: Tx, by: SeatedCaller, input: Input, regionCode: string): Promise<void> {
    const belonging = { supplierId: by.seat.organisationId, regionCode: regionCode || null };
    await this.evidence.attach(tx, [input.evidenceId], by.actor.userId, belonging);
    const [today] = await tx.query<{ over: boolean }>(`SELECT coalesce($1::date < ${MARKET_TODAY}, false) AS over`, [
      input.validTo,
    ]);
    if (today?.over) throw invalid('validTo', '该证照已过期，请登记有效的证照');
    const made = await tx.query(
      `INSERT INTO supplier_licence (id, supplier_id, kind, number, holder, valid_from, valid_to, evidence_id, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (supplier_id, kind, number, valid_from) DO NOTHING RETURNING id`,
      [
        newId(),
        by.seat.organisationId,
        input.kind,
        input.number,
        input.holder,
        input.validFrom,
        input.validTo,
        input.evidenceId,
        by.actor.userId,
      ],
    );
    if (made.length === 0) throw invalid('number', '该证照已登记');
  }

  private record(tx: Tx, by: SeatedCaller, action: AuditAction, summary: string): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action,
      summary,
      subjectKind: 'supplier',
      subjectId: by.seat.organisationId,
    });
  }
}

async function lockFile(tx: Tx, supplierId: string): Promise<File> {
  const file = await tx.one<File>(
    `SELECT status, coalesce(region_code, '') AS "regionCode" FROM supplier_file WHERE supplier_id = $1 FOR UPDATE`,
    [supplierId],
  );
  if (!file) throw new DomainError('not_found');
  if (!CHANGEABLE.includes(file.status)) throw new DomainError('illegal_transition', { status: file.status });
  return file;
}

const held = (tx: Tx, supplierId: string, kind: LicenceKind | null = null): Promise<Held[]> =>
  tx.query<Held>(
    `SELECT id, kind, number, holder, (valid_to < ${MARKET_TODAY}) IS NOT TRUE AS "inForce" FROM supplier_licence
     WHERE supplier_id = $1 AND ($2::text IS NULL OR kind = $2)`,
    [supplierId, kind],
  );

/**
 * The last day on which everything that a supplier needs for selling is in force: of each kind the licence that lasts longest counts, of the kinds the one
 * that ends first. Null: nothing of it ends. The shelves hear of a change. The caller holds the file's lock.
 */
export async function recomputeTerm(tx: Tx, supplierId: string): Promise<void> {
  const changed = await tx.query(
    `UPDATE supplier_file SET licences_to = t.ends FROM (
       SELECT nullif(min(k.ends), 'infinity'::date) AS ends FROM (
         SELECT max(coalesce(valid_to, 'infinity'::date)) AS ends FROM supplier_licence
         WHERE supplier_id = $1 AND kind = ANY($2) GROUP BY kind) AS k) AS t
     WHERE supplier_id = $1 AND licences_to IS DISTINCT FROM t.ends RETURNING supplier_id`,
    [supplierId, [...SELLING_LICENCES]],
  );
  if (changed.length > 0) await publish(tx, StandingChanged, { supplierIds: [supplierId] });
}
