import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What went back of goods that were received, in fen; only ever added to. Its id is whoever's that asked for it, once. */
@Entity('order_give_back')
@Check('order_give_back_freight_fen_check', `freight_fen >= 0`)
@Check('order_give_back_goods_fen_check', `goods_fen >= 0`)
@Check('order_give_back_pieces_check', `pieces > 0`)
@Check('order_give_back_something', `(goods_fen + freight_fen) > 0`)
@Index('order_give_back_of_order', ['orderId'])
export class OrderGiveBack {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'order_line_id' })
  orderLineId!: string;

  @Column('integer')
  pieces!: number;

  @Column('bigint', { name: 'goods_fen' })
  goodsFen!: number;

  @Column('bigint', { name: 'freight_fen' })
  freightFen!: number;

  /** Chinese, read by buyer and supplier. */
  @Column('text')
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
