import type { LicenceKind } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A licence with its term, 证照. */
@Entity('supplier_licence')
@Check('supplier_licence_check', `valid_to IS NULL OR valid_from <= valid_to`)
@Check(
  'supplier_licence_kind_check',
  `kind = ANY (ARRAY['business_licence'::text, 'food_production'::text, 'food_business'::text, 'workshop_record'::text, 'organic'::text, 'green'::text, 'geographical'::text, 'entrustment'::text])`,
)
@Unique('supplier_licence_supplier_id_kind_number_valid_from_key', ['supplierId', 'kind', 'number', 'validFrom'])
export class SupplierLicence {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text')
  kind!: LicenceKind;

  @Column('text')
  number!: string;

  @Column('text')
  holder!: string;

  @Column('date', { name: 'valid_from' })
  validFrom!: string;

  @Column('date', { name: 'valid_to', nullable: true })
  validTo!: string | null;

  @Column('uuid', { name: 'evidence_id' })
  evidenceId!: string;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
