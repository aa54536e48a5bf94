import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Database, decodeCursor, encodeCursor } from '@yigou/platform';
import { regionPrefix } from '@yigou/regions';

type Page = RouteResponse<'listPriceFlags'>;
type FlagRow = Omit<Page['items'][number], 'at'> & { at: Date };

/** Which places an office sees: a prefix of region codes, and within it a township where it is one's. */
export interface FlagScope {
  readonly regionPrefix: string;
  readonly township: string | null;
}

/** Lists count this far; more is shown as “over”. */
const COUNT_LIMIT = 10_000;

/** Prices outside their band with the sellers' reasons, for those who supervise (domain R17, 价格监测). */
@Injectable()
export class PriceFlags {
  constructor(private readonly db: Database) {}

  /** The newest first; one statement. What has no region the whole country's offices see alone. */
  async list(scope: FlagScope, query: RouteInput<'listPriceFlags'>['query']): Promise<Page> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const conditions = ['true'];
    if (scope.regionPrefix) conditions.push(`v.region_code LIKE ${bind(`${scope.regionPrefix}%`)}`);
    if (scope.township !== null)
      conditions.push(
        `EXISTS (SELECT FROM supplier_file f WHERE f.supplier_id = v.supplier_id AND f.township = ${bind(scope.township)})`,
      );
    if (query.region) conditions.push(`v.region_code LIKE ${bind(`${regionPrefix(query.region)}%`)}`);
    if (query.verdict) conditions.push(`v.verdict = ${bind(query.verdict)}`);
    const all = conditions.join(' AND ');
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, ['instant', 'id']);
      conditions.push(`(v.at, v.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.db.query<FlagRow & { total: number; key: string }>(
      `SELECT t.total, q.* FROM (
         SELECT count(*)::int AS total FROM (SELECT 1 FROM price_flag v WHERE ${all} LIMIT ${COUNT_LIMIT}) AS counted) t
       LEFT JOIN (
         SELECT v.id, v.product_id AS "productId", p.name AS "productName", k.name AS "skuName", o.name AS "supplierName",
           CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS county,
           v.price_fen AS "priceFen", v.unit_price_fen AS "unitPriceFen", v.median_fen AS "medianFen", v.verdict, v.reason, v.at,
           to_jsonb(v.at) AS key
         FROM (SELECT * FROM price_flag v WHERE ${conditions.join(' AND ')} ORDER BY v.at DESC, v.id DESC LIMIT ${bind(query.limit + 1)}) v
           JOIN product p ON p.id = v.product_id JOIN sku k ON k.id = v.sku_id JOIN organisation o ON o.id = v.supplier_id
           LEFT JOIN region r ON r.code = v.region_code) q ON true
       ORDER BY q.at DESC, q.id DESC`,
      values,
    );
    const found = rows.filter((row) => row.id !== null);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ total: _total, key: _key, ...row }) => ({ ...row, at: row.at.toISOString() })),
      nextCursor: found.length > query.limit && last ? encodeCursor([last.key, last.id]) : null,
      total: rows[0]?.total ?? 0,
    };
  }
}
