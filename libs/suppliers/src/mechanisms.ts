import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  BENEFIT_MECHANISMS,
  type BenefitMechanism,
  type IncomeKind,
  type MechanismInput,
  type MechanismView,
} from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Database, type IdempotencyClaim, type Queryable, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';
import { BenefitMechanism as MechanismEntity } from './benefit-mechanism.entity';
import { LIVE_MECHANISM } from './benefit-summary';

type Input = z.infer<typeof MechanismInput>;
interface Row {
  readonly id: string;
  readonly kind: BenefitMechanism;
  readonly incomeKind: IncomeKind;
  readonly description: string;
  readonly yearlyFen: number | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly households: number;
  readonly confirmed: number;
  readonly ended: boolean;
}

/** How a supplier carries households, 带贫机制 (domain R28). */
@Injectable()
export class Mechanisms {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Those of a supplier, in force first; one statement. */
  list(supplierId: string, db: Queryable = this.db): Promise<MechanismView[]> {
    return db.query<Row>(
      `SELECT m.id, m.kind, m.income_kind AS "incomeKind", m.description, m.yearly_fen AS "yearlyFen", m.starts_on AS "startsOn",
         m.ends_on AS "endsOn", NOT ${LIVE_MECHANISM} AS ended, l.households, l.confirmed
       FROM benefit_mechanism m CROSS JOIN LATERAL (
         SELECT count(*)::int AS households, count(*) FILTER (WHERE status = 'confirmed')::int AS confirmed
         FROM benefit_link WHERE mechanism_id = m.id AND ended_at IS NULL) AS l
       WHERE m.supplier_id = $1 ORDER BY NOT ${LIVE_MECHANISM}, m.id`,
      [supplierId],
    );
  }

  /** Throws `validation_failed` when it would end before it starts. */
  async create(caller: Caller, input: Input, claim: IdempotencyClaim): Promise<MechanismView> {
    checkTerm(input);
    const id = newId();
    return this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      await tx.manager.insert(MechanismEntity, { ...input, id, supplierId: by.seat.organisationId });
      return this.recorded(tx, by, id, `登记带贫机制：${BENEFIT_MECHANISMS[input.kind]}`);
    });
  }

  /** Throws `not_found` for another's and for one that was ended. */
  async update(caller: Caller, id: string, input: Input): Promise<MechanismView> {
    checkTerm(input);
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      await lockMechanism(tx, by.seat.organisationId, id);
      await tx.manager.update(MechanismEntity, { id }, input);
      return this.recorded(tx, by, id, `修改带贫机制：${BENEFIT_MECHANISMS[input.kind]}`);
    });
  }

  /** Ends it and its links. Throws `not_found` for another's and for one that was ended. */
  async end(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      await lockMechanism(tx, by.seat.organisationId, id);
      await tx.query('UPDATE benefit_mechanism SET ended_at = clock_timestamp() WHERE id = $1', [id]);
      await tx.query(
        'UPDATE benefit_link SET ended_at = clock_timestamp() WHERE mechanism_id = $1 AND ended_at IS NULL',
        [id],
      );
      await this.record(tx, by, id, '终止带贫机制及其带动关系');
    });
  }

  private async recorded(tx: Tx, by: SeatedCaller, id: string, summary: string): Promise<MechanismView> {
    await this.record(tx, by, id, summary);
    const view = (await this.list(by.seat.organisationId, tx)).find((mechanism) => mechanism.id === id);
    if (!view) throw new DomainError('not_found');
    return view;
  }

  private record(tx: Tx, by: SeatedCaller, id: string, summary: string): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action: 'certification.mechanism_saved',
      subjectKind: 'benefit_mechanism',
      subjectId: id,
      summary,
    });
  }
}

/** Locks a supplier's own mechanism that was not ended. Throws `not_found`. */
export async function lockMechanism(tx: Tx, supplierId: string, id: string): Promise<void> {
  const found = await tx.one(
    'SELECT FROM benefit_mechanism WHERE id = $1 AND supplier_id = $2 AND ended_at IS NULL FOR UPDATE',
    [id, supplierId],
  );
  if (!found) throw new DomainError('not_found');
}

function checkTerm({ startsOn, endsOn }: Input): void {
  if (endsOn !== null && endsOn < startsOn)
    throw new DomainError('validation_failed', { fields: { endsOn: '截止日期不能早于起始日期' } });
}
