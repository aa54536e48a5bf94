import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { AuditAction, LinkHouseholdBody, LinkStatus, RouteInput, RouteResponse } from '@yigou/contracts';
import {
  comparableName,
  HOUSEHOLD_COLUMNS,
  type HouseholdRow,
  householdView,
  identityNumberProblem,
} from '@yigou/households';
import { AttemptLimits, auditOf, type Caller, holdSeat, supplierOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import {
  Database,
  Filter,
  type IdempotencyClaim,
  keysetPage,
  type Listing,
  newestId,
  PersonalData,
  type Queryable,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import type { z } from 'zod';
import { lockMechanism } from './mechanisms';

type Link = RouteResponse<'linkHousehold'>;
interface Row {
  readonly id: string;
  readonly status: LinkStatus;
  readonly note: string;
  readonly linkedAt: Date;
  readonly answeredAt: Date | null;
  readonly household: Omit<HouseholdRow, 'createdAt'> & { readonly createdAt: string };
}

const COLUMNS = `l.id, l.status, l.note, l.linked_at AS "linkedAt", l.answered_at AS "answeredAt",
  (SELECT to_jsonb(t) FROM (SELECT ${HOUSEHOLD_COLUMNS}) AS t) AS household`;
const JOINS = 'JOIN household h ON h.id = l.household_id JOIN region r ON r.code = h.region_code';
const LIST: Listing = {
  from: 'benefit_link l',
  alias: 'l',
  joins: JOINS,
  columns: COLUMNS,
  keyset: newestId('l.id'),
};

const view = ({ household, linkedAt, answeredAt, ...row }: Row): Link => ({
  ...row,
  household: householdView({ ...household, createdAt: new Date(household.createdAt) }),
  linkedAt: linkedAt.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
});

/** Which registered households a mechanism carries, 带动关系. */
@Injectable()
export class BenefitLinks {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly keys: PersonalData,
    private readonly audit: AuditLog,
    private readonly limits: AttemptLimits,
  ) {}

  /** The latest first, masked; two statements. Throws `not_found` for another's mechanism. */
  async list(
    supplierId: string,
    mechanismId: string,
    query: RouteInput<'listBenefitLinks'>['query'],
  ): Promise<RouteResponse<'listBenefitLinks'>> {
    const own = await this.db.one('SELECT 1 FROM benefit_mechanism WHERE id = $1 AND supplier_id = $2', [
      mechanismId,
      supplierId,
    ]);
    if (!own) throw new DomainError('not_found');
    const filter = new Filter().equals('l.mechanism_id', mechanismId).and('l.ended_at IS NULL');
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(view) };
  }

  /**
   * Links the household whose number and head's name fit together. A number that is not registered and a name that does not fit answer alike,
   * `not_found`, and are counted, so that nobody finds out by trying who is registered. Throws `validation_failed`, `household_exists`, `rate_limited`.
   */
  async link(
    caller: Caller,
    mechanismId: string,
    body: z.infer<typeof LinkHouseholdBody>,
    claim: IdempotencyClaim,
  ): Promise<Link> {
    const problem = identityNumberProblem(body.idNumber);
    if (problem) throw new DomainError('validation_failed', { fields: { idNumber: problem } });
    const supplierId = supplierOf(caller);
    await this.limits.take('householdGuess', supplierId);
    const link = await this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      await lockMechanism(tx, supplierId, mechanismId);
      const householdId = await this.find(tx, body);
      const id = newId();
      const made = await tx.query(
        `INSERT INTO benefit_link (id, mechanism_id, household_id, status, linked_by) VALUES ($1, $2, $3, 'declared', $4)
         ON CONFLICT (mechanism_id, household_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
        [id, mechanismId, householdId, by.actor.userId],
      );
      if (made.length === 0) return null;
      await this.record(tx, by, 'certification.household_linked', id, '登记带动关系');
      return this.get(tx, id);
    });
    await this.limits.giveBack('householdGuess', supplierId);
    if (!link) throw new DomainError('household_exists', {}, '该户已登记在此带贫机制中。');
    return link;
  }

  /** Throws `not_found` for another's and for one that has ended. */
  async unlink(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'supplier' });
      const ended = await tx.query(
        `UPDATE benefit_link l SET ended_at = clock_timestamp() FROM benefit_mechanism m
         WHERE l.id = $1 AND m.id = l.mechanism_id AND m.supplier_id = $2 AND l.ended_at IS NULL RETURNING l.id`,
        [id, by.seat.organisationId],
      );
      if (ended.length === 0) throw new DomainError('not_found');
      await this.record(tx, by, 'certification.household_unlinked', id, '解除带动关系');
    });
  }

  private async find(tx: Tx, { idNumber, name }: z.infer<typeof LinkHouseholdBody>): Promise<string> {
    const household = await tx.one<{ id: string; nameSealed: string }>(
      'SELECT id, name_sealed AS "nameSealed" FROM household WHERE id_blind = $1',
      [this.keys.blind(idNumber)],
    );
    const fits =
      household && comparableName(this.keys.open(household.nameSealed, household.id)) === comparableName(name);
    if (!household || !fits) throw new DomainError('not_found', {}, '没有与姓名和身份证号都相符的登记户，请核对。');
    return household.id;
  }

  private async get(db: Queryable, id: string): Promise<Link> {
    const [row] = await db.query<Row>(`SELECT ${COLUMNS} FROM benefit_link l ${JOINS} WHERE l.id = $1`, [id]);
    if (!row) throw new DomainError('not_found');
    return view(row);
  }

  private record(tx: Tx, by: Caller, action: AuditAction, id: string, summary: string): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action,
      summary,
      subjectKind: 'benefit_link',
      subjectId: id,
    });
  }
}
