import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The history of a SKU's price in fen, and why it was changed. */
@Entity('price_change')
export class PriceChange {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;
}
