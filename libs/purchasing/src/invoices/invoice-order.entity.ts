import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** How much of an invoice is for an order, in fen. */
@Entity('purchasing_invoice_order')
@Check('purchasing_invoice_order_amount_fen_check', `amount_fen > 0`)
@Index('purchasing_invoice_order_order', ['orderId'])
export class InvoiceOrder {
  @PrimaryColumn('uuid', { name: 'invoice_id' })
  invoiceId!: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;
}
