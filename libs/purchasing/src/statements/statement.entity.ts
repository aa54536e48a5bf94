import type { StatementStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What a unit and a supplier owe each other at the end of a month of the market: which version both are to confirm, and who did. */
@Entity('purchasing_statement')
@Unique('purchasing_statement_once', ['unitId', 'supplierId', 'month'])
@Index('purchasing_statement_unit', ['unitId', 'month', 'id'])
@Index('purchasing_statement_supplier', ['supplierId', 'month', 'id'])
@Index('purchasing_statement_open', ['id'], { where: `(status <> 'confirmed'::text)` })
@Check('purchasing_statement_month_check', `EXTRACT(day FROM month) = 1::numeric`)
@Check('purchasing_statement_version_check', `version > 0`)
@Check(
  'purchasing_statement_status_check',
  `status = ANY (ARRAY['issued'::text, 'unit_confirmed'::text, 'supplier_confirmed'::text, 'unit_objected'::text, 'supplier_objected'::text, 'confirmed'::text])`,
)
export class Statement {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  /** Its first day. */
  @Column('date')
  month!: string;

  @Column('text')
  status!: StatementStatus;

  /** The one that holds; the earlier ones stay. */
  @Column('integer')
  version!: number;
}
