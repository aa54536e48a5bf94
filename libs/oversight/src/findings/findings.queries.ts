import { Injectable } from '@nestjs/common';
import type { FindingStatus, RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { Database, Filter, keysetPage, latestFirst, type Listing, regionPrefix } from '@yigou/platform';
import { type Reader, reaches } from './reader';

type Page = RouteResponse<'listAuditedFindings'>;
type Query = RouteInput<'listAuditedFindings'>['query'];

const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;
/** Orders that are shown of a finding. */
const SHOWN = 20;
const LIST: Listing = {
  from: 'oversight_finding v JOIN organisation u ON u.id = v.unit_id',
  alias: 'v',
  joins: `JOIN organisation u ON u.id = v.unit_id
    LEFT JOIN LATERAL (SELECT r.path FROM budget_unit_place p JOIN region r ON r.code = p.region_code WHERE p.unit_id = v.unit_id ORDER BY p.valid_from DESC LIMIT 1) AS place ON true`,
  columns: `v.id, v.rule, v.severity, v.status, jsonb_build_object('id', u.id, 'name', u.name) AS unit, place.path AS "regionPath", v.year::int, v.facts,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'supplierName', s.name, 'totalFen', o.total_fen, 'createdAt', ${instant('o.created_at')})
         ORDER BY o.created_at DESC, o.id DESC), '[]')
       FROM unnest(v.order_ids[1:${SHOWN}]) AS t (id) JOIN sales_order o ON o.id = t.id JOIN organisation s ON s.id = o.supplier_id) AS orders,
    cardinality(v.order_ids) AS "orderCount", ${instant('v.found_at')} AS "foundAt", v.reason,
    (SELECT jsonb_agg(jsonb_build_object('at', ${instant('t.at')}, 'action', t.action, 'by', b.name, 'organisation', w.name, 'reason', t.reason) ORDER BY t.at, t.id)
       FROM oversight_finding_step t LEFT JOIN app_user b ON b.id = t.by_id LEFT JOIN organisation w ON w.id = t.by_organisation_id
       WHERE t.oversight_finding_id = v.id) AS steps`,
  keyset: latestFirst('v.found_at', 'v.id'),
};

/** Sets on a filter that the findings `v` are of units of the reader, and in a state alone; gives what stands behind FROM. */
export function findingsOf(filter: Filter, reader: Reader, status?: FindingStatus): string {
  filter.and(reaches(filter, 'v.unit_id', reader)).equals('v.status', status);
  return 'oversight_finding v';
}

/** What the fraud watch found, as those read it who look into it. */
@Injectable()
export class FindingQueries {
  constructor(private readonly db: Database) {}

  /** Of units below the caller's. One statement. Throws `forbidden`. */
  below(caller: Caller, query: Query): Promise<Page> {
    const { organisationId } = seatOf(caller, 'agency');
    return this.list({ organisationId }, query);
  }

  /** Of units of the finance department's or the auditor's region. One statement. Throws `forbidden`. */
  region(caller: Caller, kind: 'finance' | 'auditor', query: Query): Promise<Page> {
    const { regionPrefix } = seatOf(caller, kind);
    return this.list({ regionPrefix }, query);
  }

  private async list(reader: Reader, { cursor, limit, ...query }: Query): Promise<Page> {
    const filter = new Filter();
    findingsOf(filter, reader, query.status);
    filter.equals('v.rule', query.rule).equals('v.severity', query.severity).equals('v.unit_id', query.unitId);
    filter.contains(query.q, 'u.name');
    if (query.region) filter.and(reaches(filter, 'v.unit_id', { regionPrefix: regionPrefix(query.region) }));
    const { rows, ...page } = await keysetPage<Page['items'][number]>(this.db, filter, LIST, { cursor, limit });
    return { ...page, items: rows };
  }
}
