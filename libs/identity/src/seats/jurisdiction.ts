import type { Seat } from './seat';

/** A place that something belongs to: a county, and the township in it when it is known. */
export interface Place {
  readonly regionCode: string | null;
  readonly township: string | null;
}
/** What of a seat says where it governs. */
export type Jurisdiction = Pick<Seat, 'regionPrefix' | 'township'>;

/** Everything, with what has no place: what the public and the whole country's office see. */
export const EVERYWHERE: Jurisdiction = { regionPrefix: '', township: null };

/** SQL expressions of a row's place. */
export interface PlaceSql {
  readonly regionCode: string;
  readonly township: string;
}

/** The place of what a supplier does in a county, of columns of the row: in the supplier's township where that is the supplier's own county, else in no township. */
export const supplierPlaceSql = (supplierId: string, regionCode: string): PlaceSql => ({
  regionCode,
  township: `(SELECT here.township FROM supplier_place here WHERE here.supplier_id = ${supplierId} AND here.region_code = ${regionCode})`,
});

/**
 * Whether a place lies within a seat's jurisdiction: its code begins with the seat's prefix, and a township's office has that township of its county alone. What
 * has no code lies in the whole country's jurisdiction alone; what lies outside does not exist for the seat.
 */
export const covers = (seat: Jurisdiction, place: Place): boolean =>
  (place.regionCode ?? '').startsWith(seat.regionPrefix) &&
  (seat.township === null || seat.township === place.township);

/** The same in SQL, for lists: expressions of the row's place, and a way to bind the seat's values. Meant for WHERE: where the place is unknown it may be null. */
export function coversSql(place: PlaceSql, seat: Jurisdiction, bind: (value: unknown) => string): string {
  const conditions = [
    // A pattern of its own constant, so that the indexes on codes serve it.
    ...(seat.regionPrefix === '' ? [] : [`${place.regionCode} LIKE ${bind(`${seat.regionPrefix}%`)}`]),
    ...(seat.township === null ? [] : [`${place.township} = ${bind(seat.township)}`]),
  ];
  return conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`;
}
