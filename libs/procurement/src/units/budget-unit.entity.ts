import type { CanteenKind } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An organisation of kind agency that is a budget unit (预算单位), until it is merged or abolished. */
@Entity('budget_unit')
@Check('budget_unit_ending_check', `ending = ANY (ARRAY['merged'::text, 'abolished'::text])`)
@Check(
  'budget_unit_ending',
  `(ending IS NULL) = (ends_on = 'infinity'::date) AND (successor_id IS NOT NULL) = (NOT ending IS DISTINCT FROM 'merged'::text)`,
)
@Check(
  'budget_unit_canteen_check',
  `canteen = ANY (ARRAY['own'::text, 'contracted'::text, 'shared'::text, 'none'::text])`,
)
@Check('budget_unit_successor', `successor_id <> organisation_id`)
export class BudgetUnit {
  @PrimaryColumn('uuid', { name: 'organisation_id' })
  organisationId!: string;

  /** How its canteen was run when it registered: what its first filing begins with. */
  @Column('text', { default: 'own' })
  canteen!: CanteenKind;

  @Column('date', { name: 'ends_on', default: 'infinity' })
  endsOn!: string;

  @Column('text', { nullable: true })
  ending!: 'merged' | 'abolished' | null;

  /** The unit that it was merged into. */
  @Column('uuid', { name: 'successor_id', nullable: true })
  successorId!: string | null;

  /** The document that proves it, an evidence file. */
  @Column('uuid', { name: 'proof_id', nullable: true })
  proofId!: string | null;

  @Column('boolean', { default: false })
  demo!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
