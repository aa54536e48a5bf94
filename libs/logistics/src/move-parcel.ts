import type { Carrier, CarrierEvent, ParcelStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { PARCEL, parcelStatus } from './parcel-status';

/** The status of a parcel is written here and nowhere else. */

/** A parcel under its lock. */
export interface LockedParcel {
  readonly id: string;
  readonly orderId: string | null;
  readonly status: ParcelStatus;
}
interface Waybill {
  readonly carrier: Carrier;
  readonly waybill: string;
}

/** Registers a parcel of an order and gives its id. A waybill that the carrier spoke of before we did is adopted; undefined when another order has it. */
export async function registerParcel(
  tx: Tx,
  orderId: string,
  { carrier, waybill }: Waybill,
): Promise<string | undefined> {
  const row = await tx.one<{ id: string }>(
    `INSERT INTO parcel (id, order_id, carrier, waybill, status) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (carrier, waybill) DO UPDATE SET order_id = excluded.order_id, shipped_at = now() WHERE parcel.order_id IS NULL
     RETURNING id`,
    [newId(), orderId, carrier, waybill, PARCEL.next(null, 'register')],
  );
  return row?.id;
}

/** The parcel that a carrier speaks of, locked; registered when we did not know it. */
export function lockParcel(tx: Tx, { carrier, waybill }: Waybill): Promise<LockedParcel | undefined> {
  return tx.one<LockedParcel>(
    `INSERT INTO parcel (id, carrier, waybill, status) VALUES ($1, $2, $3, $4)
     ON CONFLICT (carrier, waybill) DO UPDATE SET waybill = excluded.waybill RETURNING id, order_id AS "orderId", status`,
    [newId(), carrier, waybill, PARCEL.next(null, 'register')],
  );
}

/** Takes a locked parcel to where all that is known of it says, and gives that state. Throws `illegal_transition` for a way that there is not. */
export async function moveParcel(tx: Tx, { id, status }: LockedParcel): Promise<ParcelStatus> {
  const events = await tx.query<{ code: CarrierEvent['code']; occurredAt: Date }>(
    'SELECT code, occurred_at AS "occurredAt" FROM carrier_event WHERE parcel_id = $1',
    [id],
  );
  const to = parcelStatus(events.map(({ code, occurredAt }) => ({ code, occurredAt: occurredAt.toISOString() })));
  // News that change nothing are no step; an earlier word of its delivery sets the clock back all the same.
  if (to !== status) PARCEL.next(status, to === 'delivered' ? 'deliver' : 'track', to);
  await tx.query(
    `UPDATE parcel SET status = $2, delivered_at = (SELECT min(occurred_at) FROM carrier_event WHERE parcel_id = $1 AND code = 'delivered')
     WHERE id = $1`,
    [id, to],
  );
  return to;
}
