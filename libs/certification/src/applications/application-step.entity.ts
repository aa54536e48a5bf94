import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to an application: only ever added to. */
@Entity('application_step')
export class ApplicationStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'application_id' })
  applicationId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: string | null;

  @Column('text', { name: 'to_status' })
  toStatus!: string;

  @Column('text', { nullable: true })
  level!: string | null;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text')
  seat!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('integer')
  round!: number;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
