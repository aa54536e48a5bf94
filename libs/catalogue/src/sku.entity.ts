import type { BulkTerms } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** What can be ordered of a product: a pack with a price. */
@Entity('sku')
@Check('sku_bounds', `price_fen <= 100000000 AND market_price_fen <= 100000000 AND net_weight_grams <= 100000000`)
@Check('sku_market_price_fen_check', `market_price_fen > 0`)
@Check('sku_net_weight_grams_check', `net_weight_grams > 0`)
@Check('sku_price_fen_check', `price_fen > 0`)
@Check('sku_bulk', `jsonb_typeof(bulk) = 'object'::text`)
@Check('sku_code', `char_length(code) <= 40`)
@Unique('sku_product_id_name_key', ['productId', 'name'])
@Unique('sku_id_product_id_key', ['id', 'productId'])
@Index('sku_own_code', ['code'], { where: `(code <> ''::text)` })
export class Sku {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text')
  name!: string;

  /** What its seller calls it; empty: nothing. */
  @Column('text', { default: '' })
  code!: string;

  @Column('integer', { name: 'net_weight_grams', nullable: true })
  netWeightGrams!: number | null;

  /** Fen. */
  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;

  /** Fen. */
  @Column('bigint', { name: 'market_price_fen', nullable: true })
  marketPriceFen!: number | null;

  /** What its seller offers budget units. */
  @Column('jsonb', { nullable: true })
  bulk!: BulkTerms | null;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('integer', { default: 0 })
  position!: number;

  /** The import that made it and was undone, until it is on sale again. */
  @Column('uuid', { name: 'undone_import', nullable: true })
  undoneImport!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
