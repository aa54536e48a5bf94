import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse, UnitChangeStatus } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, seatOf } from '@yigou/identity';
import { Database, Filter, keysetPage, latestFirst, type Listing, MARKET_TODAY_OF_TRANSACTION } from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';
import { REGION } from './unit.queries';

type Page = RouteResponse<'listUnitChanges'>;
type Row = Page['items'][number];
type Query = RouteInput<'listUnitChanges'>['query'];
interface ListRow extends Omit<Row, 'reportedAt' | 'decidedAt' | 'proof'> {
  readonly proofId: string;
  readonly reportedAt: Date;
  readonly decidedAt: Date | null;
}
/** Whose reports: the own unit's, those of units below, or of a region. */
type Reader = { readonly unitId: string } | { readonly above: string } | { readonly regionPrefix: string };

const LIST: Omit<Listing, 'from'> = {
  alias: 'c',
  joins: `JOIN organisation o ON o.id = c.unit_id LEFT JOIN organisation n ON n.id = c.successor_id
    LEFT JOIN LATERAL (SELECT l.region_code FROM budget_unit_place l WHERE l.unit_id = c.unit_id ORDER BY l.valid_from DESC LIMIT 1) AS l ON true
    LEFT JOIN region r ON r.code = l.region_code
    LEFT JOIN LATERAL (SELECT s.at, s.reason, s.field_notes, b.name FROM unit_change_step s JOIN organisation b ON b.id = s.by_organisation_id
      WHERE s.unit_change_id = c.id AND s.from_status IS NOT NULL ORDER BY s.at DESC, s.id DESC LIMIT 1) AS last ON true
    LEFT JOIN LATERAL (SELECT w.name FROM unit_change_step s JOIN app_user w ON w.id = s.by_id
      WHERE s.unit_change_id = c.id ORDER BY s.at, s.id LIMIT 1) AS reporter ON true`,
  columns: `c.id, jsonb_build_object('id', o.id, 'name', o.name, 'region', ${REGION}) AS unit, c.kind, c.new_name AS "newName",
    CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('id', n.id, 'name', n.name) END AS successor, c.effective_on::text AS "effectiveOn",
    c.effective_on <= ${MARKET_TODAY_OF_TRANSACTION} AS due, c.proof_id AS "proofId", c.remark, c.status, c.created_at AS "reportedAt",
    reporter.name AS "reportedBy", last.at AS "decidedAt", last.name AS "decidedBy", coalesce(last.reason, '') AS reason,
    coalesce(last.field_notes, '{}') AS "fieldNotes"`,
  keyset: latestFirst('c.created_at', 'c.id'),
};

/** Sets on a filter which reports `c` are the reader's, and those in a state alone; gives what stands behind FROM. */
export function unitChangesOf(filter: Filter, reader: Reader, status?: UnitChangeStatus): string {
  filter.equals('c.status', status);
  if ('unitId' in reader) filter.equals('c.unit_id', reader.unitId);
  else if ('above' in reader)
    filter.and(
      `EXISTS (SELECT FROM budget_unit_path p WHERE p.ancestor_id = ${filter.bind(reader.above)} AND p.unit_id = c.unit_id AND p.depth > 0
         AND (${HOLDS('p', MARKET_TODAY_OF_TRANSACTION)} OR c.status <> 'waiting' AND p.valid_to <= ${MARKET_TODAY_OF_TRANSACTION}))`,
    );
  else
    filter.and(
      `EXISTS (SELECT FROM budget_unit_place p WHERE p.unit_id = c.unit_id AND p.region_code LIKE ${filter.bind(`${reader.regionPrefix}%`)}
         AND (${HOLDS('p', MARKET_TODAY_OF_TRANSACTION)} OR c.status <> 'waiting' AND p.valid_to <= ${MARKET_TODAY_OF_TRANSACTION}))`,
    );
  return 'unit_change c';
}

/** What units reported of themselves, as they read it and those who decide. Decided ones stay with those who had them then. */
@Injectable()
export class UnitChangeQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** Two statements. Throws `forbidden`. */
  own(caller: Caller, query: Query): Promise<Page> {
    return this.list({ unitId: seatOf(caller, 'agency').organisationId }, query);
  }

  /** Of units below the caller's. Two statements. Throws `forbidden`. */
  below(caller: Caller, query: Query): Promise<Page> {
    return this.list({ above: seatOf(caller, 'agency').organisationId }, query);
  }

  /** Of units of the finance department's region. Two statements. Throws `forbidden`. */
  region(caller: Caller, query: Query): Promise<Page> {
    return this.list({ regionPrefix: seatOf(caller, 'finance').regionPrefix }, query);
  }

  private async list(reader: Reader, { status, ...query }: Query): Promise<Page> {
    const filter = new Filter();
    const from = unitChangesOf(filter, reader, status);
    const { rows, ...page } = await keysetPage<ListRow>(this.db, filter, { ...LIST, from }, query);
    const files = await this.evidence.views(
      this.db,
      rows.map(({ proofId }) => proofId),
    );
    return {
      ...page,
      items: rows.map(({ proofId, reportedAt, decidedAt, ...row }) => ({
        ...row,
        proof: files.get(proofId) ?? null,
        reportedAt: reportedAt.toISOString(),
        decidedAt: decidedAt && decidedAt.toISOString(),
      })),
    };
  }
}
