import type { AcceptanceStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AcceptanceAction } from './acceptance-status';

/** What happened to an acceptance sheet: only ever added to. */
@Entity('purchasing_acceptance_step')
@Index('purchasing_acceptance_step_thing', ['purchasingAcceptanceId', 'at', 'id'])
export class AcceptanceStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'purchasing_acceptance_id' })
  purchasingAcceptanceId!: string;

  @Column('text')
  action!: AcceptanceAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: AcceptanceStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: AcceptanceStatus;

  /** Null: the order was finished without it. */
  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
