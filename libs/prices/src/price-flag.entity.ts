import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** A price outside its band, with what the supplier said of it, 价格预警. */
@Entity('price_flag')
@Check('price_flag_verdict_check', `verdict = ANY (ARRAY['high'::text, 'low'::text, 'decimal_slip'::text])`)
export class PriceFlag {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('text', { name: 'region_code', nullable: true })
  regionCode!: string | null;

  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;

  @Column('bigint', { name: 'unit_price_fen', nullable: true })
  unitPriceFen!: number | null;

  @Column('bigint', { name: 'median_fen', nullable: true })
  medianFen!: number | null;

  @Column('text')
  verdict!: 'high' | 'low' | 'decimal_slip';

  @Column('text')
  reason!: string;

  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}
