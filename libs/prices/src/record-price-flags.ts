import type { PriceCheck } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** The product whose prices are flagged. */
export interface FlaggedProduct {
  readonly productId: string;
  readonly supplierId: string;
  readonly regionCode: string | null;
}
export interface FlaggedPrice {
  readonly skuId: string;
  readonly priceFen: number;
  readonly check: PriceCheck;
}

/** Keeps prices outside their band, with the seller's reason, for those who supervise (domain R17, 价格监测). One statement. */
export async function recordPriceFlags(
  tx: Tx,
  { productId, supplierId, regionCode }: FlaggedProduct,
  prices: readonly FlaggedPrice[],
  by: { readonly reason: string; readonly userId: string | null },
): Promise<void> {
  const rows = prices.map(({ skuId, priceFen, check }) => ({
    id: newId(),
    sku: skuId,
    price: priceFen,
    unit: check.unitPriceFen,
    median: check.band?.median ?? null,
    verdict: check.verdict,
  }));
  await tx.query(
    `INSERT INTO price_flag (id, product_id, sku_id, supplier_id, region_code, price_fen, unit_price_fen, median_fen, verdict, reason, created_by)
     SELECT id, $1, sku, $2, $3, price, unit, median, verdict, $4, $5
     FROM jsonb_to_recordset($6::jsonb) AS t (id uuid, sku uuid, price bigint, unit bigint, median bigint, verdict text)`,
    [productId, supplierId, regionCode, by.reason, by.userId, JSON.stringify(rows)],
  );
}
