import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Orders that were placed together and are paid by one payment. */
@Entity('checkout')
@Check('checkout_total_fen_check', `total_fen > 0`)
export class Checkout {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('uuid', { name: 'payment_id', unique: true })
  paymentId!: string;

  @Column('bigint', { name: 'total_fen' })
  totalFen!: number;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
