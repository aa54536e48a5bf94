import type { RecallLineKind } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A batch that is recalled, and what of it had not been sent, in grams. */
@Entity('recalls_batch')
@Check('recalls_batch_left_grams_check', `left_grams >= 0`)
@Index('recalls_batch_recall', ['recallId'])
export class RecalledBatchRow {
  @PrimaryColumn('uuid', { name: 'batch_id' })
  batchId!: string;

  @Column('uuid', { name: 'recall_id' })
  recallId!: string;

  @Column('bigint', { name: 'left_grams' })
  leftGrams!: number;
}

/** Pieces of a SKU that are held back; of them, what was destroyed, once it was checked. */
@Entity('recalls_stock')
@Check('recalls_stock_check', `(destroyed >= 0) AND (destroyed <= pieces)`)
@Check('recalls_stock_pieces_check', `pieces >= 0`)
export class RecalledStock {
  @PrimaryColumn('uuid', { name: 'recall_id' })
  recallId!: string;

  @PrimaryColumn('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer')
  pieces!: number;

  @Column('integer', { nullable: true })
  destroyed!: number | null;
}

/** An order that a recall concerns, and when its people were told. */
@Entity('recalls_order')
@Index('recalls_order_of_order', ['orderId'])
@Index('recalls_order_untold', ['recallId', 'orderId'], { where: `(told_at IS NULL)` })
export class RecalledOrder {
  @PrimaryColumn('uuid', { name: 'recall_id' })
  recallId!: string;

  @PrimaryColumn('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('boolean')
  unpaid!: boolean;

  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt!: Date | null;
}

/** What of an order's line a recall concerns. */
@Entity('recalls_line')
@Check('recalls_line_check', `(kind = 'shipped'::text) = (batch_id IS NOT NULL)`)
@Check('recalls_line_kind_check', `kind = ANY (ARRAY['shipped'::text, 'unknown'::text, 'owed'::text])`)
@Check('recalls_line_pieces_check', `pieces > 0`)
@Index('recalls_line_of_line', ['orderLineId'])
@Index('recalls_line_once', { synchronize: false })
export class RecalledLine {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'recall_id' })
  recallId!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  @Column('uuid', { name: 'batch_id', nullable: true })
  batchId!: string | null;

  @Column('text')
  kind!: RecallLineKind;

  @Column('integer')
  pieces!: number;
}
