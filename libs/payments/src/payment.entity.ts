import type { PaymentChannel, PaymentPurpose } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The money of one checkout or pledge, in fen; or of a pool, which other payments fill. */
@Entity('payment')
@Index('payment_of_holder', ['holder'], { unique: true, where: `(status <> 'resolved'::text)` })
@Check('payment_amount_fen_check', `amount_fen > 0`)
@Check('payment_captured_fen_check', `captured_fen >= 0`)
@Check('payment_check', `refunded_fen <= captured_fen`)
@Check('payment_given_back_check', `((refunded_fen + held_fen) + pooled_fen) <= captured_fen`)
@Check('payment_held_fen_check', `held_fen >= 0`)
@Check('payment_refunded_fen_check', `refunded_fen >= 0`)
@Check(
  'payment_status_check',
  `status = ANY (ARRAY['pending'::text, 'paid'::text, 'cancelled'::text, 'quarantined'::text, 'resolved'::text])`,
)
@Check(
  'payment_purpose_check',
  `purpose = ANY (ARRAY['checkout'::text, 'pledge'::text, 'balance'::text, 'pool'::text])`,
)
@Check('payment_channel_check', `channel = ANY (ARRAY['online'::text, 'transfer'::text, 'pooled'::text])`)
@Check(
  'payment_pool_check',
  `((purpose = 'pool'::text) = (channel = 'pooled'::text)) AND ((purpose <> 'pool'::text) OR (pooled_fen = 0))`,
)
@Check('payment_pooled_fen_check', `pooled_fen >= 0`)
export class Payment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  holder!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('text', { default: 'cny' })
  currency!: string;

  @Column('text')
  status!: 'pending' | 'paid' | 'cancelled' | 'quarantined' | 'resolved';

  @Column('bigint', { name: 'captured_fen', default: 0 })
  capturedFen!: number;

  @Column('bigint', { name: 'refunded_fen', default: 0 })
  refundedFen!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'paid_at', nullable: true })
  paidAt!: Date | null;

  @Column('bigint', { name: 'held_fen', default: 0 })
  heldFen!: number;

  /** Of what came, what pays for something in a pool, 合并支付. */
  @Column('bigint', { name: 'pooled_fen', default: 0 })
  pooledFen!: number;

  /** Through the payment provider, from account to account past it, or from other payments. */
  @Column('text', { default: 'online' })
  channel!: PaymentChannel;

  /** By whom its money is awaited, beside the holder's id. */
  @Column('text', { default: 'checkout' })
  purpose!: PaymentPurpose;
}
