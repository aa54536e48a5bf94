import type { InspectionCause, InspectionStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** An inspection of a certified product, 抽查. */
@Entity('inspection')
@Check('inspection_cause_check', `cause = ANY (ARRAY['random'::text, 'risk'::text, 'complaint'::text])`)
@Check('inspection_check', `(status = 'ordered'::text) = (recorded_at IS NULL)`)
@Check(
  'inspection_status_check',
  `status = ANY (ARRAY['ordered'::text, 'passed'::text, 'rectifying'::text, 'rectified'::text, 'failed'::text])`,
)
export class Inspection {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('uuid', { name: 'draw_id', nullable: true })
  drawId!: string | null;

  @Column('uuid', { name: 'complaint_id', nullable: true })
  complaintId!: string | null;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  cause!: InspectionCause;

  @Column('text')
  status!: InspectionStatus;

  @Column('date', { name: 'due_on' })
  dueOn!: string;

  @Column('jsonb', { nullable: true })
  items!: unknown | null;

  @Column('text', { nullable: true })
  findings!: string | null;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('uuid', { name: 'ordered_by', nullable: true })
  orderedBy!: string | null;

  @Column('timestamptz', { name: 'ordered_at', default: () => 'clock_timestamp()' })
  orderedAt!: Date;

  @Column('uuid', { name: 'recorded_by', nullable: true })
  recordedBy!: string | null;

  @Column('text', { name: 'recorded_by_name', nullable: true })
  recordedByName!: string | null;

  @Column('timestamptz', { name: 'recorded_at', nullable: true })
  recordedAt!: Date | null;

  @Column('date', { name: 'rectify_by', nullable: true })
  rectifyBy!: string | null;

  @Column('text', { nullable: true })
  rectification!: string | null;

  @Column('uuid', { name: 'rectification_evidence', array: true, default: '{}' })
  rectificationEvidence!: string[];

  @Column('timestamptz', { name: 'rectified_at', nullable: true })
  rectifiedAt!: Date | null;
}
