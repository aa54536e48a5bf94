import { CERTIFIED_PRICES } from '@yigou/certification';
import { CountPriceBands } from '@yigou/prices';
import { produceOf } from '@yigou/seed';
import type { CommandContext } from './command-context';

interface BareCertificate {
  readonly id: string;
  readonly productName: string;
  readonly categorySlug: string;
  readonly scope: { readonly name: string; readonly netWeightGrams: number; readonly priceFen: number }[];
}

/** The grade that a packing's name begins with: 一级果 2.5kg/箱 → 一级果. */
const gradeOf = (packing: string): string => (packing.includes(' ') ? (packing.split(' ')[0] ?? '') : '');

/**
 * Gives these certificates the variety, the grade and the packings with prices that they are for, and counts the reference prices of
 * them. Returns how many bands there are.
 */
export async function certifyScopes({ db }: CommandContext, certificateIds: readonly string[]): Promise<number> {
  const bare = await db.query<BareCertificate>(
    `SELECT c.id, c.product_name AS "productName", min(p.category_slug) AS "categorySlug",
       jsonb_agg(jsonb_build_object('name', k.name, 'netWeightGrams', k.net_weight_grams, 'priceFen', k.price_fen) ORDER BY k.position, k.name) AS scope
     FROM certificate c JOIN product p ON p.certificate_id = c.id JOIN sku k ON k.product_id = p.id AND k.active
     WHERE c.id = ANY($1) AND k.net_weight_grams > 0 GROUP BY c.id`,
    [certificateIds],
  );
  const rows = bare.map(({ id, productName, categorySlug, scope }) => ({
    id,
    categorySlug,
    scope,
    variety: produceOf(productName)?.name ?? productName,
    grade: gradeOf(scope[0]?.name ?? ''),
  }));
  await db.query(
    `UPDATE certificate c SET variety = t.variety, grade = t.grade, scope = t.scope, category_slug = t."categorySlug"
     FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, variety text, grade text, scope jsonb, "categorySlug" text) WHERE c.id = t.id`,
    [JSON.stringify(rows)],
  );
  return new CountPriceBands(db).execute(CERTIFIED_PRICES);
}
