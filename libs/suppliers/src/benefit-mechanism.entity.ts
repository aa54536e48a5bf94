import type { BenefitMechanism as MechanismKind, IncomeKind } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** How a supplier carries households, 带贫机制; yearly sums in fen. */
@Entity('benefit_mechanism')
@Check('benefit_mechanism_check', `ends_on IS NULL OR starts_on <= ends_on`)
@Check(
  'benefit_mechanism_income_kind_check',
  `income_kind = ANY (ARRAY['wage'::text, 'asset'::text, 'operating'::text])`,
)
@Check(
  'benefit_mechanism_kind_check',
  `kind = ANY (ARRAY['contract_farming'::text, 'land_transfer'::text, 'employment'::text, 'entrusted_production'::text, 'shareholding'::text, 'asset_lease'::text])`,
)
@Check('benefit_mechanism_yearly_fen_check', `yearly_fen >= 0`)
export class BenefitMechanism {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text')
  kind!: MechanismKind;

  @Column('text', { name: 'income_kind' })
  incomeKind!: IncomeKind;

  @Column('text')
  description!: string;

  @Column('bigint', { name: 'yearly_fen', nullable: true })
  yearlyFen!: number | null;

  @Column('date', { name: 'starts_on' })
  startsOn!: string;

  @Column('date', { name: 'ends_on', nullable: true })
  endsOn!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
