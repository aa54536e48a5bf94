import type { LeaderStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { LeaderAction } from './leader-status';

/** What happened to a sub-leader: only ever added to. */
@Entity('campaigns_leader_step')
@Index('campaigns_leader_step_thing', ['campaignsLeaderId', 'at', 'id'])
export class LeaderStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaigns_leader_id' })
  campaignsLeaderId!: string;

  @Column('text')
  action!: LeaderAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: LeaderStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: LeaderStatus;

  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
