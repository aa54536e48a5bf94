import type { ParcelStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A parcel on its way, by carrier and waybill, 运单. */
@Entity('parcel')
@Check(
  'parcel_status_check',
  `status = ANY (ARRAY['registered'::text, 'collected'::text, 'in_transit'::text, 'out_for_delivery'::text, 'delivered'::text, 'exception'::text])`,
)
@Unique('parcel_carrier_waybill_key', ['carrier', 'waybill'])
export class Parcel {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id', nullable: true })
  orderId!: string | null;

  @Column('text')
  carrier!: string;

  @Column('text')
  waybill!: string;

  @Column('text')
  status!: ParcelStatus;

  @Column('timestamptz', { name: 'shipped_at', default: () => 'now()' })
  shippedAt!: Date;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;
}
