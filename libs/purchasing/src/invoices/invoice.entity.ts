import type { InvoiceStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An invoice (发票) that a supplier recorded against orders of a budget unit; the amount is in fen, tax included. */
@Entity('purchasing_invoice')
@Check('purchasing_invoice_amount_fen_check', `amount_fen > 0`)
@Check(
  'purchasing_invoice_status_check',
  `status = ANY (ARRAY['recorded'::text, 'received'::text, 'objected'::text, 'red_lettered'::text, 'withdrawn'::text])`,
)
@Check('purchasing_invoice_red', `(status = 'red_lettered'::text) = (red_number <> ''::text)`)
@Index('purchasing_invoice_number', ['number', 'code'], { unique: true, where: `(status <> 'withdrawn'::text)` })
@Index('purchasing_invoice_supplier', ['supplierId', 'recordedAt', 'id'])
@Index('purchasing_invoice_unit', ['unitId', 'recordedAt', 'id'])
export class Invoice {
  @PrimaryColumn('uuid')
  id!: string;

  /** 发票代码, of older invoices. */
  @Column('text', { default: '' })
  code!: string;

  @Column('text')
  number!: string;

  @Column('date', { name: 'issued_on' })
  issuedOn!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('uuid', { name: 'file_id', unique: true })
  fileId!: string;

  /** Number, date and amount stand in the file and agree with it. */
  @Column('boolean', { name: 'read_from_file' })
  readFromFile!: boolean;

  /** The file names a buyer who is not the unit. */
  @Column('boolean', { name: 'title_differs' })
  titleDiffers!: boolean;

  @Column('text')
  status!: InvoiceStatus;

  @Column('text', { default: '' })
  reason!: string;

  /** Of the red-letter invoice. */
  @Column('text', { name: 'red_number', default: '' })
  redNumber!: string;

  @Column('timestamptz', { name: 'recorded_at', default: () => 'clock_timestamp()' })
  recordedAt!: Date;
}
