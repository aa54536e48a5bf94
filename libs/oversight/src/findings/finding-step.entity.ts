import type { FindingStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What happened to a finding: only ever added to. */
@Entity('oversight_finding_step')
@Index('oversight_finding_step_thing', ['oversightFindingId', 'at', 'id'])
export class FindingStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'oversight_finding_id' })
  oversightFindingId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: FindingStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: FindingStatus;

  /** Null: the watch itself. */
  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('uuid', { name: 'by_organisation_id', nullable: true })
  byOrganisationId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
