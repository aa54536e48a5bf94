import type { TransferStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a unit paid an order from account to account, as it says and its supplier confirms (转账凭证). */
@Entity('purchasing_transfer')
@Check(
  'purchasing_transfer_status_check',
  `status = ANY (ARRAY['submitted'::text, 'confirmed'::text, 'returned'::text, 'withdrawn'::text, 'lapsed'::text])`,
)
@Check('purchasing_transfer_amount_fen_check', `amount_fen > 0`)
@Check('purchasing_transfer_vouchers_check', `cardinality(vouchers) > 0`)
@Check('purchasing_transfer_decided_at', `(status = 'submitted'::text) = (decided_at IS NULL)`)
@Index('purchasing_transfer_once', ['orderId'], {
  unique: true,
  where: `(status = ANY (ARRAY['submitted'::text, 'confirmed'::text]))`,
})
@Index('purchasing_transfer_remind', ['remindAt', 'id'], {
  where: `((status = 'submitted'::text) AND (remind_at IS NOT NULL))`,
})
@Index('purchasing_transfer_order', ['orderId'])
@Index('purchasing_transfer_supplier', ['supplierId', 'submittedAt', 'id'])
@Index('purchasing_transfer_waiting', ['supplierId', 'amountFen'], { where: `(status = 'submitted'::text)` })
export class Transfer {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text')
  status!: TransferStatus;

  /** In fen. */
  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  /** By the bank's receipt. */
  @Column('date', { name: 'paid_on' })
  paidOn!: string;

  /** Evidence. */
  @Column('uuid', { array: true })
  vouchers!: string[];

  @Column('text', { default: '' })
  remark!: string;

  /** Why it was sent back or withdrawn. */
  @Column('text', { default: '' })
  reason!: string;

  @Column('uuid', { name: 'submitted_by' })
  submittedBy!: string;

  @Column('timestamptz', { name: 'submitted_at', default: () => 'clock_timestamp()' })
  submittedAt!: Date;

  /** When its supplier is reminded of it, while it waits; null: it was. */
  @Column('timestamptz', { name: 'remind_at', nullable: true })
  remindAt!: Date | null;

  /** Null: nobody yet, or the order was paid online. */
  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;
}
