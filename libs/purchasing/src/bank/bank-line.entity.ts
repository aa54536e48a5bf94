import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Money that came to a supplier, as its bank says: kept once, used for one voucher at most. */
@Entity('purchasing_bank_line')
@Check('purchasing_bank_line_amount_fen_check', `amount_fen > 0`)
@Check(
  'purchasing_bank_line_match',
  `(transfer_id IS NULL) = (matched_at IS NULL) AND (transfer_id IS NULL) = (matched_by IS NULL)`,
)
@Check('purchasing_bank_line_ignored', `NOT ignored OR transfer_id IS NULL`)
@Index('purchasing_bank_line_key', ['supplierId', 'key'], { unique: true })
@Index('purchasing_bank_line_transfer', ['transferId'], { unique: true, where: `(transfer_id IS NOT NULL)` })
@Index('purchasing_bank_line_supplier', ['supplierId', 'day', 'id'])
@Index('purchasing_bank_line_statement', ['statementId'])
export class BankLine {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'statement_id' })
  statementId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  /** What names it among the supplier's lines: see `BankEntry`. */
  @Column('text')
  key!: string;

  @Column('date')
  day!: string;

  /** `HH:mm:ss`, or empty. */
  @Column('text')
  time!: string;

  /** In fen. */
  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  @Column('text')
  payer!: string;

  /** The last four digits of the account that it came from; of private people, no more is kept. */
  @Column('text', { name: 'payer_end' })
  payerEnd!: string;

  @Column('text', { name: 'own_end' })
  ownEnd!: string;

  @Column('text')
  memo!: string;

  /** The bank's number. */
  @Column('text')
  serial!: string;

  /** Digits and letters of the words alone, in capitals: whether an order's number stands in them is asked often. */
  @Column('text')
  words!: string;

  /** It is not about orders. */
  @Column('boolean', { default: false })
  ignored!: boolean;

  /** The voucher that it is the money of: one that waits, or was confirmed. */
  @Column('uuid', { name: 'transfer_id', nullable: true })
  transferId!: string | null;

  @Column('uuid', { name: 'matched_by', nullable: true })
  matchedBy!: string | null;

  @Column('timestamptz', { name: 'matched_at', nullable: true })
  matchedAt!: Date | null;
}
