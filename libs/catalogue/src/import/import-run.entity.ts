import type { ColumnChoice, ImportStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One import of products from a file: its state, counts and refused rows. */
@Entity('import_run')
@Check(
  'import_run_status_check',
  `status = ANY (ARRAY['reading'::text, 'previewed'::text, 'applying'::text, 'applied'::text, 'refused'::text, 'discarded'::text, 'undoing'::text, 'undone'::text, 'expired'::text])`,
)
@Index('import_run_expiry', ['expiresAt'], { where: `(status = 'previewed'::text)` })
export class ImportRun {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'object_key' })
  objectKey!: string;

  /** What its sender said of its columns when it was sent. */
  @Column('jsonb', { default: [] })
  columns!: ColumnChoice[];

  /** What was answered of names that are near to others, by the key of the question; see Answers. */
  @Column('jsonb', { default: {} })
  answers!: unknown;

  @Column('text')
  status!: ImportStatus;

  @Column('integer', { name: 'rows_total', nullable: true })
  rowsTotal!: number | null;

  @Column('integer', { name: 'rows_done', default: 0 })
  rowsDone!: number;

  @Column('integer', { name: 'created_rows', default: 0 })
  createdRows!: number;

  @Column('integer', { name: 'updated_rows', default: 0 })
  updatedRows!: number;

  @Column('integer', { name: 'unchanged_rows', default: 0 })
  unchangedRows!: number;

  @Column('integer', { name: 'failed_rows', default: 0 })
  failedRows!: number;

  @Column('jsonb', { default: [] })
  errors!: unknown;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  @Column('jsonb', { default: [] })
  notices!: unknown;

  /** What the file would change, an ImportPreview. */
  @Column('jsonb', { nullable: true })
  preview!: unknown;

  /** Digests of what each batch of rows would change. */
  @Column('text', { array: true, default: '{}' })
  plan!: string[];

  @Column('integer', { name: 'batches_done', default: 0 })
  batchesDone!: number;

  /** So many times the file was compared. */
  @Column('integer', { default: 0 })
  round!: number;

  @Column('uuid', { name: 'confirmed_by', nullable: true })
  confirmedBy!: string | null;

  /** Until when its preview waits to be confirmed. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('uuid', { name: 'undone_by', nullable: true })
  undoneBy!: string | null;

  /** What undoing it did, an ImportUndo. */
  @Column('jsonb', { nullable: true })
  undo!: unknown;
}
