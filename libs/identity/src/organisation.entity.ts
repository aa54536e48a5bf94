import type { OrganisationKind, ReviewLevel, SupplierKind } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('organisation')
@Check('organisation_check', `(kind = 'supplier'::text) = (supplier_kind IS NOT NULL)`)
@Check('organisation_check1', `review_level IS NULL OR kind = 'administration'::text`)
@Check(
  'organisation_kind_check',
  `kind = ANY (ARRAY['agency'::text, 'supplier'::text, 'administration'::text, 'company'::text, 'recipient'::text, 'finance'::text, 'auditor'::text])`,
)
@Check(
  'organisation_review_level_check',
  `review_level = ANY (ARRAY['township'::text, 'industry'::text, 'county'::text, 'city'::text, 'province'::text, 'national'::text])`,
)
@Check(
  'organisation_supplier_kind_check',
  `supplier_kind = ANY (ARRAY['cooperative'::text, 'enterprise'::text, 'workshop'::text, 'family_farm'::text, 'village_collective'::text])`,
)
export class Organisation {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: OrganisationKind;

  /** Set for suppliers alone. */
  @Column('text', { name: 'supplier_kind', nullable: true })
  supplierKind!: SupplierKind | null;

  @Column('text')
  name!: string;

  /** Unified social credit code, 统一社会信用代码. */
  @Column('text', { name: 'credit_code', nullable: true, unique: true })
  creditCode!: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  /** The level at which an administration reviews; null: by the length of its members' region prefix. */
  @Column('text', { name: 'review_level', nullable: true })
  reviewLevel!: ReviewLevel | null;

  /** Set for the administration of a township, which has no code of its own. */
  @Column('text', { nullable: true })
  township!: string | null;

  /** Made up for the demonstration; shown as 演示. */
  @Column('boolean', { default: false })
  demo!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
