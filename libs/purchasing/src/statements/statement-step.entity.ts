import type { StatementStatus } from '@yigou/contracts';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { StatementAction } from './statement-status';

/** What happened to a statement: only ever added to. */
@Entity('purchasing_statement_step')
@Index('purchasing_statement_step_thing', ['purchasingStatementId', 'at', 'id'])
export class StatementStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'purchasing_statement_id' })
  purchasingStatementId!: string;

  @Column('text')
  action!: StatementAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: StatementStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: StatementStatus;

  /** What was looked at, or made. */
  @Column('integer')
  version!: number;

  /** Of the version: to what somebody objects; null: to the whole. */
  @Column('integer', { nullable: true })
  line!: number | null;

  /** Null: made by itself. */
  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
