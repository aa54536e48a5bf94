import type { SupplierGroup } from './order-totals';

/** A line as it is placed, of the order with this id. */
export interface PlacedLine extends Pick<
  SupplierGroup['lines'][number],
  'sku' | 'quantity' | 'priceFen' | 'lineFen' | 'weight'
> {
  readonly order: string;
}
/**
 * What is written of a line beside its id, in the order in which the statement names its columns, each of them an array: PostgreSQL reads those in half the time of rows
 * of JSON, and nothing else of the goods goes along.
 */
export const LINE_COLUMNS: readonly ((line: PlacedLine) => unknown)[] = [
  ({ order }) => order,
  ({ sku }) => sku.skuId,
  ({ sku }) => sku.productId,
  ({ sku }) => sku.productName,
  ({ sku }) => sku.skuName,
  ({ sku }) => sku.photoKey,
  ({ sku }) => sku.certificateNumber,
  ({ sku }) => sku.countyName,
  ({ sku }) => sku.categorySlug,
  ({ sku }) => sku.netWeightGrams,
  ({ priceFen }) => priceFen,
  ({ quantity }) => quantity,
  ({ lineFen }) => lineFen,
  ({ weight }) => weight && JSON.stringify(weight),
];
