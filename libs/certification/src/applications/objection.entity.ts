import type { ObjectionStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody says against an application while it is published, 公示异议. */
@Entity('objection')
@Check('objection_check', `(status = 'open'::text) = (examined_at IS NULL)`)
@Check('objection_status_check', `status = ANY (ARRAY['open'::text, 'upheld'::text, 'rejected'::text])`)
export class Objection {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('uuid', { name: 'application_id' })
  applicationId!: string;

  @Column('text')
  status!: ObjectionStatus;

  @Column('text', { name: 'name_sealed' })
  nameSealed!: string;

  @Column('text', { name: 'contact_sealed' })
  contactSealed!: string;

  @Column('text')
  reason!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('text', { nullable: true })
  finding!: string | null;

  @Column('uuid', { name: 'examined_by', nullable: true })
  examinedBy!: string | null;

  @Column('timestamptz', { name: 'examined_at', nullable: true })
  examinedAt!: Date | null;
}
