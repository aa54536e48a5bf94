import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse, UnitAdmissionStatus } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { Database, Filter, keysetPage, latestFirst, type Listing, MARKET_TODAY_OF_TRANSACTION } from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';
import { REGION } from './unit.queries';

type Page = RouteResponse<'listUnitAdmissions'>;
type Row = Page['items'][number];
type Query = RouteInput<'listUnitAdmissions'>['query'];
interface ListRow extends Omit<Row, 'askedAt' | 'decidedAt'> {
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
}

const LIST: Omit<Listing, 'from'> = {
  alias: 'a',
  joins: `JOIN organisation o ON o.id = a.unit_id JOIN organisation above ON above.id = a.parent_id JOIN budget_unit u ON u.organisation_id = a.unit_id
    LEFT JOIN region r ON r.code = a.region_code
    LEFT JOIN LATERAL (SELECT s.at, s.reason, b.name FROM unit_admission_step s JOIN organisation b ON b.id = s.by_organisation_id
      WHERE s.unit_admission_id = a.id AND s.from_status IS NOT NULL ORDER BY s.at DESC, s.id DESC LIMIT 1) AS last ON true
    LEFT JOIN LATERAL (SELECT w.name FROM unit_admission_step s JOIN app_user w ON w.id = s.by_id
      WHERE s.unit_admission_id = a.id ORDER BY s.at, s.id LIMIT 1) AS asker ON true`,
  columns: `a.id, jsonb_build_object('id', o.id, 'name', o.name, 'region', ${REGION}) AS unit, o.credit_code AS "creditCode", u.canteen,
    jsonb_build_object('id', above.id, 'name', above.name) AS parent, a.status, a.created_at AS "askedAt", asker.name AS "askedBy",
    last.at AS "decidedAt", last.name AS "decidedBy", coalesce(last.reason, '') AS reason`,
  keyset: latestFirst('a.created_at', 'a.id'),
};

/** Who decides: a unit for those that name it or one below it, a finance department for its region. */
type Reader = { readonly organisationId: string } | { readonly regionPrefix: string };

/** Sets on a filter which requests `a` are the reader's, and those in a state alone; gives what stands behind FROM. */
export function admissionsOf(filter: Filter, reader: Reader, status?: UnitAdmissionStatus): string {
  filter.and(
    'regionPrefix' in reader
      ? `a.region_code LIKE ${filter.bind(`${reader.regionPrefix}%`)}`
      : `EXISTS (SELECT FROM budget_unit_path p WHERE p.ancestor_id = ${filter.bind(reader.organisationId)} AND p.unit_id = a.parent_id
           AND ${HOLDS('p', MARKET_TODAY_OF_TRANSACTION)})`,
  );
  filter.equals('a.status', status);
  return 'unit_admission a';
}

/** Requests for admission, as those read them who decide. */
@Injectable()
export class UnitAdmissionQueries {
  constructor(private readonly db: Database) {}

  /** To stand below the caller's unit, or below one that stands there. One statement. Throws `forbidden`. */
  below(caller: Caller, query: Query): Promise<Page> {
    const { organisationId } = seatOf(caller, 'agency');
    return this.list({ organisationId }, query);
  }

  /** Of units of the finance department's region. One statement. Throws `forbidden`. */
  region(caller: Caller, query: Query): Promise<Page> {
    const { regionPrefix } = seatOf(caller, 'finance');
    return this.list({ regionPrefix }, query);
  }

  private async list(reader: Reader, { status, ...query }: Query): Promise<Page> {
    const filter = new Filter();
    const from = admissionsOf(filter, reader, status);
    const { rows, ...page } = await keysetPage<ListRow>(this.db, filter, { ...LIST, from }, query);
    return {
      ...page,
      items: rows.map(({ askedAt, decidedAt, ...row }) => ({
        ...row,
        askedAt: askedAt.toISOString(),
        decidedAt: decidedAt && decidedAt.toISOString(),
      })),
    };
  }
}
