import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What is left of the price of a pledge after its deposit (尾款), once its owner wanted to pay it; fen. Its id is the holder of its payment. */
@Entity('campaigns_balance')
@Check('campaigns_balance_amount_fen_check', `amount_fen > 0`)
@Index('campaigns_balance_unpaid', ['campaignId', 'id'], { where: `(paid_at IS NULL)` })
export class Balance {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'pledge_id', unique: true })
  pledgeId!: string;

  @Column('uuid', { name: 'payment_id', unique: true })
  paymentId!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  /** When it counted; money that came too late never does. */
  @Column('timestamptz', { name: 'paid_at', nullable: true })
  paidAt!: Date | null;
}
