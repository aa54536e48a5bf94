import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A payment that other payments fill (合并支付), in fen. */
@Entity('payment_pool')
@Check('payment_pool_amount_fen_check', `amount_fen > 0`)
@Check('payment_pool_dissolved', `(dissolved_at IS NULL) OR (funded_fen < amount_fen)`)
@Check('payment_pool_funded', `(0 <= funded_fen) AND (funded_fen <= amount_fen)`)
export class PaymentPool {
  @PrimaryColumn('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('bigint', { name: 'funded_fen', default: 0 })
  fundedFen!: number;

  /** Since when it is filled no more, and what was put in goes back. */
  @Column('timestamptz', { name: 'dissolved_at', nullable: true })
  dissolvedAt!: Date | null;

  /** The last member that has its money back by that. */
  @Column('uuid', { name: 'dissolved_until', nullable: true })
  dissolvedUntil!: string | null;
}

/** What one payment put into a pool, and what of it goes back. */
@Entity('payment_pool_share')
@Check('payment_pool_share_amount_fen_check', `amount_fen > 0`)
@Check('payment_pool_share_returned', `(0 <= returned_fen) AND (returned_fen <= amount_fen)`)
export class PaymentPoolShare {
  @PrimaryColumn('uuid', { name: 'pool_id' })
  poolId!: string;

  @PrimaryColumn('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('bigint', { name: 'returned_fen', default: 0 })
  returnedFen!: number;
}

/** A member's part of a refund of its pool, and the member's own refund. */
@Entity('payment_pool_return')
@Check('payment_pool_return_amount_fen_check', `amount_fen > 0`)
export class PaymentPoolReturn {
  @PrimaryColumn('uuid', { name: 'refund_id' })
  refundId!: string;

  @PrimaryColumn('uuid', { name: 'payment_id' })
  paymentId!: string;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('uuid', { name: 'member_refund_id', unique: true })
  memberRefundId!: string;
}

/** How a refund of a pool is spread over its members: decided once, then a cursor goes over them. */
@Entity('payment_pool_spread')
@Check('payment_pool_spread_all_fen_check', `all_fen > 0`)
@Check('payment_pool_spread_last', `(last_rest IS NULL) = (last_payment_id IS NULL)`)
export class PaymentPoolSpread {
  @PrimaryColumn('uuid', { name: 'refund_id' })
  refundId!: string;

  @Column('uuid', { name: 'pool_id' })
  poolId!: string;

  /** What is in the pool of all members when it begins. */
  @Column('bigint', { name: 'all_fen' })
  allFen!: number;

  /** The last member, by remainder and then id, that gets a fen more than its whole part; null: none does. */
  @Column('bigint', { name: 'last_rest', nullable: true })
  lastRest!: number | null;

  @Column('uuid', { name: 'last_payment_id', nullable: true })
  lastPaymentId!: string | null;

  /** The last member that was looked at. */
  @Column('uuid', { name: 'spread_until', nullable: true })
  spreadUntil!: string | null;
}
