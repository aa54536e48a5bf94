import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a recipient will take of a campaign, and how much of its need that is. */
@Entity('campaigns_promise')
@Index('campaigns_promise_need', ['needId'], { where: `(need_id IS NOT NULL)` })
@Check('campaigns_promise_shares_check', `shares > 0`)
@Check('campaigns_promise_quantity_check', `quantity >= 0`)
@Check('campaigns_promise_quantity', `(need_id IS NULL) = (quantity = 0)`)
@Check('campaigns_promise_delivered', `(delivered >= 0) AND (delivered <= quantity)`)
export class CampaignPromise {
  @PrimaryColumn('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'need_id', nullable: true })
  needId!: string | null;

  @Column('uuid', { name: 'recipient_id' })
  recipientId!: string;

  /** At most so many are taken. */
  @Column('integer')
  shares!: number;

  /** What they come to in the need's unit; 0 without a need. */
  @Column('integer', { default: 0 })
  quantity!: number;

  @Column('date', { name: 'deliver_by' })
  deliverBy!: string;

  /** False: the campaign did not come through; what it promised is free again. */
  @Column('boolean', { default: true })
  held!: boolean;

  /** What the recipient signed for of it, in the need's unit. */
  @Column('integer', { default: 0 })
  delivered!: number;

  @Column('uuid', { name: 'answered_by' })
  answeredBy!: string;

  @Column('timestamptz', { name: 'answered_at', default: () => 'clock_timestamp()' })
  answeredAt!: Date;
}
