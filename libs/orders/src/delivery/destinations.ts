import { type Address, closedOn, type Delivery, type DeliveryPoint, type DeliveryTerms } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, type Queryable } from '@yigou/platform';
import type { Part } from '../order-totals';
import { POINT_COLUMNS } from './delivery-points.service';

/** What goes to an address, or to a point of a unit on a day. */
export interface Destination extends Part {
  readonly address: Address;
}
/** To which points of which unit. */
export interface UnitDeliveries {
  readonly unitId: string;
  readonly deliveries: readonly Delivery[];
}
type FoundPoint = DeliveryPoint & { readonly today: string };

/**
 * The points that deliveries name, as they are now. One statement; none where no delivery is named. Throws `validation_failed` at the field of what is not a point of the unit
 * in use, and of a day that is over or on which the point takes nothing in.
 */
export async function destinationsOf(db: Queryable, { unitId, deliveries }: UnitDeliveries): Promise<Destination[]> {
  if (deliveries.length === 0) return [];
  const found = await db.query<FoundPoint>(
    `SELECT ${POINT_COLUMNS}, ${MARKET_TODAY}::text AS today FROM delivery_point d JOIN region r ON r.code = d.region_code
     WHERE d.unit_id = $1 AND d.id = ANY($2) AND d.active`,
    [unitId, deliveries.map(({ pointId }) => pointId)],
  );
  const points = new Map(found.map((point) => [point.id, point]));
  const wrong = deliveries.flatMap(({ pointId, deliverOn }, at): [string, string][] => {
    const point = points.get(pointId);
    if (!point) return [[`deliveries.${at}.pointId`, '这个收货点已停用或不存在，请另选']];
    const why = deliverOn < point.today ? '送达日已过，请改为今天或以后' : closedOn(point, deliverOn);
    return why === null ? [] : [[`deliveries.${at}.deliverOn`, why]];
  });
  if (wrong.length > 0) throw new DomainError('validation_failed', { fields: Object.fromEntries(wrong) });
  return deliveries.flatMap(({ pointId, deliverOn, lines }) => {
    const point = points.get(pointId);
    return point ? [{ lines, address: addressOf(point), delivery: termsOf(point, deliverOn) }] : [];
  });
}

/** Where a point of the unit is, on whatever day; one statement. Throws `not_found` for what is none of its points in use. */
export async function placeOf(db: Queryable, unitId: string, pointId: string): Promise<Address> {
  const [point] = await db.query<DeliveryPoint>(
    `SELECT ${POINT_COLUMNS} FROM delivery_point d JOIN region r ON r.code = d.region_code WHERE d.unit_id = $1 AND d.id = $2 AND d.active`,
    [unitId, pointId],
  );
  if (!point) throw new DomainError('not_found');
  return addressOf(point);
}

const addressOf = ({ id, contact: receiver, phone, region, detail }: DeliveryPoint): Address => ({
  id,
  receiver,
  phone,
  region,
  detail,
  isDefault: false,
});

const termsOf = (
  { id: pointId, name, weekdays, opens, closes, note }: DeliveryPoint,
  deliverOn: string,
): DeliveryTerms => ({ pointId, name, weekdays, opens, closes, note, deliverOn });
