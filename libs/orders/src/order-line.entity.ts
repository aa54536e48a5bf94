import type { WeightTerms } from '@yigou/contracts';
import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** Pieces of a SKU as they were ordered: name, price in fen and certificate of that moment. */
@Entity('order_line')
@Check(
  'order_line_accepted',
  `accepted_quantity >= 0 AND refused_quantity >= 0 AND (accepted_quantity + refused_quantity) <= shipped_quantity`,
)
@Check(
  'order_line_weight',
  `weight_refund_fen >= 0 AND accepted_grams >= 0 AND (weight_terms IS NOT NULL OR (weight_refund_fen = 0 AND accepted_grams = 0))`,
)
@Check('order_line_check', `line_fen = (price_fen * quantity)`)
@Check('order_line_check1', `shipped_quantity >= 0 AND shipped_quantity <= quantity`)
@Check('order_line_discount_fen_check', `discount_fen >= 0`)
@Check('order_line_ended', `ended_quantity >= 0 AND (shipped_quantity + ended_quantity) <= quantity`)
@Check('order_line_given_back', `given_back_fen >= 0 AND given_back_fen <= (line_fen - discount_fen)`)
@Check('order_line_price_fen_check', `price_fen > 0`)
@Check('order_line_quantity_check', `quantity > 0`)
@Unique('order_line_order_id_sku_id_key', ['orderId', 'skuId'])
export class OrderLine {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text', { name: 'product_name' })
  productName!: string;

  @Column('text', { name: 'sku_name' })
  skuName!: string;

  @Column('text', { name: 'photo_key', nullable: true })
  photoKey!: string | null;

  @Column('text', { name: 'certificate_number', nullable: true })
  certificateNumber!: string | null;

  @Column('text', { name: 'county_name', nullable: true })
  countyName!: string | null;

  @Column('text', { name: 'category_slug' })
  categorySlug!: string;

  @Column('integer', { name: 'net_weight_grams', nullable: true })
  netWeightGrams!: number | null;

  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;

  @Column('integer')
  quantity!: number;

  @Column('bigint', { name: 'discount_fen', default: 0 })
  discountFen!: number;

  @Column('bigint', { name: 'line_fen' })
  lineFen!: number;

  @Column('integer', { name: 'shipped_quantity', default: 0 })
  shippedQuantity!: number;

  @Column('integer', { name: 'ended_quantity', default: 0 })
  endedQuantity!: number;

  /** Of a unit's order: what two of its people accepted of what was shipped. */
  @Column('integer', { name: 'accepted_quantity', default: 0 })
  acceptedQuantity!: number;

  /** And what they did not: short, damaged or refused. Its price is refunded. */
  @Column('integer', { name: 'refused_quantity', default: 0 })
  refusedQuantity!: number;

  /** Sold by weight: the price is the most that a piece may come to. Null: by the piece. */
  @Column('jsonb', { name: 'weight_terms', nullable: true })
  weightTerms!: WeightTerms | null;

  /** What the accepted pieces weighed. */
  @Column('bigint', { name: 'accepted_grams', default: 0 })
  acceptedGrams!: number;

  /** What of the most of pieces that were taken was not billed: it is refunded. */
  @Column('bigint', { name: 'weight_refund_fen', default: 0 })
  weightRefundFen!: number;

  /** What of it went back after it was received, without freight. */
  @Column('bigint', { name: 'given_back_fen', default: 0 })
  givenBackFen!: number;
}
