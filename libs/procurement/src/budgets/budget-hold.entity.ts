import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a holder (an order, as an opaque reference) has of a budget: of the one that it was placed against, and of each that reaches down to it. */
@Entity('budget_hold')
@Index('budget_hold_own', ['holder'], { unique: true, where: 'own' })
@Index('budget_hold_budget', ['budgetId'])
@Check('budget_hold_encumbered_fen_check', `encumbered_fen >= 0`)
@Check('budget_hold_spent_fen_check', `spent_fen >= 0`)
export class BudgetHold {
  @PrimaryColumn('uuid')
  holder!: string;

  @PrimaryColumn('uuid', { name: 'budget_id' })
  budgetId!: string;

  @Column('boolean')
  own!: boolean;

  /** Still encumbered, in fen. */
  @Column('bigint', { name: 'encumbered_fen' })
  encumberedFen!: number;

  @Column('bigint', { name: 'spent_fen', default: 0 })
  spentFen!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
