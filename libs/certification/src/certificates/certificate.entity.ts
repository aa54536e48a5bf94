import type { BenefitMechanism, CertificateLevel, CertificateStatus, ScopeLine } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A certificate of a product, 扶贫产品认定. */
@Entity('certificate')
@Check('certificate_demo_named', `demo = (demo_fields <> '{}'::text[])`)
@Check('certificate_check', `valid_from <= valid_to`)
@Check('certificate_households_check', `households >= 0`)
@Check(
  'certificate_level_check',
  `level = ANY (ARRAY['national'::text, 'province'::text, 'city'::text, 'county'::text])`,
)
@Check('certificate_people_check', `people >= 0`)
@Check(
  'certificate_status_check',
  `status = ANY (ARRAY['valid'::text, 'suspended'::text, 'expired'::text, 'withdrawn'::text, 'exited'::text])`,
)
@Index('certificate_supplier', ['supplierId'])
@Index('certificate_region', ['regionCode', 'id'])
export class Certificate {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('text', { name: 'product_name' })
  productName!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  level!: CertificateLevel;

  @Column('text')
  status!: CertificateStatus;

  @Column('date', { name: 'valid_from' })
  validFrom!: string;

  @Column('date', { name: 'valid_to' })
  validTo!: string;

  @Column('integer', { nullable: true })
  households!: number | null;

  @Column('integer', { nullable: true })
  people!: number | null;

  @Column('text', { array: true, default: '{}' })
  mechanisms!: BenefitMechanism[];

  @Column('timestamptz', { name: 'status_since', default: () => 'now()' })
  statusSince!: Date;

  @Column('text', { name: 'status_reason', nullable: true })
  statusReason!: string | null;

  @Column('text', { name: 'category_slug', nullable: true })
  categorySlug!: string | null;

  /** Variety, 品种, and grade, 等级: prices are compared within them. */
  @Column('text', { default: '' })
  variety!: string;

  @Column('text', { default: '' })
  grade!: string;

  /** Packings and prices as certified. */
  @Column('jsonb', { default: [] })
  scope!: ScopeLine[];

  @Column('uuid', { name: 'mechanism_ids', array: true, default: '{}' })
  mechanismIds!: string[];

  @Column('text', { name: 'issued_by', default: '' })
  issuedBy!: string;

  @Column('timestamptz', { name: 'reminded_at', nullable: true })
  remindedAt!: Date | null;

  @Column('text', { name: 'source_url', nullable: true })
  sourceUrl!: string | null;

  @Column('boolean', { default: false })
  demo!: boolean;

  /** What was made up for it, by columns of the product file; never empty where it is a demo. */
  @Column('text', { name: 'demo_fields', array: true, default: '{}' })
  demoFields!: string[];

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
