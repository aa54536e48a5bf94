import type { TransferStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { TransferAction } from './transfer-status';

/** What happened to the voucher of a transfer: only ever added to. */
@Entity('purchasing_transfer_step')
@Index('purchasing_transfer_step_thing', ['purchasingTransferId', 'at', 'id'])
export class TransferStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'purchasing_transfer_id' })
  purchasingTransferId!: string;

  @Column('text')
  action!: TransferAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: TransferStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: TransferStatus;

  /** Null: the order was paid online. */
  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
