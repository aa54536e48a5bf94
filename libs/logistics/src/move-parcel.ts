import type { Carrier, CarrierEvent, ParcelStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { publish, type Tx } from '@yigou/platform';
import { ParcelDelivered, ParcelInTrouble } from './logistics.events';
import { PARCEL, parcelStatus } from './parcel-status';

/** The status of a parcel is written here and nowhere else. */

/** A parcel under its lock. */
export interface LockedParcel {
  readonly id: string;
  readonly orderId: string | null;
  readonly status: ParcelStatus;
  readonly carrier: Carrier;
  readonly waybill: string;
}
type Waybill = Pick<LockedParcel, 'carrier' | 'waybill'>;

/**
 * Registers a parcel of an order and gives its id. A waybill that the carrier spoke of before we did is adopted, and what it said then is news of the order now;
 * undefined when another order has it.
 */
export async function registerParcel(
  tx: Tx,
  orderId: string,
  { carrier, waybill }: Waybill,
): Promise<string | undefined> {
  const row = await tx.one<Pick<LockedParcel, 'id' | 'status'>>(
    `INSERT INTO parcel (id, order_id, carrier, waybill, status) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (carrier, waybill) DO UPDATE SET order_id = excluded.order_id, shipped_at = now() WHERE parcel.order_id IS NULL
     RETURNING id, status`,
    [newId(), orderId, carrier, waybill, PARCEL.next(null, 'register')],
  );
  if (row) await tell(tx, { ...row, orderId, carrier, waybill });
  return row?.id;
}

/** The parcel that a carrier speaks of, locked; registered when we did not know it. */
export function lockParcel(tx: Tx, { carrier, waybill }: Waybill): Promise<LockedParcel | undefined> {
  return tx.one<LockedParcel>(
    `INSERT INTO parcel (id, carrier, waybill, status) VALUES ($1, $2, $3, $4)
     ON CONFLICT (carrier, waybill) DO UPDATE SET waybill = excluded.waybill RETURNING id, order_id AS "orderId", status, carrier, waybill`,
    [newId(), carrier, waybill, PARCEL.next(null, 'register')],
  );
}

/** Takes a locked parcel to where all that is known of it says, and gives that state. Throws `illegal_transition` for a way that there is not. */
export async function moveParcel(tx: Tx, parcel: LockedParcel): Promise<ParcelStatus> {
  const { id, status } = parcel;
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
  if (to !== status) await tell(tx, { ...parcel, status: to });
  return to;
}

/** Whoever waits for a parcel hears that it has come, or does not get on. */
async function tell(tx: Tx, { orderId, status, carrier, waybill }: LockedParcel): Promise<void> {
  const news = status === 'delivered' ? ParcelDelivered : status === 'exception' ? ParcelInTrouble : null;
  if (news && orderId) await publish(tx, news, { orderId, carrier, waybill });
}
