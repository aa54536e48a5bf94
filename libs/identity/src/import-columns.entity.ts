import type { ColumnChoice, ImportKind } from '@yigou/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a sender said of the columns of one kind of file. */
@Entity('import_columns')
export class ImportColumnsKept {
  /** An organisation, or a person who sends for themselves. */
  @PrimaryColumn('uuid', { name: 'sender_id' })
  senderId!: string;

  @PrimaryColumn('text')
  kind!: ImportKind;

  @Column('jsonb')
  columns!: ColumnChoice[];

  @Column('uuid', { name: 'updated_by' })
  updatedBy!: string;

  @Column('timestamptz', { name: 'updated_at', default: () => 'clock_timestamp()' })
  updatedAt!: Date;
}
