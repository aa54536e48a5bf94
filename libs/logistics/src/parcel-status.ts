import type { CarrierEvent, ParcelStatus } from '@yigou/contracts';

const RANK: Readonly<Record<CarrierEvent['code'], number>> = {
  collected: 1,
  in_transit: 2,
  exception: 3,
  out_for_delivery: 4,
  delivered: 5,
};

/**
 * Where a parcel is, from all that is known of it, in whatever order it became known: once delivered it stays so; else the latest event by the carrier's
 * clock decides, and of two at the same instant the one further along.
 */
export function parcelStatus(events: readonly Pick<CarrierEvent, 'code' | 'occurredAt'>[]): ParcelStatus {
  if (events.some((event) => event.code === 'delivered')) return 'delivered';
  const latest = [...events].sort(
    (a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt) || RANK[b.code] - RANK[a.code],
  )[0];
  return latest?.code ?? 'registered';
}
