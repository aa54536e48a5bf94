import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a recipient signed for of an order (受赠签收): once, and never changed. */
@Entity('campaigns_delivery')
@Index('campaigns_delivery_campaign', ['campaignId'])
export class Delivery {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'recipient_id' })
  recipientId!: string;

  @Column('uuid', { name: 'signed_by' })
  signedBy!: string;

  /** When it was counted, as the phone says, which may have had no signal then. */
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt!: Date;

  @Column('timestamptz', { name: 'signed_at', default: () => 'clock_timestamp()' })
  signedAt!: Date;

  @Column('text', { default: '' })
  remark!: string;
}
