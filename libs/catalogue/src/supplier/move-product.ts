import type { ProductStatus } from '@yigou/contracts';
import type { Tx } from '@yigou/platform';
import { PRODUCT } from './product-status';

/** Products of a file as PostgreSQL takes them, all in `$1`. */
export const PRODUCT_RECORD = `jsonb_to_recordset($1::jsonb) AS t (id uuid, "supplierId" uuid, "certificateId" uuid, name text,
  "countyCode" text, "categorySlug" text, description text, channels jsonb, "sourceUrl" text, demo boolean, "demoFields" jsonb)`;

/**
 * Moves a product whose row the caller has locked in the status that it gives; gives where it stands then. What that takes, and the trace of it, is the caller's.
 * Throws `illegal_transition`.
 */
export async function moveProduct(
  tx: Tx,
  { id, status }: { readonly id: string; readonly status: ProductStatus },
  action: 'publish' | 'withdraw',
): Promise<ProductStatus> {
  const to = PRODUCT.next(status, action);
  await tx.query(
    `UPDATE product SET status = $2, version = version + 1, updated_at = clock_timestamp(), undone_import = NULL,
       listed_at = CASE WHEN $2 = 'listed' THEN clock_timestamp() ELSE listed_at END WHERE id = $1`,
    [id, to],
  );
  return to;
}

/** Puts new products of a file, rows of {@link PRODUCT_RECORD}, on the shelves. One statement. */
export async function insertImportedProducts(tx: Tx, rows: readonly object[]): Promise<void> {
  await tx.query(
    `INSERT INTO product (id, supplier_id, certificate_id, name, county_code, category_slug, description, channels, source_url, demo,
       demo_fields, status, listed_at)
     SELECT id, "supplierId", "certificateId", name, "countyCode", "categorySlug", description,
       ARRAY(SELECT jsonb_array_elements_text(channels)), "sourceUrl", demo, ARRAY(SELECT jsonb_array_elements_text("demoFields")),
       $2, clock_timestamp()
     FROM ${PRODUCT_RECORD}`,
    [JSON.stringify(rows), PRODUCT.next(null, 'import')],
  );
}

/** Takes products off the shelves that an import made which is undone, unless something of them is on sale; answers which. Their rows are locked by the caller. One statement. */
export async function withdrawImported(tx: Tx, ids: readonly string[], runId: string): Promise<string[]> {
  const moved = await tx.query<{ id: string }>(
    `UPDATE product p SET status = $2, version = version + 1, updated_at = clock_timestamp(), undone_import = $3
     WHERE p.id = ANY($1) AND p.status = $4 AND NOT EXISTS (SELECT FROM sku k WHERE k.product_id = p.id AND k.active) RETURNING p.id`,
    [ids, PRODUCT.next('listed', 'withdraw'), runId, 'listed'],
  );
  return moved.map(({ id }) => id);
}

/** Puts products back on the shelves that an undone import had made, and that a file brings again. Their rows are locked by the caller. One statement. */
export async function relistImported(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `UPDATE product SET status = $2, version = version + 1, updated_at = clock_timestamp(), listed_at = clock_timestamp(), undone_import = NULL
     WHERE id = ANY($1) AND status = $3`,
    [ids, PRODUCT.next('withdrawn', 'publish'), 'withdrawn'],
  );
}
