import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of an import that the last comparison of its file refused. */
@Entity('import_refusal')
export class ImportRefusal {
  @PrimaryColumn('uuid', { name: 'run_id' })
  runId!: string;

  /** As the spreadsheet numbers it. */
  @PrimaryColumn('integer')
  row!: number;

  /** Chinese, with the names of the columns. */
  @Column('text')
  reason!: string;
}
