import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a carrier reported of a parcel, once per event. */
@Entity('carrier_event')
export class CarrierEvent {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'provider_event_id', unique: true })
  providerEventId!: string;

  @Column('uuid', { name: 'parcel_id' })
  parcelId!: string;

  @Column('text')
  code!: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('text')
  place!: string;

  @Column('text')
  note!: string;

  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  receivedAt!: Date;
}
