import type { ImportObstacle, ImportUndo } from '@yigou/contracts';
import type { Database, Queryable, Tx } from '@yigou/platform';

/** What is left of what a run did to a packing or a product, and whether it can be undone. */
export interface Standing {
  readonly subjectId: string;
  readonly kind: 'product' | 'sku';
  readonly productId: string;
  readonly made: boolean;
  readonly delta: number;
  /** The change set the price. */
  readonly priced: boolean;
  readonly goods: string;
  /** Null: nothing has built on it. */
  readonly obstacle: ImportObstacle | null;
}

/** How many goods that stay are named. */
const MOST_NAMED = 200;

/** What an import left may no longer be what `now` is: somebody has changed it. */
const changed = (now: string, change: string): string =>
  `EXISTS (SELECT FROM jsonb_each(${change}.after) e WHERE (${now})->e.key IS DISTINCT FROM e.value)`;
const SKU_NOW = `jsonb_build_object('name', k.name, 'code', k.code, 'netWeightGrams', k.net_weight_grams, 'priceFen', k.price_fen,
  'marketPriceFen', k.market_price_fen, 'active', k.active, 'bulk', k.bulk)`;
const PRODUCT_NOW = `jsonb_build_object('name', p.name, 'certificateId', p.certificate_id, 'status', p.status,
  'categorySlug', p.category_slug, 'description', p.description, 'channels', to_jsonb(p.channels), 'sourceUrl', p.source_url, 'demo', p.demo,
  'demoFields', to_jsonb(p.demo_fields))`;
const PRODUCT_BUILT_ON = `(${changed(PRODUCT_NOW, 'm')} OR EXISTS (SELECT FROM product_photo f WHERE f.product_id = p.id))`;

/**
 * The open changes of run `$1`, of the products `$2` or of all where that is null. What was ordered since, what somebody has changed since (fields, or pieces by hand or by another file)
 * and pieces that are held stand in the way; what hangs on a product that the run made, also what somebody has done to that.
 */
const STANDS = `
  SELECT c.subject_id AS "subjectId", c.kind, c.product_id AS "productId", c.made, c.delta, c.before ? 'priceFen' AS priced,
    concat_ws(' ', p.name, k.name) AS goods,
    CASE WHEN c.kind = 'product' THEN CASE WHEN c.made AND ${PRODUCT_BUILT_ON} OR NOT c.made AND ${changed(PRODUCT_NOW, 'c')} THEN 'changed' END
      WHEN EXISTS (SELECT FROM sku_in_use u WHERE u.sku_id = c.subject_id AND u.ordered_at > c.at) THEN 'ordered'
      WHEN ${changed(SKU_NOW, 'c')} OR m.made AND ${PRODUCT_BUILT_ON} OR c.delta <> 0 AND EXISTS (
        SELECT FROM stock_movement v WHERE v.sku_id = c.subject_id AND v.at > c.at AND v.reason IN ('adjustment', 'import') AND v.reference <> $1::text)
        THEN 'changed'
      WHEN coalesce(s.on_hand, 0) - c.delta < coalesce(s.reserved, 0) OR c.made AND s.reserved > 0 THEN 'held' END AS obstacle
  FROM import_change c JOIN product p ON p.id = c.product_id LEFT JOIN sku k ON k.id = c.subject_id AND c.kind = 'sku'
    LEFT JOIN stock s ON s.sku_id = k.id
    LEFT JOIN import_change m ON m.run_id = c.run_id AND m.subject_id = c.product_id AND m.made
  WHERE c.run_id = $1::uuid AND c.outcome IS NULL AND c.kind <> 'supplier' AND ($2::uuid[] IS NULL OR c.product_id = ANY($2))`;

/** Of the open changes of some products of a run. Their rows and their stock are locked by the caller, in statements of their own. */
export const standingOf = (db: Queryable, runId: string, productIds: readonly string[]): Promise<Standing[]> =>
  db.query<Standing>(`${STANDS} ORDER BY c.subject_id`, [runId, productIds]);

/** What undoing a run would do as things stand now; suppliers are those that it entered. */
export async function undoPreview(db: Database | Tx, runId: string): Promise<ImportUndo> {
  const row = await db.one<ImportUndo>(
    `WITH stands AS MATERIALIZED (${STANDS})
     SELECT count(*) FILTER (WHERE kind = 'sku' AND made AND obstacle IS NULL)::int AS withdrawn,
       count(*) FILTER (WHERE kind = 'sku' AND NOT made AND obstacle IS NULL)::int AS restored,
       count(*) FILTER (WHERE kind = 'product' AND NOT made AND obstacle IS NULL)::int AS texts,
       count(*) FILTER (WHERE (kind = 'sku' OR NOT made) AND obstacle IS NOT NULL)::int AS kept,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('goods', goods, 'obstacle', obstacle)), '[]') FROM (
         SELECT goods, obstacle FROM stands WHERE (kind = 'sku' OR NOT made) AND obstacle IS NOT NULL
         ORDER BY goods, "subjectId" LIMIT ${MOST_NAMED}) t) AS stays,
       (SELECT coalesce(jsonb_agg(o.name ORDER BY o.name), '[]') FROM import_change c JOIN organisation o ON o.id = c.subject_id
         WHERE c.run_id = $1::uuid AND c.kind = 'supplier' AND c.outcome IS NULL) AS suppliers
     FROM stands`,
    [runId, null],
  );
  return row ?? { withdrawn: 0, restored: 0, texts: 0, kept: 0, stays: [], suppliers: [] };
}

/** What undoing a run did: its changes have their outcomes. */
export async function undoResult(db: Tx, runId: string): Promise<ImportUndo> {
  const row = await db.one<ImportUndo>(
    `SELECT count(*) FILTER (WHERE c.kind = 'sku' AND c.made AND c.outcome = 'undone')::int AS withdrawn,
       count(*) FILTER (WHERE c.kind = 'sku' AND NOT c.made AND c.outcome = 'undone')::int AS restored,
       count(*) FILTER (WHERE c.kind = 'product' AND NOT c.made AND c.outcome = 'undone')::int AS texts,
       count(*) FILTER (WHERE c.obstacle IS NOT NULL)::int AS kept,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('goods', goods, 'obstacle', obstacle)), '[]') FROM (
         SELECT concat_ws(' ', p.name, k.name) AS goods, c.obstacle FROM import_change c JOIN product p ON p.id = c.product_id
           LEFT JOIN sku k ON k.id = c.subject_id
         WHERE c.run_id = $1 AND c.obstacle IS NOT NULL ORDER BY 1, c.subject_id LIMIT ${MOST_NAMED}) t) AS stays,
       (SELECT coalesce(jsonb_agg(o.name ORDER BY o.name), '[]') FROM import_change c JOIN organisation o ON o.id = c.subject_id
         WHERE c.run_id = $1 AND c.kind = 'supplier' AND c.outcome = 'undone') AS suppliers
     FROM import_change c WHERE c.run_id = $1`,
    [runId],
  );
  return row ?? { withdrawn: 0, restored: 0, texts: 0, kept: 0, stays: [], suppliers: [] };
}
