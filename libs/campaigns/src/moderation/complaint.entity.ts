import type { CampaignComplaintKind } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What somebody says is wrong with a campaign, 举报. */
@Entity('campaigns_complaint')
@Check('campaigns_complaint_closed', `(closed_by IS NULL) = (closed_at IS NULL)`)
@Check(
  'campaigns_complaint_kind_check',
  `kind = ANY (ARRAY['untrue'::text, 'price'::text, 'illegal'::text, 'organiser'::text, 'other'::text])`,
)
@Index('campaigns_complaint_campaign', ['campaignId', 'at', 'id'])
@Index('campaigns_complaint_open', ['at', 'id'], { where: `(closed_at IS NULL)` })
export class CampaignComplaint {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('text')
  kind!: CampaignComplaintKind;

  @Column('text')
  content!: string;

  /** How to reach who says it, sealed for the row; null: not said. */
  @Column('text', { name: 'contact_sealed', nullable: true })
  contactSealed!: string | null;

  @Column('text', { default: '' })
  answer!: string;

  @Column('uuid', { name: 'closed_by', nullable: true })
  closedBy!: string | null;

  /** Null: it waits for an answer. */
  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
