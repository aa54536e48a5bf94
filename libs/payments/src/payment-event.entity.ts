import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the provider told us, once per event of it. */
@Entity('payment_event')
export class PaymentEvent {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'provider_event_id', unique: true })
  providerEventId!: string;

  @Column('text')
  type!: string;

  @Column('text', { name: 'provider_ref', nullable: true })
  providerRef!: string | null;

  @Column('jsonb')
  payload!: unknown;

  @Column('timestamptz', { name: 'received_at', default: () => 'now()' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'processed_at', nullable: true })
  processedAt!: Date | null;

  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column('timestamptz', { name: 'tried_at', nullable: true })
  triedAt!: Date | null;
}
