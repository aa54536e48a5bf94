import type { SurplusStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SurplusAction } from './surplus-status';

/** What happened to an offer of surplus; only ever added to. */
@Entity('campaigns_surplus_step')
@Index('campaigns_surplus_step_thing', ['campaignsSurplusId', 'at', 'id'])
export class SurplusStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaigns_surplus_id' })
  campaignsSurplusId!: string;

  @Column('text')
  action!: SurplusAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: SurplusStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: SurplusStatus;

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
