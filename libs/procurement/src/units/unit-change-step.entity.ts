import type { UnitChangeStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What happened to a unit's report of itself; only ever added to. */
@Entity('unit_change_step')
@Index('unit_change_step_change', ['unitChangeId', 'at', 'id'])
export class UnitChangeStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_change_id' })
  unitChangeId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: UnitChangeStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: UnitChangeStatus;

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('uuid', { name: 'by_organisation_id' })
  byOrganisationId!: string;

  @Column('text', { default: '' })
  reason!: string;

  /** What is wrong, by the name of the form's field. */
  @Column('jsonb', { name: 'field_notes', default: {} })
  fieldNotes!: Record<string, string>;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
