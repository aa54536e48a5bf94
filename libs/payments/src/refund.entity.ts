import type { PaymentChannel, RefundStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Money on its way back to the buyer, in fen. */
@Entity('refund')
@Check('refund_amount_fen_check', `amount_fen > 0`)
@Check(
  'refund_status_check',
  `status = ANY (ARRAY['pending'::text, 'submitted'::text, 'succeeded'::text, 'failed'::text])`,
)
@Check('refund_channel_check', `channel = ANY (ARRAY['online'::text, 'transfer'::text, 'pooled'::text])`)
@Check('refund_try_no_check', `try_no > 0`)
@Unique('refund_holder_cause_key', ['holder', 'cause'])
export class Refund {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('uuid')
  holder!: string;

  @Column('text')
  cause!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('text')
  reason!: string;

  @Column('text')
  status!: RefundStatus;

  @Column('text', { name: 'provider_ref', nullable: true, unique: true })
  providerRef!: string | null;

  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('integer', { name: 'try_no', default: 1 })
  tryNo!: number;

  @Column('boolean', { name: 'key_spent', default: false })
  keySpent!: boolean;

  @Column('timestamptz', { name: 'next_try_at', nullable: true })
  nextTryAt!: Date | null;

  @Column('text', { nullable: true })
  failure!: string | null;

  /** The way that the payment came, back: what came past the provider is not known to it, and what came from other payments goes back by theirs. */
  @Column('text', { default: 'online' })
  channel!: PaymentChannel;
}
