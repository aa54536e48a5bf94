import type { NeedStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { NeedAction } from './need-status';

/** What happened to a need; only ever added to. */
@Entity('campaigns_need_step')
@Index('campaigns_need_step_thing', ['campaignsNeedId', 'at', 'id'])
export class NeedStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaigns_need_id' })
  campaignsNeedId!: string;

  @Column('text')
  action!: NeedAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: NeedStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: NeedStatus;

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
