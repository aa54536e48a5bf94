import type { ShareCorrectionStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What happened to a request for correction; only ever added to. */
@Entity('share_correction_step')
@Index('share_correction_step_correction', ['shareCorrectionId', 'at', 'id'])
export class ShareCorrectionStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'share_correction_id' })
  shareCorrectionId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: ShareCorrectionStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: ShareCorrectionStatus;

  @Column('uuid', { name: 'by_id' })
  byId!: string;

  @Column('uuid', { name: 'by_organisation_id' })
  byOrganisationId!: string;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
