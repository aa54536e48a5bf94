import type { LinkStatus } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** That a mechanism reaches a household, 带贫关系. */
@Entity('benefit_link')
@Check('benefit_link_status_check', `status = ANY (ARRAY['declared'::text, 'confirmed'::text, 'disputed'::text])`)
export class BenefitLink {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'mechanism_id' })
  mechanismId!: string;

  @Column('uuid', { name: 'household_id' })
  householdId!: string;

  @Column('text')
  status!: LinkStatus;

  @Column('text', { default: '' })
  note!: string;

  @Column('uuid', { name: 'linked_by', nullable: true })
  linkedBy!: string | null;

  @Column('timestamptz', { name: 'linked_at', default: () => 'clock_timestamp()' })
  linkedAt!: Date;

  @Column('timestamptz', { name: 'answered_at', nullable: true })
  answeredAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;
}
