import { Injectable } from '@nestjs/common';
import type { RegionRef, RouteInput, RouteResponse, SupplierKind, SupplierStatus } from '@yigou/contracts';
import { type Caller, covers, type Jurisdiction, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  belowSql,
  containing,
  Database,
  earliestFirst,
  Filter,
  keysetPage,
  type Listing,
  narrowedPrefix,
  type Queryable,
} from '@yigou/platform';
import { isReview, REVIEWERS } from './admission-clock';
import { admissionAvoidance } from './admission-avoidance';
import { Mechanisms } from './mechanisms';
import { SupplierFiles } from './supplier-files.queries';

type Query = RouteInput<'listAdmissions'>['query'];
type Admission = RouteResponse<'getAdmission'>;
interface Row {
  readonly id: string;
  readonly name: string;
  readonly kind: SupplierKind;
  readonly county: RegionRef | null;
  readonly township: string | null;
  readonly status: SupplierStatus;
  readonly statusSince: Date;
  readonly dueAt: Date | null;
  readonly overdue: boolean;
}

/** What is due first comes first, what has no deadline last; the words of the index. */
const DUE = "coalesce(f.due_at, '9999-12-31 00:00:00+00'::timestamptz)";
const LIST: Listing = {
  from: 'supplier_file f JOIN organisation o ON o.id = f.supplier_id',
  alias: 'f',
  joins: 'JOIN organisation o ON o.id = f.supplier_id LEFT JOIN region r ON r.code = f.region_code',
  columns: `f.supplier_id AS id, o.name, o.supplier_kind AS kind, f.township, f.status, f.status_since AS "statusSince",
    CASE WHEN r.code IS NOT NULL THEN json_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS county,
    f.due_at AS "dueAt", coalesce(f.due_at < clock_timestamp(), false) AS overdue`,
  keyset: earliestFirst(DUE, 'f.supplier_id'),
};

/** Whether a seat is the one whose turn it is: the county's office recommends, the platform (the whole country's) admits. */
export const isTurnOf = (seat: Seat, status: SupplierStatus): boolean =>
  isReview(status) &&
  seat.level === REVIEWERS[status].level &&
  (status === 'county_review' ? seat.township === null : seat.regionPrefix === '');

/** Sets the conditions that file `f` lies within the seat's jurisdiction and the region asked for. */
export function withinAdmissions(filter: Filter, seat: Jurisdiction, region?: string): Filter {
  const prefix = narrowedPrefix(seat.regionPrefix, region);
  if (prefix === null) return filter.and('false');
  return filter.and(belowSql(filter.bind, 'f.region_code', prefix)).equals('f.township', seat.township ?? undefined);
}

/** Suppliers on their way to admission, as offices see them. */
@Injectable()
export class Admissions {
  constructor(
    private readonly db: Database,
    private readonly files: SupplierFiles,
    private readonly mechanisms: Mechanisms,
  ) {}

  /** Suppliers of the jurisdiction by deadline; one statement. */
  async list(caller: Caller, query: Query): Promise<RouteResponse<'listAdmissions'>> {
    const seat = seatOf(caller, 'administration');
    const filter = withinAdmissions(new Filter(), seat, query.region).equals('f.status', query.status);
    if (query.q)
      filter.and(`o.name LIKE ${filter.bind(containing(query.q))} OR o.credit_code = upper(${filter.bind(query.q)})`);
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return { ...page, items: rows.map((row) => rowView(row, seat)) };
  }

  /** Throws `not_found` outside the jurisdiction. */
  async get(caller: Caller, supplierId: string, db: Queryable = this.db): Promise<Admission> {
    const seat = seatOf(caller, 'administration');
    const file = await this.files.get(supplierId, db);
    if (!covers(seat, { regionCode: file.county?.code ?? null, township: file.township }))
      throw new DomainError('not_found');
    const why = await this.obstacle(db, caller.actor.userId, seat, { supplierId, status: file.status });
    return {
      file: { ...file, editable: [], can: { edit: false, submit: false, exit: false } },
      mechanisms: await this.mechanisms.list(supplierId, db),
      history: await this.history(supplierId, db),
      can: { decide: why === null, why },
    };
  }

  private async obstacle(
    db: Queryable,
    userId: string,
    seat: Seat,
    { supplierId, status }: { supplierId: string; status: SupplierStatus },
  ): Promise<string | null> {
    if (!isReview(status)) return '目前无须审核';
    if (!isTurnOf(seat, status)) return status === 'county_review' ? '由县级审核' : '由平台审核';
    const { conflict, otherLevel } = await admissionAvoidance(db, supplierId, userId, status);
    if (conflict) return '您录入过该档案或属于该单位，按规定回避';
    return otherLevel ? '您已在其他层级办理过，按规定不能再次办理' : null;
  }

  private async history(supplierId: string, db: Queryable): Promise<Admission['history']> {
    const [row] = await db.query<Admission['history']>(
      `SELECT c.certificates, c.applications, w.complaints, w.inspections_failed AS "inspectionsFailed", w.sanctions
       FROM certification_record c JOIN supervision_record w USING (supplier_id) WHERE supplier_id = $1`,
      [supplierId],
    );
    if (!row) throw new DomainError('not_found');
    return row;
  }
}

function rowView(row: Row, seat: Seat): RouteResponse<'listAdmissions'>['items'][number] {
  const { id, name, kind, county, township, status, overdue } = row;
  const times = { statusSince: row.statusSince.toISOString(), dueAt: row.dueAt?.toISOString() ?? null };
  return { id, name, kind, county, township, status, overdue, ...times, mine: isTurnOf(seat, status) };
}
