import type { UnitAdmissionStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What happened to a request for admission; only ever added to. */
@Entity('unit_admission_step')
@Index('unit_admission_step_admission', ['unitAdmissionId', 'at', 'id'])
export class UnitAdmissionStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_admission_id' })
  unitAdmissionId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: UnitAdmissionStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: UnitAdmissionStatus;

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('uuid', { name: 'by_organisation_id' })
  byOrganisationId!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
