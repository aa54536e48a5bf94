import type { SupplierGroup } from './order-totals';

/** A line as it is placed, of the order with this id. */
export interface PlacedLine extends Pick<
  SupplierGroup['lines'][number],
  'sku' | 'quantity' | 'priceFen' | 'lineFen' | 'weight'
> {
  readonly order: string;
}
/**
 * What is written of a line beside its id, each column an array of its own: PostgreSQL reads those in half the time of rows of JSON, and nothing else of the goods goes
 * along.
 */
export const LINE_COLUMNS: readonly {
  readonly name: string;
  readonly type: string;
  readonly of: (line: PlacedLine) => unknown;
}[] = [
  { name: 'order_id', type: 'uuid', of: ({ order }) => order },
  { name: 'sku_id', type: 'uuid', of: ({ sku }) => sku.skuId },
  { name: 'product_id', type: 'uuid', of: ({ sku }) => sku.productId },
  { name: 'product_name', type: 'text', of: ({ sku }) => sku.productName },
  { name: 'sku_name', type: 'text', of: ({ sku }) => sku.skuName },
  { name: 'photo_key', type: 'text', of: ({ sku }) => sku.photoKey },
  { name: 'certificate_number', type: 'text', of: ({ sku }) => sku.certificateNumber },
  { name: 'county_name', type: 'text', of: ({ sku }) => sku.countyName },
  { name: 'category_slug', type: 'text', of: ({ sku }) => sku.categorySlug },
  { name: 'net_weight_grams', type: 'int', of: ({ sku }) => sku.netWeightGrams },
  { name: 'price_fen', type: 'bigint', of: ({ priceFen }) => priceFen },
  { name: 'quantity', type: 'int', of: ({ quantity }) => quantity },
  { name: 'line_fen', type: 'bigint', of: ({ lineFen }) => lineFen },
  { name: 'weight_terms', type: 'jsonb', of: ({ weight }) => weight && JSON.stringify(weight) },
];
