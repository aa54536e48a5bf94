import type { ApplicationKind, ApplicationStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A request to certify a product, to renew a certificate or to change what it says, 扶贫产品认定申请. */
@Entity('application')
@Check('application_check', `(kind = 'initial'::text) = (certificate_id IS NULL) OR status = 'issued'::text`)
@Check('application_check1', `(status = 'publicity'::text) = (publicity_ends_at IS NOT NULL)`)
@Check('application_check2', `(status = 'examination'::text) = (publicity_left IS NOT NULL)`)
@Check('application_check3', `(status <> 'refused'::text) OR (appeal_by IS NOT NULL)`)
@Check('application_kind_check', `kind = ANY (ARRAY['initial'::text, 'renewal'::text, 'change'::text])`)
@Check(
  'application_status_check',
  `status = ANY (ARRAY['draft'::text, 'township_review'::text, 'industry_review'::text, 'county_review'::text, 'publicity'::text, 'examination'::text, 'city_review'::text, 'province_review'::text, 'national_filing'::text, 'issued'::text, 'returned'::text, 'refused'::text, 'terminated'::text, 'withdrawn'::text])`,
)
export class Application {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text')
  kind!: ApplicationKind;

  @Column('text', { array: true, default: '{}' })
  causes!: string[];

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  @Column('text', { name: 'region_code' })
  regionCode!: string;

  @Column({ type: 'text', generatedType: 'STORED', asExpression: '"left"(region_code, 4)' })
  city!: string;

  @Column({ type: 'text', generatedType: 'STORED', asExpression: '"left"(region_code, 2)' })
  province!: string;

  @Column('text', { nullable: true })
  township!: string | null;

  @Column('text')
  status!: ApplicationStatus;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('integer', { default: 0 })
  round!: number;

  @Column('timestamptz', { name: 'status_since', default: () => 'clock_timestamp()' })
  statusSince!: Date;

  @Column('timestamptz', { name: 'due_at', default: () => "'infinity'" })
  dueAt!: Date;

  @Column('text', { name: 'returned_from', nullable: true })
  returnedFrom!: string | null;

  @Column('uuid', { name: 'claimed_by', nullable: true })
  claimedBy!: string | null;

  @Column('timestamptz', { name: 'claimed_at', nullable: true })
  claimedAt!: Date | null;

  @Column('text', { name: 'product_name', default: '' })
  productName!: string;

  @Column('text', { name: 'category_slug', nullable: true })
  categorySlug!: string | null;

  @Column('jsonb')
  form!: unknown;

  @Column('jsonb', { name: 'field_notes', default: {} })
  fieldNotes!: unknown;

  @Column('integer', { default: 0 })
  households!: number;

  @Column('integer', { default: 0 })
  people!: number;

  @Column('text', { name: 'price_verdict', nullable: true })
  priceVerdict!: string | null;

  @Column('timestamptz', { name: 'publicity_started_at', nullable: true })
  publicityStartedAt!: Date | null;

  @Column('timestamptz', { name: 'publicity_ends_at', nullable: true })
  publicityEndsAt!: Date | null;

  /** Working days of the publication that were left when an objection stopped its clock. */
  @Column('integer', { name: 'publicity_left', nullable: true })
  publicityLeft!: number | null;

  /** Until when an appeal against its refusal may be filed, 申诉期限; null unless it is refused. */
  @Column('timestamptz', { name: 'appeal_by', nullable: true })
  appealBy!: Date | null;

  @Column('boolean', { name: 'stops_sales', default: false })
  stopsSales!: boolean;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('uuid', { array: true, default: '{}' })
  editors!: string[];

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
