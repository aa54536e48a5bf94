import type { BankStatementDone } from '@yigou/contracts';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BankEntry } from './read-statement';

/** A statement of a supplier's bank (银行流水) that was read and waits to be kept; afterwards what it brought. */
@Entity('purchasing_bank_statement')
@Check('purchasing_bank_statement_done', `(confirmed_at IS NULL) = (done IS NULL)`)
@Index('purchasing_bank_statement_waiting', ['expiresAt'], { where: `(confirmed_at IS NULL)` })
export class BankStatement {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  /** What came, and was not there before; empty once it was kept. */
  @Column('jsonb')
  rows!: readonly BankEntry[];

  /** Rows of the file that are not among them. */
  @Column('integer')
  skipped!: number;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('jsonb', { nullable: true })
  done!: BankStatementDone | null;
}
