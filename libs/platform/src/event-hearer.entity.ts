import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which hearer of an event runs, as the workers declare it. */
@Entity('event_hearer')
export class EventHearer {
  @PrimaryColumn('text')
  topic!: string;

  @PrimaryColumn('text')
  hearer!: string;

  @Column('text')
  queue!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  since!: Date;

  @Column('timestamptz', { name: 'seen_at', default: () => 'clock_timestamp()' })
  seenAt!: Date;
}
