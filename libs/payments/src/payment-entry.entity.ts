import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** The ledger of a payment in fen: what came in, what went back and what is in a pool; only ever added to. */
@Entity('payment_entry')
@Check('payment_entry_amount_fen_check', `amount_fen <> 0`)
@Check(
  'payment_entry_kind_check',
  `kind = ANY (ARRAY['capture'::text, 'hold'::text, 'release'::text, 'refund'::text, 'refund_reversal'::text, 'pool'::text, 'unpool'::text])`,
)
@Check(
  'payment_entry_refund_check',
  `(kind = ANY (ARRAY['refund'::text, 'refund_reversal'::text, 'unpool'::text])) = (refund_id IS NOT NULL)`,
)
@Check(
  'payment_entry_sign_check',
  `(kind = ANY (ARRAY['refund'::text, 'hold'::text, 'pool'::text])) = (amount_fen < 0)`,
)
@Check('payment_entry_pool_check', `(kind = ANY (ARRAY['pool'::text, 'unpool'::text])) = (pool_id IS NOT NULL)`)
@Unique('payment_entry_once', ['refundId', 'kind', 'tryNo'])
export class PaymentEntry {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('text')
  kind!: 'capture' | 'hold' | 'release' | 'refund' | 'refund_reversal' | 'pool' | 'unpool';

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('uuid', { name: 'refund_id', nullable: true })
  refundId!: string | null;

  /** Where it went to, or came back from, of what is in a pool. */
  @Column('uuid', { name: 'pool_id', nullable: true })
  poolId!: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  @Column('text', { default: '' })
  note!: string;

  @Column('integer', { name: 'try_no', default: 1 })
  tryNo!: number;
}
