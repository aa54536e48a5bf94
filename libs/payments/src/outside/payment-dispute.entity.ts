import type { DisputeStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A buyer's bank asks for money back through the provider, 争议（拒付）; the sum in fen. */
@Entity('payment_dispute')
@Index('payment_dispute_of_payment', ['paymentId'])
@Index('payment_dispute_open', ['respondBy'], { where: '(closed_at IS NULL)' })
@Check('payment_dispute_amount_fen_check', `amount_fen > 0`)
@Check(
  'payment_dispute_status_check',
  `status = ANY (ARRAY['needs_response'::text, 'under_review'::text, 'won'::text, 'lost'::text])`,
)
@Check('payment_dispute_closed_check', `(status = ANY (ARRAY['won'::text, 'lost'::text])) = (closed_at IS NOT NULL)`)
export class PaymentDispute {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('text', { name: 'provider_ref', unique: true })
  providerRef!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  /** The provider's word for why. */
  @Column('text')
  reason!: string;

  @Column('text')
  status!: DisputeStatus;

  /** Until when the provider takes evidence. */
  @Column('timestamptz', { name: 'respond_by', nullable: true })
  respondBy!: Date | null;

  @Column('timestamptz', { name: 'opened_at', default: () => 'clock_timestamp()' })
  openedAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
