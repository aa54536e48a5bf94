import { Injectable } from '@nestjs/common';
import { type ReviewLevel, type RouteInput, type RouteResponse, type SanctionView } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { BELONGS } from './decide';
import { hasDuty, mayUndo } from './duties';
import { COUNTY, iso, within } from './supervision-list';
import { SANCTION } from './sanction-status';

interface SanctionRow extends Omit<
  SanctionView,
  'evidence' | 'decidedAt' | 'endsAt' | 'closedAt' | 'appealBy' | 'can'
> {
  readonly evidence: string[];
  readonly decidedAt: Date;
  readonly endsAt: Date | null;
  readonly closedAt: Date | null;
  readonly appealBy: Date;
  readonly level: ReviewLevel;
  readonly appealable: boolean;
  readonly mine: boolean;
}

const JOINS = 'JOIN organisation o ON o.id = v.supplier_id LEFT JOIN certificate c ON c.id = v.certificate_id';
/** Joins to sanction `v` the latest appeal `a` against it. */
export const LATEST_APPEAL =
  'LEFT JOIN LATERAL (SELECT * FROM appeal WHERE sanction_id = v.id ORDER BY instance DESC LIMIT 1) a ON true';
const MORE = `${JOINS} LEFT JOIN region r ON r.code = v.region_code ${LATEST_APPEAL}`;
/** The last moment to appeal, or to appeal once more after the first appeal `a` was rejected. */
export const APPEAL_BY = 'coalesce(a.again_by, v.appeal_by)';

/** That its supplier may appeal against sanction `v`, or once more after {@link LATEST_APPEAL} was rejected. */
export const APPEALABLE = `v.status IN (${SANCTION.sources('overturn')
  .map((status) => `'${status}'`)
  .join(', ')}) AND clock_timestamp() <= ${APPEAL_BY} AND (a.id IS NULL OR (a.instance = 1 AND a.status = 'rejected'))`;

const listing = (user: string): Listing => ({
  columns: `v.id, v.kind, v.status, v.supplier_id AS "supplierId", o.name AS "supplierName", v.certificate_id AS "certificateId",
    c.number AS "certificateNumber", ${COUNTY} AS county, v.reason, v.evidence, v.decided_by_name || '（' || v.seat || '）' AS "decidedBy",
    v.decided_at AS "decidedAt", v.ends_at AS "endsAt", v.closed_at AS "closedAt", v.closed_reason AS "closedReason", a.id AS "appealId",
    ${APPEAL_BY} AS "appealBy", v.level, ${APPEALABLE} AS appealable,
    ${BELONGS(user, 'v.supplier_id')} AS mine`,
  from: `sanction v ${JOINS}`,
  alias: 'v',
  joins: MORE,
  keyset: latestFirst('v.decided_at', 'v.id'),
});

/** Decisions as administrators and suppliers see them. */
@Injectable()
export class SanctionQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** Two statements: the page with its count, and the evidence. */
  async list(caller: Caller, query: RouteInput<'listSanctions'>['query']): Promise<RouteResponse<'listSanctions'>> {
    const seat = seatOf(caller, 'administration');
    const filter = new Filter();
    const user = `${filter.bind(caller.actor.userId)}::uuid`;
    within(filter, seat, query.region).equals('v.kind', query.kind).equals('v.status', query.status);
    filter.contains(query.q, 'o.name', 'c.number', 'c.product_name', 'v.reason');
    const { rows, ...page } = await keysetPage<SanctionRow>(this.db, filter, listing(user), query);
    return { ...page, items: await this.views(rows, seat) };
  }

  /** Throws `not_found` outside the jurisdiction. */
  async view(caller: Caller, id: string): Promise<SanctionView> {
    const seat = seatOf(caller, 'administration');
    const filter = new Filter();
    const user = `${filter.bind(caller.actor.userId)}::uuid`;
    within(filter, seat, undefined).equals('v.id', id);
    const { rows } = await keysetPage<SanctionRow>(this.db, filter, listing(user), { limit: 1 });
    const [view] = await this.views(rows, seat);
    if (!view) throw new DomainError('not_found');
    return view;
  }

  /** The newest 100 against a supplier. */
  async ofSupplier(caller: Caller): Promise<SanctionView[]> {
    const filter = new Filter();
    const user = `${filter.bind(caller.actor.userId)}::uuid`;
    filter.equals('v.supplier_id', seatOf(caller, 'supplier').organisationId);
    const { rows } = await keysetPage<SanctionRow>(this.db, filter, listing(user), { limit: 100 });
    return this.views(rows, null);
  }

  private async views(rows: readonly SanctionRow[], seat: Seat | null): Promise<SanctionView[]> {
    const files = await this.evidence.views(
      this.db,
      rows.flatMap(({ evidence }) => evidence),
    );
    return rows.map(({ level, appealable, mine, ...row }) => ({
      ...row,
      evidence: row.evidence.flatMap((id) => files.get(id) ?? []),
      decidedAt: row.decidedAt.toISOString(),
      endsAt: iso(row.endsAt),
      closedAt: iso(row.closedAt),
      appealBy: row.appealBy.toISOString(),
      can: {
        lift: SANCTION.can(row.status, 'lift') && !mine && seat !== null && mayLift(seat, row.kind, level),
        appeal: seat === null && appealable,
      },
    }));
  }
}

const mayLift = (seat: Seat, kind: SanctionView['kind'], level: ReviewLevel): boolean =>
  hasDuty(seat.level, kind) && mayUndo(seat.level, level);
