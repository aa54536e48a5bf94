import type { RecallStatus } from '@yigou/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to a recall: only ever added to. */
@Entity('recalls_recall_step')
export class RecallStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'recalls_recall_id' })
  recallsRecallId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: RecallStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: RecallStatus;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text')
  seat!: string;

  @Column('text', { default: '' })
  note!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
