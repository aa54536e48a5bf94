import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Who approves a unit's requisitions, in which order, up to what; null is no limit. */
@Entity('purchasing_approver')
@Check('purchasing_approver_per_order_fen_check', `per_order_fen >= 0`)
@Check('purchasing_approver_per_month_fen_check', `per_month_fen >= 0`)
export class Approver {
  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('uuid', { name: 'user_id' })
  userId!: string;

  @Column('smallint')
  position!: number;

  @Column('bigint', { name: 'per_order_fen', nullable: true })
  perOrderFen!: number | null;

  @Column('bigint', { name: 'per_month_fen', nullable: true })
  perMonthFen!: number | null;
}
