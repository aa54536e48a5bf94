import { comparablePacking, type ProductInput } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { StockLedger } from '@yigou/inventory';
import type { Tx } from '@yigou/platform';

type SkuInput = ProductInput['skus'][number];
interface SkuRow {
  id: string;
  priceFen: number;
  netWeightGrams: number | null;
}
/** A SKU whose price or weight is new. */
export interface ChangedSku {
  readonly id: string;
  readonly name: string;
  readonly netWeightGrams: number | null;
  readonly priceFen: number;
  /** Null: the SKU is new, or weighs something else now. */
  readonly beforeFen: number | null;
  readonly active: boolean;
}

const refuse = (message: string) => new DomainError('validation_failed', { fields: { skus: message } });

/**
 * Makes the SKUs of a product what the input says: new ones get their first stock, changed prices a row of history. A SKU that the input leaves
 * out is taken off sale (its price history is kept for good), unless orders or carts name it: `sku_in_use`. The product's row is locked. Returns the SKUs whose price or weight
 * is new.
 */
export async function saveSkus(
  tx: Tx,
  ledger: StockLedger,
  productId: string,
  inputs: readonly SkuInput[],
): Promise<ChangedSku[]> {
  const known = await tx.query<SkuRow>(
    'SELECT id, price_fen AS "priceFen", net_weight_grams AS "netWeightGrams" FROM sku WHERE product_id = $1',
    [productId],
  );
  const prices = new Map(known.map((sku) => [sku.id, sku.priceFen]));
  const weights = new Map(known.map((sku) => [sku.id, sku.netWeightGrams]));
  assertApart(inputs);
  const named = inputs.flatMap((sku) => sku.id ?? []);
  if (new Set(named).size !== named.length || named.some((id) => !prices.has(id)))
    throw refuse('规格不存在，请刷新后重试。');
  if (inputs.some((sku) => sku.id && sku.initialStock !== undefined))
    throw refuse('已有规格的库存请用“库存调整”修改。');

  await takeOffSale(
    tx,
    known.map((sku) => sku.id).filter((id) => !named.includes(id)),
  );
  const rows = inputs.map((sku, position) => ({
    ...sku,
    id: sku.id ?? newId(),
    position,
    stock: sku.initialStock ?? 0,
  }));
  await tx.query(
    // Not ON CONFLICT DO UPDATE: naming a column of a key, it would lock rows against those who only refer to them, that is against every order under way.
    `WITH given AS (
       SELECT * FROM jsonb_to_recordset($2::jsonb) AS t (id uuid, name text, code text, "netWeightGrams" int, "priceFen" bigint,
         "marketPriceFen" bigint, active boolean, position int)),
     kept AS (
       UPDATE sku k SET name = g.name, code = coalesce(g.code, k.code), net_weight_grams = g."netWeightGrams", price_fen = g."priceFen",
         market_price_fen = g."marketPriceFen", active = g.active, position = g.position, undone_import = NULL
       FROM given g WHERE k.id = g.id AND k.product_id = $1
         AND (k.name, k.code, k.net_weight_grams, k.price_fen, k.market_price_fen, k.active, k.position)
           IS DISTINCT FROM (g.name, coalesce(g.code, k.code), g."netWeightGrams", g."priceFen", g."marketPriceFen", g.active, g.position))
     INSERT INTO sku (id, product_id, name, code, net_weight_grams, price_fen, market_price_fen, active, position)
     SELECT id, $1, name, coalesce(code, ''), "netWeightGrams", "priceFen", "marketPriceFen", active, position FROM given g
     WHERE NOT EXISTS (SELECT FROM sku k WHERE k.id = g.id)`,
    [productId, JSON.stringify(rows)],
  );
  await recordPrices(
    tx,
    rows.filter((sku) => prices.get(sku.id) !== sku.priceFen),
  );
  for (const sku of rows) {
    if (prices.has(sku.id)) continue;
    await ledger.adjust(tx, { skuId: sku.id, delta: sku.stock, reason: 'adjustment', reference: productId });
  }
  return rows.flatMap((sku): ChangedSku[] => {
    const sameWeight = weights.get(sku.id) === sku.netWeightGrams;
    if (sameWeight && prices.get(sku.id) === sku.priceFen) return [];
    return [{ ...sku, beforeFen: sameWeight ? (prices.get(sku.id) ?? null) : null }];
  });
}

/** One packing in two spellings would be two SKUs; those that were there before such a rule stay as they are. */
function assertApart(inputs: readonly SkuInput[]): void {
  if (new Set(inputs.map((sku) => sku.name)).size !== inputs.length) throw refuse('规格名称不能重复。');
  const alike = new Map<string, SkuInput>();
  for (const sku of inputs) {
    const form = comparablePacking(sku.name);
    const other = alike.get(form);
    if (other && !(other.id && sku.id)) throw refuse(`“${other.name}”和“${sku.name}”是同一种规格，请保留一个。`);
    alike.set(form, sku);
  }
}

/** Adds a row of price history for each SKU. */
export async function recordPrices(tx: Tx, skus: readonly { id: string; priceFen: number }[]): Promise<void> {
  if (skus.length === 0) return;
  await tx.query(
    'INSERT INTO price_change (id, sku_id, price_fen) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])',
    [skus.map(() => newId()), skus.map((sku) => sku.id), skus.map((sku) => sku.priceFen)],
  );
}

async function takeOffSale(tx: Tx, skuIds: readonly string[]): Promise<void> {
  if (skuIds.length === 0) return;
  const used = await tx.query(
    `SELECT 1 FROM unnest($1::uuid[]) AS t (id)
     WHERE EXISTS (SELECT 1 FROM sku_in_use u WHERE u.sku_id = t.id) LIMIT 1`,
    [skuIds],
  );
  if (used.length > 0) throw new DomainError('sku_in_use');
  await tx.query('UPDATE sku SET active = false WHERE id = ANY($1)', [skuIds]);
}
