import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What of a place is not supplied after it was paid: one for each refund of its pool. Its clocks say how far those who paid for it were told. */
@Entity('campaigns_shortfall')
@Check('campaigns_shortfall_lacking_check', `lacking <> ''::text`)
@Index('campaigns_shortfall_untold', ['refundId'], { where: `(told_at IS NULL)` })
export class Shortfall {
  /** Of the pool. */
  @PrimaryColumn('uuid', { name: 'refund_id' })
  refundId!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'consignment_id' })
  consignmentId!: string;

  /** Chinese: what is missing, and why. */
  @Column('text')
  lacking!: string;

  /** The last payment whose pledge was told. */
  @Column('uuid', { name: 'told_until', nullable: true })
  toldUntil!: string | null;

  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
