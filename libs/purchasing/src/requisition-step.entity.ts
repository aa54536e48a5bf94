import type { RequisitionStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { RequisitionAction } from './requisition-status';

/** What happened to a requisition: only ever added to. */
@Entity('purchasing_requisition_step')
@Index('purchasing_requisition_step_thing', ['purchasingRequisitionId', 'at', 'id'])
export class RequisitionStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'purchasing_requisition_id' })
  purchasingRequisitionId!: string;

  @Column('text')
  action!: RequisitionAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: RequisitionStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: RequisitionStatus;

  /** Null: its time was over. */
  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
