import type { FindingRule, FindingSeverity, FindingStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What the fraud watch found in orders of a unit, and what came of it. */
@Entity('oversight_finding')
@Check(
  'oversight_finding_rule_check',
  `rule = ANY (ARRAY['price_outlier'::text, 'quantity_outlier'::text, 'round_sums'::text, 'concentration'::text, 'no_waybill'::text, 'back_dated'::text, 'split_orders'::text])`,
)
@Check('oversight_finding_severity_check', `severity = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text])`)
@Check('oversight_finding_status_check', `status = ANY (ARRAY['open'::text, 'confirmed'::text, 'dismissed'::text])`)
@Check('oversight_finding_year_check', `year >= 2000 AND year <= 2999`)
@Check('oversight_finding_order_ids_check', `cardinality(order_ids) > 0`)
@Check('oversight_finding_reason', `(status = 'open'::text) = (reason = ''::text)`)
@Unique('oversight_finding_once', ['rule', 'subject'])
@Index('oversight_finding_latest', ['foundAt', 'id'])
@Index('oversight_finding_unit', ['unitId', 'foundAt', 'id'])
export class Finding {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  rule!: FindingRule;

  /** What it is about, within its rule: an order line, an order, an acceptance sheet, a requisition, or unit, supplier and year. */
  @Column('text')
  subject!: string;

  @Column('uuid', { name: 'unit_id' })
  unitId!: string;

  @Column('smallint')
  year!: number;

  @Column('text')
  severity!: FindingSeverity;

  @Column('text')
  facts!: string;

  @Column('uuid', { name: 'order_ids', array: true })
  orderIds!: string[];

  @Column('text')
  status!: FindingStatus;

  /** What came of it. */
  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { name: 'found_at', default: () => 'clock_timestamp()' })
  foundAt!: Date;
}
