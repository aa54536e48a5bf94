import type { AftersalesEnding, AftersalesKind, AftersalesReason, AftersalesStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a buyer asks back of pieces of one line that were received, 售后; sums in fen. */
@Entity('aftersales_case')
@Check('aftersales_case_agreed_fen_check', `agreed_fen > 0`)
@Check('aftersales_case_asked_fen_check', `asked_fen > 0`)
@Check(
  'aftersales_case_ended',
  `((status = 'closed'::text) = (ending IS NOT NULL)) AND ((status = ANY (ARRAY['refunded'::text, 'closed'::text])) = (closed_at IS NOT NULL))`,
)
@Check('aftersales_case_ending_check', `ending = ANY (ARRAY['withdrawn'::text, 'lapsed'::text, 'refused'::text])`)
@Check('aftersales_case_freight_most_fen_check', `freight_most_fen >= 0`)
@Check('aftersales_case_goods_most_fen_check', `goods_most_fen >= 0`)
@Check('aftersales_case_kind_check', `kind = ANY (ARRAY['refund'::text, 'return'::text])`)
@Check(
  'aftersales_case_money',
  `(status <> ALL (ARRAY['refunding'::text, 'refunded'::text])) OR (agreed_fen IS NOT NULL)`,
)
@Check(
  'aftersales_case_most',
  `(asked_fen <= (goods_most_fen + freight_most_fen)) AND (COALESCE(agreed_fen, (0)::bigint) <= (goods_most_fen + freight_most_fen))`,
)
@Check('aftersales_case_pieces_check', `pieces > 0`)
@Check(
  'aftersales_case_reason_check',
  `reason = ANY (ARRAY['shortage'::text, 'damaged'::text, 'wrong'::text, 'quality'::text, 'recalled'::text, 'unwanted'::text])`,
)
@Check('aftersales_case_check', `(restocked >= 0) AND (restocked <= pieces)`)
@Check(
  'aftersales_case_status_check',
  `status = ANY (ARRAY['applied'::text, 'returning'::text, 'sent_back'::text, 'refused'::text, 'intervening'::text, 'refunding'::text, 'refunded'::text, 'closed'::text])`,
)
@Check(
  'aftersales_case_turn',
  `(due_at IS NOT NULL) = (status = ANY (ARRAY['applied'::text, 'returning'::text, 'sent_back'::text, 'refused'::text, 'intervening'::text]))`,
)
@Index('aftersales_case_due', { synchronize: false })
@Index('aftersales_case_intervening', { synchronize: false })
@Index('aftersales_case_of_line', ['orderLineId'], { where: `(status <> 'closed'::text)` })
@Index('aftersales_case_of_order', ['orderId'])
@Index('aftersales_case_of_supplier', { synchronize: false })
@Index('aftersales_case_of_user', { synchronize: false })
export class Case {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text')
  status!: AftersalesStatus;

  @Column('text')
  kind!: AftersalesKind;

  @Column('text')
  reason!: AftersalesReason;

  @Column('text')
  words!: string;

  @Column('uuid', { array: true, default: '{}' })
  evidence!: string[];

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  @Column('integer')
  pieces!: number;

  /** The share of these pieces of what is kept of their line, and of its freight: the most that may go back. */
  @Column('bigint', { name: 'goods_most_fen' })
  goodsMostFen!: number;

  @Column('bigint', { name: 'freight_most_fen' })
  freightMostFen!: number;

  @Column('bigint', { name: 'asked_fen' })
  askedFen!: number;

  /** What goes back; null while nobody has agreed. */
  @Column('bigint', { name: 'agreed_fen', nullable: true })
  agreedFen!: number | null;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  /** Where the goods are to be sent. */
  @Column('text', { name: 'return_to', nullable: true })
  returnTo!: string | null;

  @Column('text', { nullable: true })
  carrier!: string | null;

  @Column('text', { nullable: true })
  waybill!: string | null;

  /** Of the pieces that came back, those that are sold again; the others are written off. */
  @Column('integer', { nullable: true })
  restocked!: number | null;

  @Column('text', { nullable: true })
  ending!: AftersalesEnding | null;

  /** Until when whoever's turn it is may act. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;
}
