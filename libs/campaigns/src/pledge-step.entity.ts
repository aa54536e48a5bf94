import type { PledgeStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PledgeAction } from './pledge-status';

/** What happened to a pledge: only ever added to. */
@Entity('campaigns_pledge_step')
@Index('campaigns_pledge_step_thing', ['campaignsPledgeId', 'at', 'id'])
export class PledgeStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaigns_pledge_id' })
  campaignsPledgeId!: string;

  @Column('text')
  action!: PledgeAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: PledgeStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: PledgeStatus;

  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
