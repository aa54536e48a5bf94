import type { AftersalesStatus } from '@yigou/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to a case: only ever added to. */
@Entity('aftersales_case_step')
export class CaseStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'aftersales_case_id' })
  aftersalesCaseId!: string;

  @Column('text')
  action!: string;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: AftersalesStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: AftersalesStatus;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text')
  seat!: string;

  /** Chinese, read by buyer and supplier. */
  @Column('text')
  note!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
