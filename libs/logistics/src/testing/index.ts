import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { CarrierEvent } from '../carrier-event.entity';
import { Parcel } from '../parcel.entity';
import { ParcelLine } from '../parcel-line.entity';

const WAY = [
  { code: 'collected', days: 0, place: '县快递分拨中心' },
  { code: 'in_transit', days: 1, place: '省会转运中心' },
  { code: 'delivered', days: 2, place: '收货地' },
] as const;
const DAY_MS = 86_400_000;

/** A parcel with pieces of one line of an order, and what its carrier reported of it until it is where its status says. */
export async function aParcel(
  db: Queryable,
  {
    orderLineId,
    quantity,
    shippedAt = new Date(),
    ...said
  }: Partial<Parcel> & {
    orderId: string;
    orderLineId: string;
    quantity: number;
    status: 'registered' | (typeof WAY)[number]['code'];
  },
): Promise<Parcel> {
  const way = WAY.slice(0, WAY.findIndex(({ code }) => code === said.status) + 1);
  const at = (days: number) => new Date(shippedAt.getTime() + days * DAY_MS);
  const parcel = await given(db, Parcel, {
    shippedAt,
    deliveredAt: said.status === 'delivered' ? at(2) : null,
    ...said,
  });
  await given(db, ParcelLine, { parcelId: parcel.id, orderLineId, quantity, batchId: null });
  for (const { code, days, place } of way)
    await given(db, CarrierEvent, {
      parcelId: parcel.id,
      code,
      occurredAt: at(days),
      receivedAt: at(days),
      place,
      note: '',
    });
  return parcel;
}
