import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, MARKET_TODAY_OF_TRANSACTION } from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';
import { thisYear } from '../filings/share-rules';

type View = RouteResponse<'getUnit'>;

/** More than anybody looks through: who finds too many says more of the name. */
const MOST = 20;
/** The region `r` of a row; null where its code is of none. */
export const REGION = `CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END`;

const MADE = `f.status IN ('draft', 'submitted', 'reviewed', 'returned')`;
/** Where the years of unit `o` stand whose version somebody works on, and the year $2 in any case, the latest first. */
const SHARES = `(SELECT jsonb_agg(jsonb_build_object('year', y.year, 'state', coalesce(f.status, 'missing')) ORDER BY y.year DESC)
  FROM (SELECT $2::int AS year UNION SELECT f.year FROM share_filing f WHERE f.unit_id = o.id AND ${MADE}) AS y
  LEFT JOIN LATERAL (SELECT f.status FROM share_filing f WHERE f.unit_id = o.id AND f.year = y.year
    AND f.status NOT IN ('superseded', 'discarded') ORDER BY f.version DESC LIMIT 1) AS f ON true)`;

/** The latest request of unit `o` to stand below another. */
const ADMISSION = `(SELECT jsonb_build_object('status', a.status, 'parent', jsonb_build_object('id', w.id, 'name', w.name), 'reason', s.reason)
  FROM unit_admission a JOIN organisation w ON w.id = a.parent_id
  JOIN LATERAL (SELECT reason FROM unit_admission_step s WHERE s.unit_admission_id = a.id ORDER BY s.at DESC, s.id DESC LIMIT 1) AS s ON true
  WHERE a.unit_id = o.id ORDER BY a.created_at DESC, a.id DESC LIMIT 1)`;

/** Years of the own unit that came back, as `getUnit` shows them. */
export function returnedTo(filter: Filter, { organisationId }: { readonly organisationId: string }): string {
  filter.equals('f.unit_id', organisationId).equals('f.status', 'returned');
  return 'share_filing f';
}

/** This year of the own unit while nothing of it was filed, as `getUnit` shows it. */
export function unfiledOf(filter: Filter, { organisationId }: { readonly organisationId: string }): string {
  const year = filter.bind(thisYear());
  filter
    .equals('u.organisation_id', organisationId)
    .and(
      `EXISTS (SELECT FROM budget_unit_place l WHERE l.unit_id = u.organisation_id)`,
      `u.ends_on > ${MARKET_TODAY_OF_TRANSACTION}`,
      `NOT EXISTS (SELECT FROM share_filing f WHERE f.unit_id = u.organisation_id AND f.year = ${year}::int AND f.status NOT IN ('draft', 'superseded', 'discarded'))`,
    );
  return 'budget_unit u';
}

/** Budget units as they are found and as they see themselves. */
@Injectable()
export class UnitQueries {
  constructor(private readonly db: Database) {}

  /** Units that exist today by words of their name, those whose name begins with them first. One statement. */
  async find({ q, region }: RouteInput<'findUnits'>['query']): Promise<RouteResponse<'findUnits'>> {
    const filter = new Filter([q]).and(HOLDS('l')).contains(q, 'o.name').inRegion('l.region_code', region);
    const items = await this.db.query<RouteResponse<'findUnits'>['items'][number]>(
      `SELECT o.id, o.name, ${REGION} AS region FROM budget_unit_place l JOIN organisation o ON o.id = l.unit_id
       LEFT JOIN region r ON r.code = l.region_code WHERE ${filter.sql} ORDER BY starts_with(o.name, $1) DESC, length(o.name), o.name, o.id LIMIT ${MOST}`,
      filter.values,
    );
    return { items };
  }

  /** Throws `forbidden`, `not_found` for an agency that is no budget unit. One statement. */
  async own(caller: Caller): Promise<View> {
    const { organisationId, role } = seatOf(caller, 'agency');
    const unit = await this.db.one<Omit<View, 'may'>>(
      `SELECT o.id, o.name, ${REGION} AS region, o.credit_code AS "creditCode", u.canteen,
         CASE WHEN above.id IS NOT NULL THEN jsonb_build_object('id', above.id, 'name', above.name) END AS parent,
         EXISTS (SELECT FROM budget_unit_path p WHERE p.ancestor_id = o.id AND p.depth > 0 AND ${HOLDS('p')}) AS supervises,
         CASE WHEN isfinite(u.ends_on) THEN u.ends_on::text END AS "endsOn",
         ARRAY(SELECT DISTINCT f.year::int FROM share_filing f WHERE f.unit_id = o.id ORDER BY 1 DESC) AS years, ${SHARES} AS shares,
         EXISTS (SELECT FROM budget_unit_place e WHERE e.unit_id = o.id) AS admitted, ${ADMISSION} AS admission
       FROM budget_unit u JOIN organisation o ON o.id = u.organisation_id
       LEFT JOIN budget_unit_place l ON l.unit_id = o.id AND ${HOLDS('l')}
       LEFT JOIN organisation above ON above.id = l.parent_id LEFT JOIN region r ON r.code = l.region_code WHERE o.id = $1`,
      [organisationId, thisYear()],
    );
    if (!unit) throw new DomainError('not_found');
    const may = { file: role === 'manager' && unit.admitted, review: role === 'manager' && unit.supervises };
    return { ...unit, may };
  }
}
