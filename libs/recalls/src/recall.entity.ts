import type { RecallGrade, RecallStatus, RecallView } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A recall of batches of one certified product, 召回. */
@Entity('recalls_recall')
@Check('recalls_recall_check', `(status = 'closed'::text) = (closed_at IS NOT NULL)`)
@Check('recalls_recall_check1', `(status = 'open'::text) OR (report IS NOT NULL)`)
@Check('recalls_recall_grade_check', `grade = ANY (ARRAY['first'::text, 'second'::text, 'third'::text])`)
@Check('recalls_recall_status_check', `status = ANY (ARRAY['open'::text, 'reported'::text, 'closed'::text])`)
@Index('recalls_recall_of_supplier', ['supplierId', 'openedAt', 'id'])
@Index('recalls_recall_of_certificate', ['certificateId'])
@Index('recalls_recall_due', ['completeBy', 'id'], { where: `(status = 'open'::text)` })
export class Recall {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text')
  status!: RecallStatus;

  @Column('text')
  grade!: RecallGrade;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'certificate_id' })
  certificateId!: string;

  @Column('text', { name: 'product_name' })
  productName!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  reason!: string;

  @Column('text')
  advice!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('uuid', { name: 'opened_by' })
  openedBy!: string;

  @Column('boolean', { name: 'by_supplier' })
  bySupplier!: boolean;

  @Column('timestamptz', { name: 'opened_at', default: () => 'clock_timestamp()' })
  openedAt!: Date;

  @Column('date', { name: 'complete_by' })
  completeBy!: string;

  @Column('timestamptz', { name: 'set_aside_at', nullable: true })
  setAsideAt!: Date | null;

  @Column('jsonb', { nullable: true })
  report!: RecallView['report'];

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
