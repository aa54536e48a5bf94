import { Column, Check, Entity, PrimaryColumn } from 'typeorm';

/** A month that is over and of which it is known who dealt with whom. */
@Entity('purchasing_statement_month')
@Check('purchasing_statement_month_month_check', `EXTRACT(day FROM month) = 1::numeric`)
export class StatementMonth {
  /** Its first day. */
  @PrimaryColumn('date')
  month!: string;

  @Column('timestamptz', { name: 'opened_at', default: () => 'clock_timestamp()' })
  openedAt!: Date;
}

/** A statement that is still to be made; taken away by the transaction that makes it. */
@Entity('purchasing_statement_due')
export class StatementDue {
  @PrimaryColumn('date')
  month!: string;

  @PrimaryColumn('uuid', { name: 'unit_id' })
  unitId!: string;

  @PrimaryColumn('uuid', { name: 'supplier_id' })
  supplierId!: string;
}
