import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An event that a hearer has not dealt with yet; parked with its reason when it never can. */
@Entity('event_delivery')
@Check('event_delivery_attempts_check', `attempts >= 0`)
@Check(
  'event_delivery_discarded_check',
  `(discarded_at IS NULL) = (discard_reason IS NULL) AND (discarded_at IS NULL) = (discarded_by IS NULL) AND (discarded_at IS NULL OR parked_at IS NOT NULL)`,
)
export class EventDelivery {
  @PrimaryColumn('uuid', { name: 'event_id' })
  eventId!: string;

  @PrimaryColumn('text')
  hearer!: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('boolean', { default: false })
  queued!: boolean;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'failing_since', nullable: true })
  failingSince!: Date | null;

  @Column('timestamptz', { name: 'failed_at', nullable: true })
  failedAt!: Date | null;

  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('timestamptz', { name: 'parked_at', nullable: true })
  parkedAt!: Date | null;

  /** A person gave it up for this hearer. */
  @Column('timestamptz', { name: 'discarded_at', nullable: true })
  discardedAt!: Date | null;

  @Column('uuid', { name: 'discarded_by', nullable: true })
  discardedBy!: string | null;

  @Column('text', { name: 'discard_reason', nullable: true })
  discardReason!: string | null;
}
