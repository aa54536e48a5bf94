import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A movement of a budget in fen; only ever added to. A changed ceiling may be negative, all else is positive. */
@Entity('budget_entry')
@Index('budget_entry_budget', ['budgetId', 'at', 'id'])
@Index('budget_entry_of_holder', ['holder'], { where: '(holder IS NOT NULL)' })
@Check(
  'budget_entry_kind_check',
  `kind = ANY (ARRAY['ceiling'::text, 'encumber'::text, 'spend'::text, 'release'::text, 'credit'::text])`,
)
@Check('budget_entry_holder', `(holder IS NULL) = (kind = 'ceiling'::text)`)
@Check('budget_entry_amount', `CASE WHEN kind = 'ceiling'::text THEN amount_fen <> 0 ELSE amount_fen > 0 END`)
export class BudgetEntry {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'budget_id' })
  budgetId!: string;

  @Column('text')
  kind!: 'ceiling' | 'encumber' | 'spend' | 'release' | 'credit';

  @Column('uuid', { nullable: true })
  holder!: string | null;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('text', { default: '' })
  reason!: string;

  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
