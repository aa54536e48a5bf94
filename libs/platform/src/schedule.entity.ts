import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What recurs: when it ran last and runs next, by the clock of the database. */
@Entity('schedule')
@Check('schedule_check', `(holder IS NULL) = (held_until IS NULL)`)
@Check('schedule_every_ms_check', `every_ms > 0`)
@Check('schedule_failures_check', `failures >= 0`)
export class Schedule {
  @PrimaryColumn('text')
  name!: string;

  @Column('integer', { name: 'every_ms' })
  everyMs!: number;

  @Column('timestamptz', { name: 'due_at', default: () => 'clock_timestamp()' })
  dueAt!: Date;

  @Column('uuid', { nullable: true })
  holder!: string | null;

  @Column('timestamptz', { name: 'held_until', nullable: true })
  heldUntil!: Date | null;

  @Column('timestamptz', { name: 'planned_at', default: () => 'clock_timestamp()' })
  plannedAt!: Date;

  @Column('timestamptz', { name: 'seen_at', default: () => 'clock_timestamp()' })
  seenAt!: Date;

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('integer', { default: 0 })
  failures!: number;

  @Column('text', { nullable: true })
  failure!: string | null;
}
