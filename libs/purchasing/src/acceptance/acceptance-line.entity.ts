import type { GoodsPaper, GoodsRefusal } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What came of a line of the order, in pieces, and what came with it. */
@Entity('purchasing_acceptance_line')
@Check('purchasing_acceptance_line_accepted_check', `accepted >= 0`)
@Check('purchasing_acceptance_line_grams_check', `grams > 0`)
@Check('purchasing_acceptance_line_short_check', `short >= 0`)
@Check('purchasing_acceptance_line_refused_check', `refused >= 0`)
@Check(
  'purchasing_acceptance_line_refusal_check',
  `refusal = ANY (ARRAY['damaged'::text, 'spoiled'::text, 'expired'::text, 'different'::text, 'unproven'::text, 'other'::text])`,
)
@Check('purchasing_acceptance_line_shelf_life_days_check', `shelf_life_days > 0`)
@Check(
  'purchasing_acceptance_line_papers_check',
  `papers <@ ARRAY['conformity'::text, 'inspection'::text, 'quarantine'::text, 'delivery'::text]`,
)
@Check('purchasing_acceptance_line_something', `((accepted + short) + refused) > 0`)
@Check('purchasing_acceptance_line_refusal', `(refused > 0) = (refusal IS NOT NULL)`)
@Unique('purchasing_acceptance_line_acceptance_id_order_line_id_key', ['acceptanceId', 'orderLineId'])
@Index('purchasing_acceptance_line_of_order', ['orderLineId'])
export class AcceptanceLine {
  @PrimaryColumn('uuid', { name: 'acceptance_id' })
  acceptanceId!: string;

  @PrimaryColumn('smallint')
  position!: number;

  @Column('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  @Column('integer')
  accepted!: number;

  /** What they weigh; null where it is sold by the piece. */
  @Column('integer', { nullable: true })
  grams!: number | null;

  @Column('integer')
  short!: number;

  @Column('integer')
  refused!: number;

  @Column('text', { nullable: true })
  refusal!: GoodsRefusal | null;

  @Column('text', { default: '' })
  note!: string;

  @Column('text', { default: '' })
  batch!: string;

  @Column('date', { name: 'produced_on', nullable: true })
  producedOn!: string | null;

  @Column('integer', { name: 'shelf_life_days', nullable: true })
  shelfLifeDays!: number | null;

  @Column('text', { array: true })
  papers!: GoodsPaper[];

  /** Files of the evidence library. */
  @Column('uuid', { array: true })
  photos!: string[];
}
