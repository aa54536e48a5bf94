import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** One comparison of the provider's lists with our books, 对账: how many moves it listed, and what differs. */
@Entity('payment_comparison')
@Check('payment_comparison_moves_check', `moves >= 0`)
@Check('payment_comparison_differences_check', `differences >= 0`)
export class PaymentComparison {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;

  @Column('integer')
  moves!: number;

  @Column('integer')
  differences!: number;

  /** The first of them. */
  @Column('jsonb')
  rows!: readonly Record<string, unknown>[];
}
