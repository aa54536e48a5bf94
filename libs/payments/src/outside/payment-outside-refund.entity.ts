import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Money that went back without our asking: at the provider's own desk, or for a lost dispute; in fen. Until it is booked as a refund there is none. */
@Entity('payment_outside_refund')
@Index('payment_outside_refund_of_payment', ['paymentId'])
@Index('payment_outside_refund_unbooked', ['seenAt'], {
  where: "((refund_id IS NULL) AND (stage <> 'failed'::text))",
})
@Check('payment_outside_refund_amount_fen_check', `amount_fen > 0`)
@Check(
  'payment_outside_refund_stage_check',
  `stage = ANY (ARRAY['submitted'::text, 'succeeded'::text, 'failed'::text])`,
)
export class PaymentOutsideRefund {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  /** Of the refund or of the dispute at the provider. */
  @Column('text', { name: 'provider_ref', unique: true })
  providerRef!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  /** What the provider says of it. */
  @Column('text')
  stage!: 'submitted' | 'succeeded' | 'failed';

  /** As which it is booked. */
  @Column('uuid', { name: 'refund_id', nullable: true })
  refundId!: string | null;

  @Column('timestamptz', { name: 'seen_at', default: () => 'clock_timestamp()' })
  seenAt!: Date;
}
