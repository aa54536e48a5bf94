import type { CampaignStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CampaignAction } from './campaign-status';

/** What happened to a campaign: only ever added to. */
@Entity('campaigns_campaign_step')
@Index('campaigns_campaign_step_thing', ['campaignsCampaignId', 'at', 'id'])
export class CampaignStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaigns_campaign_id' })
  campaignsCampaignId!: string;

  @Column('text')
  action!: CampaignAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: CampaignStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: CampaignStatus;

  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { name: 'by_name', default: '' })
  byName!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
