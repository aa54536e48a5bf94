import type { SanctionKind, SanctionStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A decision against a certificate or a supplier, in force for its term. */
@Entity('sanction')
@Check('sanction_check', `(kind = ANY (ARRAY['suspension'::text, 'withdrawal'::text])) = (certificate_id IS NOT NULL)`)
@Check('sanction_check1', `kind <> 'blacklist'::text OR ends_at IS NOT NULL`)
@Check('sanction_check2', `(status = 'in_force'::text) = (closed_at IS NULL)`)
@Check(
  'sanction_kind_check',
  `kind = ANY (ARRAY['suspension'::text, 'withdrawal'::text, 'freeze'::text, 'removal'::text, 'blacklist'::text])`,
)
@Check(
  'sanction_status_check',
  `status = ANY (ARRAY['in_force'::text, 'lifted'::text, 'ended'::text, 'overturned'::text])`,
)
export class Sanction {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: SanctionKind;

  @Column('text')
  status!: SanctionStatus;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'certificate_id', nullable: true })
  certificateId!: string | null;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('text')
  reason!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('uuid', { name: 'inspection_id', nullable: true })
  inspectionId!: string | null;

  @Column('uuid', { name: 'complaint_id', nullable: true })
  complaintId!: string | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy!: string | null;

  @Column('text', { name: 'decided_by_name' })
  decidedByName!: string;

  @Column('text')
  seat!: string;

  @Column('text', { default: 'county' })
  level!: string;

  @Column('timestamptz', { name: 'decided_at', default: () => 'clock_timestamp()' })
  decidedAt!: Date;

  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt!: Date | null;

  /** Until when an appeal against it may be filed, 申诉期限. */
  @Column('timestamptz', { name: 'appeal_by' })
  appealBy!: Date;

  @Column('uuid', { name: 'closed_by', nullable: true })
  closedBy!: string | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('text', { name: 'closed_reason', nullable: true })
  closedReason!: string | null;
}
