import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What an organiser tells of a campaign's progress; public. */
@Entity('campaigns_report')
@Index('campaigns_report_campaign', ['campaignId', 'at', 'id'])
export class CampaignReport {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('text')
  text!: string;

  /** Evidence files. */
  @Column('uuid', { name: 'photo_ids', array: true, default: '{}' })
  photoIds!: string[];

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
