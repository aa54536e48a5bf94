import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A supplier's freight to a region prefix: fen for the first grams and for each further step, 运费规则. */
@Entity('freight_rule')
@Check(
  'freight_rule_bounds',
  `first_grams <= 100000000 AND step_grams <= 100000000 AND first_fen <= 1000000 AND step_fen <= 1000000`,
)
@Check('freight_rule_first_fen_check', `first_fen >= 0`)
@Check('freight_rule_first_grams_check', `first_grams > 0`)
@Check('freight_rule_free_over_fen_check', `free_over_fen > 0`)
@Check('freight_rule_region_prefix_check', `region_prefix ~ '^([0-9]{2}){0,3}$'::text`)
@Check('freight_rule_step_fen_check', `step_fen >= 0`)
@Check('freight_rule_step_grams_check', `step_grams > 0`)
export class FreightRule {
  @PrimaryColumn('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @PrimaryColumn('text', { name: 'region_prefix' })
  regionPrefix!: string;

  @Column('boolean')
  deliverable!: boolean;

  @Column('integer', { name: 'first_grams' })
  firstGrams!: number;

  @Column('bigint', { name: 'first_fen' })
  firstFen!: number;

  @Column('integer', { name: 'step_grams' })
  stepGrams!: number;

  @Column('bigint', { name: 'step_fen' })
  stepFen!: number;

  @Column('bigint', { name: 'free_over_fen', nullable: true })
  freeOverFen!: number | null;
}
