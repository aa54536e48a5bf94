import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Pieces of an order line in a parcel, and the batch they come from. */
@Entity('parcel_line')
@Check('parcel_line_quantity_check', `quantity > 0`)
export class ParcelLine {
  @PrimaryColumn('uuid', { name: 'parcel_id' })
  parcelId!: string;

  @PrimaryColumn('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  @Column('integer')
  quantity!: number;

  @Column('uuid', { name: 'batch_id', nullable: true })
  batchId!: string | null;
}
