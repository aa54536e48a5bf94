import { Injectable } from '@nestjs/common';
import { BENEFIT_MECHANISMS, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor } from '@yigou/platform';
import { COUNTED_LINK } from '@yigou/suppliers';
import { REGION_JSON } from './application.queries';
import { belowPrefix, containing, prefixOf } from './jurisdiction-filter';
import { RememberedTotals } from './remembered-totals';

type Page = RouteResponse<'listPublicity'>;
type View = RouteResponse<'getPublicity'>;

/** What the public reads of an application `a` of supplier `o` in region `r`. */
const ROW_JSON = `'id', a.id, 'number', a.number, 'productName', a.product_name, 'supplierName', o.name, 'county', ${REGION_JSON},
  'categoryName', k.name, 'households', a.households, 'startedAt', a.publicity_started_at`;
/** While its clock stands, a publication ends as late as if it went on now; one that is over ended when it was left. */
const ENDS_AT = `coalesce(a.publicity_ends_at, clock_timestamp() + a.publicity_left,
  (SELECT max(s.at) FROM application_step s WHERE s.application_id = a.id AND s.from_status IN ('publicity', 'examination')), a.status_since)`;

/** The county's publication for objections, 公示 (domain R30). */
@Injectable()
export class PublicityQueries {
  private readonly totals = new RememberedTotals();

  constructor(private readonly db: Database) {}

  /** What is being published, the earliest end first: a keyset page, one statement. */
  async page({ region, q, cursor, limit }: RouteInput<'listPublicity'>['query']): Promise<Page> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const conditions = ["a.status = 'publicity'"];
    const place = region ? belowPrefix(prefixOf(region), bind) : null;
    if (place) conditions.push(place);
    if (q) {
      const pattern = bind(containing(q));
      conditions.push(`(a.product_name ILIKE ${pattern} OR a.number ILIKE ${pattern} OR s.name ILIKE ${pattern})`);
    }
    const from = q ? 'application a JOIN organisation s ON s.id = a.supplier_id' : 'application a';
    const filter = conditions.join(' AND ');
    const totalKey = JSON.stringify([filter, ...values]);
    const after = cursor ? decodeCursor(cursor, ['instant', 'id']) : null;
    const keyset = after
      ? `AND (a.publicity_ends_at, a.id) > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`
      : '';
    const rows = await this.db.query<{ row: Page['items'][number]; key: string | null; total: number }>(
      `WITH page AS (SELECT a.id, a.publicity_ends_at FROM ${from} WHERE ${filter} ${keyset}
         ORDER BY a.publicity_ends_at, a.id LIMIT ${bind(limit + 1)})
       SELECT jsonb_build_object(${ROW_JSON}, 'endsAt', a.publicity_ends_at) AS row, to_jsonb(a.publicity_ends_at) AS key, t.total
       FROM (${this.totals.select(totalKey, from, filter, bind)}) t
         LEFT JOIN (page p JOIN application a ON a.id = p.id JOIN organisation o ON o.id = a.supplier_id JOIN region r ON r.code = a.region_code
           LEFT JOIN goods_category k ON k.slug = a.category_slug) ON true
       ORDER BY p.publicity_ends_at, p.id`,
      values,
    );
    const found = rows.filter(({ key }) => key !== null);
    const last = found[limit - 1];
    const total = rows[0]?.total ?? 0;
    this.totals.keep(totalKey, total);
    return {
      items: found.slice(0, limit).map(({ row }) => row),
      nextCursor: found.length > limit && last?.key ? encodeCursor([last.key, last.row.id]) : null,
      total,
    };
  }

  /** One publication, also after its end. One statement. Throws `not_found` for what was never published or was taken back. */
  async view(id: string): Promise<View> {
    type Stored = Omit<View, 'mechanisms'> & {
      mechanisms: { kind: keyof typeof BENEFIT_MECHANISMS; description: string; households: number }[];
    };
    const row = await this.db.one<{ view: Stored }>(
      `SELECT jsonb_build_object(${ROW_JSON}, 'endsAt', ${ENDS_AT}, 'status', a.status, 'variety', a.form->>'variety',
         'grade', a.form->>'grade', 'specifications', a.form->'specifications', 'productionBase', a.form->>'productionBase',
         'qualityStandard', a.form->>'qualityStandard',
         'open', a.status = 'examination' OR a.status = 'publicity' AND clock_timestamp() < a.publicity_ends_at,
         'mechanisms', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'description', m.description,
             'households', (SELECT count(DISTINCT l.household_id) FROM benefit_link l WHERE l.mechanism_id = m.id AND ${COUNTED_LINK}))
             ORDER BY m.id), '[]')
           FROM benefit_mechanism m WHERE m.id IN (SELECT (jsonb_array_elements_text(a.form->'mechanismIds'))::uuid))) AS view
       FROM application a JOIN organisation o ON o.id = a.supplier_id JOIN region r ON r.code = a.region_code
         LEFT JOIN goods_category k ON k.slug = a.category_slug
       WHERE a.id = $1 AND a.publicity_started_at IS NOT NULL AND a.status <> 'withdrawn'`,
      [id],
    );
    if (!row) throw new DomainError('not_found');
    const { view } = row;
    const mechanisms = view.mechanisms.map((mechanism) => ({ ...mechanism, kind: BENEFIT_MECHANISMS[mechanism.kind] }));
    return { ...view, mechanisms };
  }
}
