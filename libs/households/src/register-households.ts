import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { HouseholdDisclosure, HouseholdInput, HouseholdUpdate, HouseholdView } from '@yigou/contracts';
import { AttemptLimits, auditOf, type Caller, covers, holdSeat, type Jurisdiction, type Seat } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { type IdempotencyClaim, PersonalData, type Tx, UnitOfWork, violatedConstraint } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import type { z } from 'zod';
import { sealIdentity } from './household-row';
import { Households } from './households.queries';
import { identityNumberProblem } from './identity-number';

interface Stored {
  readonly version: number;
  readonly regionCode: string;
  readonly township: string;
  readonly nameSealed: string;
  readonly numberSealed: string;
}

/** Registered households, 建档立卡户, as offices keep them. */
@Injectable()
export class RegisterHouseholds {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
    private readonly audit: AuditLog,
    private readonly regions: RegionDirectory,
    private readonly limits: AttemptLimits,
    private readonly households: Households,
  ) {}

  /** Throws `validation_failed` for a number whose check digit is wrong or a place outside the jurisdiction, and `household_exists`. */
  async create(by: Caller, input: HouseholdInput, claim: IdempotencyClaim): Promise<HouseholdView> {
    const regionCode = await this.countyCode(input.regionCode);
    checkNumber(input.idNumber);
    const id = newId();
    const sealed = sealIdentity(this.keys, id, input.name, input.idNumber);
    return this.uow.runOnce(claim, async (tx) => {
      const { seat } = await holdSeat(tx, by, { kind: 'administration' });
      requireWithin(seat, { regionCode, township: input.township });
      const made = await tx.query(
        `INSERT INTO household (id, region_code, township, village, name_sealed, id_number_sealed, key_id, id_blind, name_masked, id_masked,
           people, status, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id_blind) DO NOTHING RETURNING id`,
        [
          id,
          regionCode,
          input.township,
          input.village,
          sealed.nameSealed,
          sealed.numberSealed,
          sealed.keyId,
          sealed.blind,
          sealed.nameMasked,
          sealed.numberMasked,
          input.people,
          input.status,
          by.actor.userId,
        ],
      );
      if (made.length === 0) throw new DomainError('household_exists');
      await this.record(tx, by, id, '登记建档立卡户', { regionCode });
      return this.households.get(seat, id, tx);
    });
  }

  /**
   * Name and number stay as they are when null. Throws `not_found` outside the jurisdiction, `version_conflict`, and `household_exists` when another
   * household has that number.
   */
  async update(by: Caller, id: string, input: z.infer<typeof HouseholdUpdate>): Promise<HouseholdView> {
    if (input.idNumber !== null) checkNumber(input.idNumber);
    return this.uow.run(async (tx) => {
      const { stored, seat } = await this.lock(tx, by, id);
      if (stored.version !== input.version) throw new DomainError('version_conflict', { version: stored.version });
      requireWithin(seat, { regionCode: stored.regionCode, township: input.township });
      const sealed = sealIdentity(
        this.keys,
        id,
        input.name ?? this.keys.open(stored.nameSealed, id),
        input.idNumber ?? this.keys.open(stored.numberSealed, id),
      );
      await tx
        .query(
          `UPDATE household SET version = version + 1, updated_at = clock_timestamp(), township = $2, village = $3, people = $4, status = $5,
             name_sealed = $6, id_number_sealed = $7, key_id = $8, id_blind = $9, name_masked = $10, id_masked = $11 WHERE id = $1`,
          [
            id,
            input.township,
            input.village,
            input.people,
            input.status,
            sealed.nameSealed,
            sealed.numberSealed,
            sealed.keyId,
            sealed.blind,
            sealed.nameMasked,
            sealed.numberMasked,
          ],
        )
        .catch((error: unknown) => {
          throw violatedConstraint(error) === 'household_id_blind_key' ? new DomainError('household_exists') : error;
        });
      const changed = [...(input.name === null ? [] : ['户主姓名']), ...(input.idNumber === null ? [] : ['身份证号'])];
      await this.record(tx, by, id, '修改建档立卡户', { changed });
      return this.households.get(seat, id, tx);
    });
  }

  /**
   * Name and number in full, for a purpose that is written down with who saw them: the row of the trail comes first. Throws `not_found` outside the
   * jurisdiction and `rate_limited`.
   */
  async disclose(by: Caller, id: string, purpose: string): Promise<z.infer<typeof HouseholdDisclosure>> {
    await this.limits.take('householdDisclosure', by.actor.userId);
    const { stored, disclosedAt } = await this.uow.run(async (tx) => {
      const { stored } = await this.lock(tx, by, id);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'households.disclosed',
        subjectKind: 'household',
        subjectId: id,
        summary: '查看户主姓名和身份证号',
        data: { purpose },
      });
      return { stored, disclosedAt: new Date().toISOString() };
    });
    return {
      name: this.keys.open(stored.nameSealed, id),
      idNumber: this.keys.open(stored.numberSealed, id),
      disclosedAt,
    };
  }

  /** The present code of a county. Throws `validation_failed` for what is none. */
  async countyCode(code: string): Promise<string> {
    const region = await this.regions.find(code);
    if (!region?.leaf) throw new DomainError('validation_failed', { fields: { regionCode: '请选择县（市、区）' } });
    return region.code;
  }

  private async lock(tx: Tx, by: Caller, id: string): Promise<{ stored: Stored; seat: Seat }> {
    const stored = await tx.one<Stored>(
      `SELECT version, region_code AS "regionCode", township, name_sealed AS "nameSealed", id_number_sealed AS "numberSealed"
       FROM household WHERE id = $1 FOR UPDATE`,
      [id],
    );
    const { seat } = await holdSeat(tx, by, { kind: 'administration' });
    if (!stored || !covers(seat, stored)) throw new DomainError('not_found');
    return { stored, seat };
  }

  private record(tx: Tx, by: Caller, id: string, summary: string, data: Record<string, unknown>): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action: 'households.saved',
      subjectKind: 'household',
      subjectId: id,
      summary,
      data,
    });
  }
}

/** A household is kept by the office of its place alone. */
function requireWithin(seat: Jurisdiction, place: { readonly regionCode: string; readonly township: string }): void {
  if (!place.regionCode.startsWith(seat.regionPrefix))
    throw new DomainError('validation_failed', { fields: { regionCode: '该地区不在您的管辖范围内' } });
  if (!covers(seat, place))
    throw new DomainError('validation_failed', { fields: { township: '该乡镇不在您的管辖范围内' } });
}

function checkNumber(idNumber: string): void {
  const problem = identityNumberProblem(idNumber);
  if (problem) throw new DomainError('validation_failed', { fields: { idNumber: problem } });
}
