import type { FilingStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What happened to a version of a filing; only ever added to. */
@Entity('share_filing_step')
@Index('share_filing_step_filing', ['shareFilingId', 'at', 'id'])
export class ShareFilingStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'share_filing_id' })
  shareFilingId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: FilingStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: FilingStatus;

  /** Null: the year's end did it. */
  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('uuid', { name: 'by_organisation_id', nullable: true })
  byOrganisationId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('jsonb', { name: 'field_notes', default: {} })
  fieldNotes!: Record<string, string>;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
