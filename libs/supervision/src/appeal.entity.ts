import type { AppealStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** An appeal against a sanction or a refusal, 申诉. */
@Entity('appeal')
@Check('appeal_check', `(sanction_id IS NULL) <> (application_id IS NULL)`)
@Check('appeal_check1', `(status = 'open'::text) = (decided_at IS NULL)`)
@Check('appeal_check2', `decided_by IS NULL OR decided_by IS DISTINCT FROM first_decided_by`)
@Check('appeal_check3', `((instance = 1) AND (status = 'rejected'::text)) = (again_by IS NOT NULL)`)
@Check('appeal_instance_check', `instance = ANY (ARRAY[1, 2])`)
@Unique('appeal_sanction_instance', ['sanctionId', 'instance'])
@Unique('appeal_refusal_instance', ['refusalId', 'instance'])
@Check('appeal_status_check', `status = ANY (ARRAY['open'::text, 'upheld'::text, 'rejected'::text])`)
export class Appeal {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'sanction_id', nullable: true })
  sanctionId!: string | null;

  @Column('uuid', { name: 'application_id', nullable: true })
  applicationId!: string | null;

  /** The step that refused the application: refused anew, it is another decision. */
  @Column('uuid', { name: 'refusal_id', nullable: true })
  refusalId!: string | null;

  /** 1 is against the decision, 2 asks once more after the first was rejected. */
  @Column('smallint', { default: 1 })
  instance!: number;

  /** The lowest level that may decide it. */
  @Column('text', { default: 'county' })
  level!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  status!: AppealStatus;

  @Column('text')
  reason!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('uuid', { name: 'filed_by' })
  filedBy!: string;

  @Column('timestamptz', { name: 'filed_at', default: () => 'clock_timestamp()' })
  filedAt!: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt!: Date;

  @Column('uuid', { name: 'first_decided_by', nullable: true })
  firstDecidedBy!: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('text', { name: 'decided_by_name', nullable: true })
  decidedByName!: string | null;

  @Column('text', { name: 'decided_level', nullable: true })
  decidedLevel!: string | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt!: Date | null;

  /** Until when the supplier may ask once more, after the first was rejected. */
  @Column('timestamptz', { name: 'again_by', nullable: true })
  againBy!: Date | null;

  @Column('text', { nullable: true })
  decision!: string | null;

  @Column('uuid', { name: 'decision_evidence', array: true, default: '{}' })
  decisionEvidence!: string[];
}
