import { Injectable } from '@nestjs/common';
import { BENEFIT_MECHANISMS, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import {
  Database,
  earliestFirst,
  endOfWorkingDays,
  Filter,
  keysetPage,
  type Listing,
  regionPrefix,
} from '@yigou/platform';
import { COUNTED_LINK } from '@yigou/suppliers';
import { REGION_JSON } from './application.queries';
import { belowPrefix } from './jurisdiction-filter';
import { RememberedTotals } from './remembered-totals';

type Page = RouteResponse<'listPublicity'>;
type View = RouteResponse<'getPublicity'>;

/** What the public reads of an application `a` of supplier `o` in region `r`. */
const ROW_JSON = `'id', a.id, 'number', a.number, 'productName', a.product_name, 'supplierName', o.name, 'county', ${REGION_JSON},
  'categoryName', k.name, 'households', a.households, 'startedAt', a.publicity_started_at`;
const LIST: Omit<Listing, 'from'> = {
  alias: 'a',
  joins: `JOIN organisation o ON o.id = a.supplier_id JOIN region r ON r.code = a.region_code LEFT JOIN goods_category k ON k.slug = a.category_slug`,
  columns: `jsonb_build_object(${ROW_JSON}, 'endsAt', a.publicity_ends_at) AS row`,
  keyset: earliestFirst('a.publicity_ends_at', 'a.id'),
};
/** When a publication ends; one that is over ended when it was left. */
const ENDS_AT = `coalesce(a.publicity_ends_at,
  (SELECT max(s.at) FROM application_step s WHERE s.application_id = a.id AND s.from_status IN ('publicity', 'examination')), a.status_since)`;

/** The county's publication for objections, 公示 (domain R30). */
@Injectable()
export class PublicityQueries {
  private readonly totals = new RememberedTotals();

  constructor(private readonly db: Database) {}

  /** What is being published, the earliest end first: a keyset page, one statement. */
  async page({ region, q, ...request }: RouteInput<'listPublicity'>['query']): Promise<Page> {
    const filter = new Filter().and("a.status = 'publicity'");
    if (region) filter.and(belowPrefix(regionPrefix(region), filter.bind));
    filter.contains(q, 'a.product_name', 'a.number', 's.name');
    const from = q ? 'application a JOIN organisation s ON s.id = a.supplier_id' : 'application a';
    const totalKey = JSON.stringify([filter.sql, ...filter.values]);
    const count = this.totals.select(totalKey, from, filter.sql, filter.bind);
    const { rows, ...page } = await keysetPage<{ row: Page['items'][number] }>(
      this.db,
      filter,
      { ...LIST, from, count },
      request,
    );
    this.totals.keep(totalKey, page.total);
    return { ...page, items: rows.map(({ row }) => row) };
  }

  /** One publication, also after its end, as it was submitted then: what its applicant writes in it since is nobody's yet. One statement. Throws `not_found` for what was never published or was taken back. */
  async view(id: string): Promise<View> {
    type Stored = Omit<View, 'mechanisms'> & {
      mechanisms: { kind: keyof typeof BENEFIT_MECHANISMS; description: string; households: number }[];
    };
    const row = await this.db.one<{ view: Stored; left: number | null; now: Date }>(
      `SELECT jsonb_build_object(${ROW_JSON}, 'endsAt', ${ENDS_AT}, 'status', a.status, 'productName', v.form->>'productName', 'categoryName', g.name, 'variety', v.form->>'variety',
         'grade', v.form->>'grade', 'specifications', v.form->'specifications', 'productionBase', v.form->>'productionBase',
         'qualityStandard', v.form->>'qualityStandard',
         'open', a.status = 'examination' OR a.status = 'publicity' AND clock_timestamp() < a.publicity_ends_at,
         'mechanisms', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'description', m.description,
             'households', (SELECT count(DISTINCT l.household_id) FROM benefit_link l WHERE l.mechanism_id = m.id AND ${COUNTED_LINK}))
             ORDER BY m.id), '[]')
           FROM benefit_mechanism m WHERE m.id IN (SELECT (jsonb_array_elements_text(v.form->'mechanismIds'))::uuid))) AS view,
         a.publicity_left AS left, clock_timestamp() AS now
       FROM application a JOIN organisation o ON o.id = a.supplier_id JOIN region r ON r.code = a.region_code
         LEFT JOIN goods_category k ON k.slug = a.category_slug
         CROSS JOIN LATERAL (SELECT form FROM application_version WHERE application_id = a.id AND at <= a.publicity_started_at ORDER BY round DESC LIMIT 1) v
         LEFT JOIN goods_category g ON g.slug = v.form->>'categorySlug'
       WHERE a.id = $1 AND a.publicity_started_at IS NOT NULL AND a.status <> 'withdrawn'`,
      [id],
    );
    if (!row) throw new DomainError('not_found');
    const { view, left, now } = row;
    // While its clock stands, it ends as late as if it went on now.
    const endsAt = left === null ? view.endsAt : endOfWorkingDays(now, left).toISOString();
    const mechanisms = view.mechanisms.map((mechanism) => ({ ...mechanism, kind: BENEFIT_MECHANISMS[mechanism.kind] }));
    return { ...view, endsAt, mechanisms };
  }
}
