import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { CERTIFICATE_IN_FORCE } from '@yigou/certification';
import type { BatchView, RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { atMarket, type IdempotencyClaim, MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { COUNTED_LINK, LIVE_MECHANISM, requireAdmitted } from '@yigou/suppliers';
import { BatchQueries } from './batches.queries';

export type BatchInput = RouteInput<'createBatch'>['body'];

/** A harvest that is older than this was not meant. */
const EARLIEST = '2000-01-01';

const refuse = (field: string, message: string) =>
  new DomainError('validation_failed', { fields: { [field]: message } });

/** Registers what was harvested, from whom, and how much: 批次 (domain R31, traceable goods). */
@Injectable()
export class RegisterBatch {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
    private readonly batches: BatchQueries,
  ) {}

  /**
   * Throws `supplier_not_admitted`, `not_found` for another's certificate, `certificate_invalid` when it is not in force, `validation_failed` for a
   * harvest in the future and households that the supplier does not carry.
   */
  execute(caller: Caller, input: BatchInput, claim: IdempotencyClaim): Promise<BatchView> {
    return this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = by.seat.organisationId;
      await requireAdmitted(tx, supplierId);
      const certificate = await certificateInForce(tx, supplierId, input);
      await assertHouseholds(tx, supplierId, input);
      if (input.reportEvidenceId !== null) {
        const belonging = { supplierId, regionCode: certificate.regionCode };
        await this.evidence.attach(tx, [input.reportEvidenceId], by.actor.userId, belonging);
      }
      const id = await write(tx, by, input);
      const batch = await this.batches.find(tx, id);
      if (!batch) throw new DomainError('not_found');
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'certification.batch_registered',
        subjectKind: 'batch',
        subjectId: id,
        summary: `登记批次 ${batch.number}（${batch.productName}），带动 ${batch.households} 户`,
        data: { quantityGrams: input.quantityGrams, harvestedOn: input.harvestedOn },
      });
      return batch;
    });
  }
}

/** The supplier's own certificate, in force and kept so until the transaction ends. */
async function certificateInForce(
  tx: Tx,
  supplierId: string,
  input: BatchInput,
): Promise<{ regionCode: string | null }> {
  const found = await tx.one<{ regionCode: string | null; inForce: boolean; today: string }>(
    `SELECT c.region_code AS "regionCode", ${CERTIFICATE_IN_FORCE} AS "inForce", ${MARKET_TODAY} AS today
     FROM certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id WHERE c.id = $1 AND c.supplier_id = $2 FOR SHARE OF c`,
    [input.certificateId, supplierId],
  );
  if (!found) throw new DomainError('not_found', { certificateId: input.certificateId });
  if (!found.inForce) throw new DomainError('certificate_invalid', {}, '认定证书不在有效期内，不能登记批次。');
  if (input.harvestedOn > found.today) throw refuse('harvestedOn', '采收日期不能晚于今天。');
  if (input.harvestedOn < EARLIEST) throw refuse('harvestedOn', '采收日期过早，请核对。');
  return found;
}

/** Each is carried by the supplier; that none stands twice and that together they brought no more than there is, the contract says. */
async function assertHouseholds(tx: Tx, supplierId: string, { households }: BatchInput): Promise<void> {
  const ids = households.map(({ householdId }) => householdId);
  if (ids.length === 0) return;
  const carried = await tx.query(
    `SELECT DISTINCT l.household_id FROM benefit_link l JOIN benefit_mechanism m ON m.id = l.mechanism_id
     WHERE l.household_id = ANY($1) AND m.supplier_id = $2 AND ${COUNTED_LINK} AND ${LIVE_MECHANISM}`,
    [ids, supplierId],
  );
  if (carried.length < ids.length) throw refuse('households', '有农户与本单位没有有效的带动关系，请先登记。');
}

async function write(tx: Tx, { actor, seat }: SeatedCaller, input: BatchInput): Promise<string> {
  const id = newId();
  const { households } = input;
  await tx.query(
    `WITH made AS (
       INSERT INTO batch (id, number, supplier_id, certificate_id, harvested_on, quantity_grams, report_evidence_id, inspection, note, created_by)
       VALUES ($1, 'PC' || to_char(${atMarket('clock_timestamp()')}, 'YYMMDD') || zero_padded(nextval('batch_number'), 6),
         $2, $3, $4, $5, $6, $7, $8, $9))
     INSERT INTO batch_household (batch_id, household_id, grams)
     SELECT $1, household, grams FROM unnest($10::uuid[], $11::bigint[]) AS t (household, grams)`,
    [
      id,
      seat.organisationId,
      input.certificateId,
      input.harvestedOn,
      input.quantityGrams,
      input.reportEvidenceId,
      input.inspection,
      input.note,
      actor.userId,
      households.map(({ householdId }) => householdId),
      households.map(({ grams }) => grams),
    ],
  );
  return id;
}
