import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** That a supplier has sent a refund back from account to account: only ever added to. */
@Entity('purchasing_transfer_refund')
@Check('purchasing_transfer_refund_vouchers_check', `cardinality(vouchers) > 0`)
export class TransferRefund {
  @PrimaryColumn('uuid', { name: 'refund_id' })
  refundId!: string;

  /** By the bank's receipt. */
  @Column('date', { name: 'paid_on' })
  paidOn!: string;

  /** Evidence. */
  @Column('uuid', { array: true })
  vouchers!: string[];

  @Column('uuid', { name: 'sent_by' })
  sentBy!: string;

  @Column('timestamptz', { name: 'sent_at', default: () => 'clock_timestamp()' })
  sentAt!: Date;
}
