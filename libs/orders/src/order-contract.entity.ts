import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What the supplier of a unit's order signed; written once. */
@Entity('order_contract')
@Check('order_contract_payment_days_check', `payment_days > 0`)
@Check('order_contract_extension_days_check', `extension_days >= 0`)
export class OrderContract {
  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  /** JSON, a `ContractContent`; the very text that is hashed. */
  @Column('text')
  content!: string;

  /** SHA-256 of the content in UTF-8, in hexadecimal. */
  @Column('text')
  hash!: string;

  /** How long the unit may take to pay, from the signature on, and by how much it may put that off once; on acceptance from the acceptance on, and not at all (R22). */
  @Column('integer', { name: 'payment_days' })
  paymentDays!: number;

  @Column('integer', { name: 'extension_days' })
  extensionDays!: number;

  /** Who signed for the supplier. */
  @Column('uuid', { name: 'signed_by' })
  signedBy!: string;

  @Column('text', { name: 'signer_name' })
  signerName!: string;

  @Column('text', { name: 'signer_seat' })
  signerSeat!: string;

  @Column('timestamptz', { name: 'signed_at', default: () => 'clock_timestamp()' })
  signedAt!: Date;
}
