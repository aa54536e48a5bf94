import type { RegistrationStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RegistrationAction } from './registration-status';

/** What happened to a registration; only ever added to. */
@Entity('campaigns_registration_step')
@Index('campaigns_registration_step_thing', ['campaignsRegistrationId', 'at', 'id'])
export class RegistrationStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaigns_registration_id' })
  campaignsRegistrationId!: string;

  @Column('text')
  action!: RegistrationAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: RegistrationStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: RegistrationStatus;

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
