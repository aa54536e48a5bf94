import type { Tx } from '@yigou/platform';

/** Writes the categories in their order, parents before children. One that the list no longer has stays: products may be in it. */
export async function saveCategories(
  tx: Tx,
  categories: readonly { slug: string; name: string; parentSlug: string | null }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO category (slug, name, parent_slug, position)
     SELECT slug, name, "parentSlug", n FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (slug text, name text, "parentSlug" text))
       WITH ORDINALITY AS t (slug, name, "parentSlug", n) ORDER BY n
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, parent_slug = excluded.parent_slug, position = excluded.position`,
    [JSON.stringify(categories)],
  );
}
