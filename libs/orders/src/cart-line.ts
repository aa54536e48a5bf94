import { bulkMinimum, type CartView, type StockState } from '@yigou/contracts';
import type { PricedFor, PricedLine } from './order-totals';

const LOW_PIECES = 10;
const SHOWN_PIECES = 9_999;

function stockState(available: number): StockState {
  if (available <= 0) return 'sold_out';
  return available <= LOW_PIECES ? 'low' : 'in_stock';
}

/** A priced line as carts and checkouts show it. */
export function toCartLine(
  { sku, quantity, priceFen, lineFen, weight }: PricedLine,
  payer: PricedFor,
): CartView['groups'][number]['lines'][number] {
  return {
    skuId: sku.skuId,
    productId: sku.productId,
    productName: sku.productName,
    skuName: sku.skuName,
    photo: sku.photoKey,
    priceFen,
    quantity,
    lineFen,
    stockState: stockState(sku.available),
    available: Math.max(0, Math.min(sku.available, SHOWN_PIECES)),
    minimum: payer === 'unit' ? bulkMinimum(sku) : 1,
    weight,
    orderable: sku.orderable,
  };
}
