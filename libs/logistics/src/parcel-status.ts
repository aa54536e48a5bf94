import { type CarrierEvent, PARCEL_STATUS_CODES, type ParcelStatus } from '@yigou/contracts';
import { defineMachine } from '@yigou/kernel';

const MOVING = ['collected', 'in_transit', 'out_for_delivery', 'exception'] as const satisfies readonly ParcelStatus[];

/**
 * A parcel, 运单. News come late and out of order, so the latest may lead from any state on the way to any other; delivered is the end. Its history is what the
 * carrier said, its mover `move-parcel.ts`.
 */
export const PARCEL = defineMachine({
  name: 'parcel',
  states: PARCEL_STATUS_CODES,
  initial: 'registered',
  actions: {
    register: { from: [null], to: 'registered' },
    track: { from: ['registered', ...MOVING], to: MOVING },
    deliver: { from: ['registered', ...MOVING], to: 'delivered' },
  },
});

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
