import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A statement of account as it was reckoned once: only ever added to; sums in fen. */
@Entity('purchasing_statement_version')
@Check('purchasing_statement_version_version_check', `version > 0`)
export class StatementVersion {
  @PrimaryColumn('uuid', { name: 'statement_id' })
  statementId!: string;

  @PrimaryColumn('integer')
  version!: number;

  /** JSON, a `StatementContent`; the very text that is hashed. */
  @Column('text')
  content!: string;

  /** SHA-256 of the content in UTF-8, in hexadecimal. */
  @Column('text')
  hash!: string;

  /** What the unit owes the supplier; below nought the supplier the unit. */
  @Column('bigint', { name: 'opening_fen' })
  openingFen!: number;

  @Column('bigint', { name: 'closing_fen' })
  closingFen!: number;

  @Column('timestamptz', { name: 'made_at', default: () => 'clock_timestamp()' })
  madeAt!: Date;
}
