import { Injectable } from '@nestjs/common';
import type { RegionRef, RouteInput, RouteResponse, SupplierKind, SupplierStatus } from '@yigou/contracts';
import { codesBelow } from '@yigou/households';
import type { Actor } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor, type Queryable } from '@yigou/platform';
import { regionPrefix } from '@yigou/regions';
import { covers, type Seat, seatOf } from './review-seat';
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
  readonly key: string;
}

/** Lists count this far; more is shown as “over”. */
const COUNT_LIMIT = 10_000;
/** What is due first comes first, what has no deadline last; the words of the index. */
const DUE = "coalesce(f.due_at, '9999-12-31 00:00:00+00'::timestamptz)";

/** Whether a seat is the one whose turn it is: the county's office recommends, the platform (the whole country's) admits. */
export const isTurnOf = (seat: Seat, status: SupplierStatus): boolean =>
  isReview(status) &&
  seat.level === REVIEWERS[status].level &&
  (status === 'county_review' ? seat.township === null : seat.regionPrefix === '');

/** Suppliers on their way to admission, as offices see them. */
@Injectable()
export class Admissions {
  constructor(
    private readonly db: Database,
    private readonly files: SupplierFiles,
    private readonly mechanisms: Mechanisms,
  ) {}

  /** Suppliers of the jurisdiction by deadline; one statement. */
  async list(actor: Actor, query: Query): Promise<RouteResponse<'listAdmissions'>> {
    const seat = seatOf(actor);
    const asked = query.region === undefined ? '' : regionPrefix(query.region);
    const [longer, shorter] =
      asked.length > seat.regionPrefix.length ? [asked, seat.regionPrefix] : [seat.regionPrefix, asked];
    if (!longer.startsWith(shorter)) return { items: [], nextCursor: null, total: 0 };
    const [fromDue, fromId] = query.cursor === undefined ? [null, null] : decodeCursor(query.cursor, ['instant', 'id']);
    const rows = await this.db.query<{ total: number } & (Row | { id: null })>(
      `WITH found AS NOT MATERIALIZED (
         SELECT f.supplier_id, ${DUE} AS due FROM supplier_file f JOIN organisation o ON o.id = f.supplier_id
         WHERE ($1::text = '' OR f.region_code BETWEEN $2 AND $3) AND ($4::text IS NULL OR f.township = $4)
           AND ($5::text IS NULL OR f.status = $5) AND ($6::text IS NULL OR o.name LIKE $6 OR o.credit_code = upper($7))),
       page AS (SELECT supplier_id, due FROM found WHERE $8::timestamptz IS NULL OR (due, supplier_id) > ($8, $9::uuid)
         ORDER BY due, supplier_id LIMIT $10)
       SELECT counted.total, shown.* FROM (SELECT count(*)::int AS total FROM (SELECT FROM found LIMIT ${COUNT_LIMIT}) AS few) AS counted
         LEFT JOIN (SELECT f.supplier_id AS id, o.name, o.supplier_kind AS kind, f.township, f.status, f.status_since AS "statusSince",
           CASE WHEN r.code IS NOT NULL THEN json_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS county,
           f.due_at AS "dueAt", coalesce(f.due_at < clock_timestamp(), false) AS overdue, to_jsonb(page.due) #>> '{}' AS key, page.due
         FROM page JOIN supplier_file f USING (supplier_id) JOIN organisation o ON o.id = f.supplier_id
           LEFT JOIN region r ON r.code = f.region_code) AS shown ON true
       ORDER BY shown.due, shown.id`,
      [
        longer,
        ...codesBelow(longer),
        seat.township,
        query.status ?? null,

        query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null,
        query.q ?? '',
        fromDue,
        fromId,
        query.limit + 1,
      ],
    );
    const found = rows.filter((row): row is { total: number } & Row => row.id !== null);
    const last = found.slice(0, query.limit).at(-1);
    return {
      items: found.slice(0, query.limit).map((row) => rowView(row, seat)),
      nextCursor: found.length > query.limit && last ? encodeCursor([last.key, last.id]) : null,
      total: rows[0]?.total ?? 0,
    };
  }

  /** Throws `not_found` outside the jurisdiction. */
  async get(actor: Actor, supplierId: string, db: Queryable = this.db): Promise<Admission> {
    const seat = seatOf(actor);
    const file = await this.files.get(supplierId, db);
    if (!covers(seat, { regionCode: file.county?.code ?? null, township: file.township }))
      throw new DomainError('not_found');
    const why = await this.obstacle(db, actor, seat, { supplierId, status: file.status });
    return {
      file: { ...file, editable: [], can: { edit: false, submit: false, exit: false } },
      mechanisms: await this.mechanisms.list(supplierId, db),
      history: await this.history(supplierId, db),
      can: { decide: why === null, why },
    };
  }

  private async obstacle(
    db: Queryable,
    actor: Actor,
    seat: Seat,
    { supplierId, status }: { supplierId: string; status: SupplierStatus },
  ): Promise<string | null> {
    if (!isReview(status)) return '目前无须审核';
    if (!isTurnOf(seat, status)) return status === 'county_review' ? '由县级审核' : '由平台审核';
    const { conflict, otherLevel } = await admissionAvoidance(db, supplierId, actor.userId, status);
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
