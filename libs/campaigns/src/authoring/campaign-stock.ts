import { newId } from '@yigou/kernel';
import type { StockLedger } from '@yigou/inventory';
import type { Tx } from '@yigou/platform';
import type { LockedCampaign } from '../lock-campaign';

/** The stock that a campaign needs when all its shares are sold stands under its goods as holders, from a supplier's agreement until the campaign has closed. */

interface Held {
  readonly id: string;
  readonly skuId: string;
  readonly pieces: number;
}

/** Holds what a supplier agreed to. Of a pre-sale nothing is there to hold. Throws `insufficient_stock`. */
export async function holdGoods(
  tx: Tx,
  stock: StockLedger,
  { id, form, capShares }: LockedCampaign,
  supplierId: string,
): Promise<void> {
  if (form === 'pre_sale') return;
  const goods = await tx.query<Held>(
    'SELECT id, sku_id AS "skuId", pieces FROM campaigns_goods WHERE campaign_id = $1 AND supplier_id = $2 ORDER BY sku_id',
    [id, supplierId],
  );
  await stock.reserve(
    tx,
    goods.map((one) => ({ holder: one.id, lines: [{ skuId: one.skuId, quantity: one.pieces * capShares }] })),
  );
}

/** Gives its goods names that never held anything: what was held and given back under the old ones is told of them for good. */
export async function renameGoods(tx: Tx, campaignId: string): Promise<void> {
  const goods = await tx.query<{ id: string }>('SELECT id FROM campaigns_goods WHERE campaign_id = $1', [campaignId]);
  await tx.query(
    'UPDATE campaigns_goods g SET id = t.new FROM unnest($1::uuid[], $2::uuid[]) AS t (old, new) WHERE g.id = t.old',
    [goods.map(({ id }) => id), goods.map(() => newId())],
  );
}
