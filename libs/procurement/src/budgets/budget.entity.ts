import type { BudgetKind, BudgetReach } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A procurement budget (采购预算) of a unit and year: a ceiling that what is encumbered and what is spent never pass together. */
@Entity('budget')
@Unique('budget_one', ['unitId', 'year', 'kind', 'reach', 'costCentre'])
@Check('budget_ceiling', `(encumbered_fen + spent_fen) <= ceiling_fen`)
@Check('budget_ceiling_fen_check', `ceiling_fen >= 0 AND ceiling_fen <= '9000000000000000'::bigint`)
@Check('budget_encumbered_fen_check', `encumbered_fen >= 0`)
@Check('budget_spent_fen_check', `spent_fen >= 0`)
@Check('budget_kind_check', `kind = ANY (ARRAY['canteen'::text, 'union'::text, 'project'::text])`)
@Check('budget_reach_check', `reach = ANY (ARRAY['own'::text, 'subtree'::text])`)
@Check('budget_year_check', `year >= 2000 AND year <= 2999`)
export class Budget {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('smallint')
  year!: number;

  @Column('text')
  kind!: BudgetKind;

  /** The unit's own purchases, or those of everything below it too. */
  @Column('text')
  reach!: BudgetReach;

  /** Empty: the unit as a whole. */
  @Column('text', { name: 'cost_centre', default: '' })
  costCentre!: string;

  @Column('text')
  name!: string;

  @Column('bigint', { name: 'ceiling_fen' })
  ceilingFen!: number;

  @Column('bigint', { name: 'encumbered_fen', default: 0 })
  encumberedFen!: number;

  @Column('bigint', { name: 'spent_fen', default: 0 })
  spentFen!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
