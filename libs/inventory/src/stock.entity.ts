import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Pieces of a SKU on hand, and how many of them are held for orders. */
@Entity('stock')
@Check('stock_bounds', `on_hand <= 2000000000 AND reserved <= 2000000000`)
@Check('stock_check', `reserved <= on_hand`)
@Check('stock_reserved_check', `reserved >= 0`)
export class Stock {
  @PrimaryColumn('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer', { name: 'on_hand', default: 0 })
  onHand!: number;

  @Column('integer', { default: 0 })
  reserved!: number;

  /** Who has stopped its sale, as opaque references; empty: nobody. */
  @Column('uuid', { name: 'stopped_by', array: true, default: '{}' })
  stoppedBy!: string[];
}
