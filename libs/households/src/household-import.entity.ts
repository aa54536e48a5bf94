import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Households read from a file and waiting to be confirmed; sealed. */
@Entity('household_import')
export class HouseholdImport {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'file_name' })
  fileName!: string;

  @Column('text', { name: 'rows_sealed' })
  rowsSealed!: string;

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('text', { name: 'region_prefix' })
  regionPrefix!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('integer', { name: 'created_rows', default: 0 })
  createdRows!: number;

  @Column('integer', { name: 'skipped_rows', default: 0 })
  skippedRows!: number;
}
