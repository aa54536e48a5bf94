import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { DeliveryPoint, RouteBody } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, seatOf, type SeatRule } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Database, type IdempotencyClaim, sqlState, type Tx, UnitOfWork, violatedConstraint } from '@yigou/platform';
import { LEAF_REGION, REGION } from '../addresses.service';

type Content = RouteBody<'createDeliveryPoint'>;
const MANAGER: SeatRule = { kind: 'agency', roles: ['manager'] };
const MAX_POINTS = 100;
const NOT_NULL = '23502';
/** A point `d` with its region `r`, as it is shown. */
export const POINT_COLUMNS = `d.id, d.name, d.contact, d.phone, d.detail, d.weekdays, d.opens, d.closes, d.note, d.active, ${REGION} AS region`;

/** The delivery points of a budget unit: its manager keeps them, everybody of the unit reads them. Another unit's do not exist. */
@Injectable()
export class DeliveryPoints {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Those in use first; one statement. Throws `forbidden`. */
  list(caller: Caller): Promise<DeliveryPoint[]> {
    const { organisationId } = seatOf(caller, 'agency');
    return this.db.query<DeliveryPoint>(
      `SELECT ${POINT_COLUMNS} FROM delivery_point d JOIN region r ON r.code = d.region_code
       WHERE d.unit_id = $1 ORDER BY d.active DESC, d.name, d.id`,
      [organisationId],
    );
  }

  /**
   * Adds one. Throws `forbidden`, `not_found` for an organisation that is no unit, `delivery_point_limit` past 100, `delivery_point_exists`, `validation_failed` for a region
   * that has others below it.
   */
  create(caller: Caller, content: Content, claim: IdempotencyClaim): Promise<DeliveryPoint> {
    return this.write({ caller, claim }, content, async (tx, unitId) => {
      // Two managers at once are counted one after the other.
      const unit = await tx.one('SELECT FROM budget_unit WHERE organisation_id = $1 FOR NO KEY UPDATE', [unitId]);
      if (!unit) throw new DomainError('not_found');
      const count = await tx.one<{ n: number }>('SELECT count(*)::int AS n FROM delivery_point WHERE unit_id = $1', [
        unitId,
      ]);
      if ((count?.n ?? 0) >= MAX_POINTS) throw new DomainError('delivery_point_limit');
      return tx.one<DeliveryPoint>(
        `WITH d AS (INSERT INTO delivery_point (id, unit_id, name, contact, phone, region_code, detail, weekdays, opens, closes, note, active)
           VALUES ($1, $2, $3, $4, $6, ${LEAF_REGION('$5')}, $7, $8, $9, $10, $11, $12) RETURNING *)
         SELECT ${POINT_COLUMNS} FROM d JOIN region r ON r.code = d.region_code`,
        [newId(), unitId, ...valuesOf(content)],
      );
    });
  }

  /** Writes one anew; what was ordered there keeps it as it was. Throws `forbidden`, `not_found`, `delivery_point_exists`, `validation_failed`. */
  save(caller: Caller, id: string, content: Content): Promise<DeliveryPoint> {
    return this.write({ caller, claim: null }, content, (tx, unitId) =>
      tx.one<DeliveryPoint>(
        `WITH d AS (UPDATE delivery_point SET name = $3, contact = $4, phone = $6, region_code = ${LEAF_REGION('$5')}, detail = $7, weekdays = $8,
             opens = $9, closes = $10, note = $11, active = $12 WHERE id = $1 AND unit_id = $2 RETURNING *)
         SELECT ${POINT_COLUMNS} FROM d JOIN region r ON r.code = d.region_code`,
        [id, unitId, ...valuesOf(content)],
      ),
    );
  }

  private async write(
    { caller, claim }: { readonly caller: Caller; readonly claim: IdempotencyClaim | null },
    { name, active }: Content,
    work: (tx: Tx, unitId: string) => Promise<DeliveryPoint | undefined>,
  ): Promise<DeliveryPoint> {
    try {
      return await this.uow.runOnce(claim, async (tx) => {
        const by = await holdSeat(tx, caller, MANAGER);
        const point = await work(tx, by.seat.organisationId);
        if (!point) throw new DomainError('not_found');
        await this.audit.record(tx, {
          ...auditOf(by),
          action: 'orders.delivery_point_saved',
          subjectKind: 'budget_unit',
          subjectId: by.seat.organisationId,
          summary: `保存收货点“${name}”${active ? '' : '（停用）'}`,
          data: { pointId: point.id },
        });
        return point;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'delivery_point_name') throw new DomainError('delivery_point_exists');
      if (sqlState(error) === NOT_NULL)
        throw new DomainError('validation_failed', { fields: { regionCode: '请选择到县（没有县的市选到市）。' } });
      throw error;
    }
  }
}

const valuesOf = ({ name, contact, regionCode, phone, detail, weekdays, opens, closes, note, active }: Content) => [
  name,
  contact,
  regionCode,
  phone,
  detail,
  weekdays.toSorted((a, b) => a - b),
  opens,
  closes,
  note,
  active,
];
