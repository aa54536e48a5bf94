import type { SupplierStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A supplier's file on its way to admission, 供应商入驻. */
@Entity('supplier_file')
@Check(
  'supplier_file_status_check',
  `status = ANY (ARRAY['draft'::text, 'county_review'::text, 'platform_review'::text, 'returned'::text, 'refused'::text, 'admitted'::text, 'rectifying'::text, 'frozen'::text, 'removed'::text, 'blacklisted'::text, 'exited'::text])`,
)
export class SupplierFile {
  @PrimaryColumn('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('text')
  status!: SupplierStatus;

  @Column('timestamptz', { name: 'status_since', default: () => 'clock_timestamp()' })
  statusSince!: Date;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('text', { name: 'returned_from', nullable: true })
  returnedFrom!: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text', { nullable: true })
  township!: string | null;

  @Column('text', { nullable: true })
  village!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text', { name: 'legal_person', nullable: true })
  legalPerson!: string | null;

  @Column('text', { nullable: true })
  contact!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { name: 'bank_name', nullable: true })
  bankName!: string | null;

  @Column('text', { name: 'bank_account_sealed', nullable: true })
  bankAccountSealed!: string | null;

  @Column('text', { name: 'bank_account_last4', nullable: true })
  bankAccountLast4!: string | null;

  @Column('text', { name: 'production_base', nullable: true })
  productionBase!: string | null;

  @Column('integer', { name: 'base_mu', nullable: true })
  baseMu!: number | null;

  @Column('text', { nullable: true })
  introduction!: string | null;

  @Column('boolean', { default: false })
  agent!: boolean;

  @Column('date', { name: 'licences_to', nullable: true })
  licencesTo!: string | null;

  @Column('jsonb', { name: 'field_notes', default: {} })
  fieldNotes!: unknown;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('uuid', { name: 'edited_by', nullable: true })
  editedBy!: string | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Column('timestamptz', { name: 'admitted_at', nullable: true })
  admittedAt!: Date | null;
}
