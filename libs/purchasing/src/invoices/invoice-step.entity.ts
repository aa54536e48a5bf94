import type { InvoiceStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { InvoiceAction } from './invoice-status';

/** What happened to an invoice: only ever added to. */
@Entity('purchasing_invoice_step')
@Index('purchasing_invoice_step_thing', ['purchasingInvoiceId', 'at', 'id'])
export class InvoiceStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'purchasing_invoice_id' })
  purchasingInvoiceId!: string;

  @Column('text')
  action!: InvoiceAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: InvoiceStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: InvoiceStatus;

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
