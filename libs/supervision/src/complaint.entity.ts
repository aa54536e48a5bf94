import type { ComplaintKind, ComplaintStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A complaint about a certified product, 投诉; who made it is sealed. */
@Entity('complaint')
@Check('complaint_check', `(status = 'answered'::text) = (answered_at IS NOT NULL)`)
@Check('complaint_check1', `(status = 'received'::text) = (taken_at IS NULL)`)
@Check(
  'complaint_kind_check',
  `kind = ANY (ARRAY['quality'::text, 'price'::text, 'origin'::text, 'benefit'::text, 'counterfeit'::text, 'service'::text, 'other'::text])`,
)
@Check('complaint_status_check', `status = ANY (ARRAY['received'::text, 'investigating'::text, 'answered'::text])`)
export class Complaint {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text')
  kind!: ComplaintKind;

  @Column('text')
  status!: ComplaintStatus;

  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  @Column('uuid', { name: 'product_id', nullable: true })
  productId!: string | null;

  @Column('uuid', { name: 'supplier_id', nullable: true })
  supplierId!: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text', { name: 'name_sealed', nullable: true })
  nameSealed!: string | null;

  @Column('text', { name: 'contact_sealed', nullable: true })
  contactSealed!: string | null;

  @Column('text')
  content!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('uuid', { name: 'handler_id', nullable: true })
  handlerId!: string | null;

  @Column('text', { nullable: true })
  answer!: string | null;

  @Column('boolean', { nullable: true })
  founded!: boolean | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('timestamptz', { name: 'taken_at', nullable: true })
  takenAt!: Date | null;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;
}
