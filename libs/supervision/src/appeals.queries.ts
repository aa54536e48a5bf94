import { Injectable } from '@nestjs/common';
import {
  type AppealView,
  REVIEW_LEVEL_CODES,
  REVIEW_LEVELS,
  type RouteInput,
  type RouteResponse,
  SANCTION_KINDS,
  type SanctionKind,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { APPEAL } from './appeal-status';
import { BELONGS } from './decide';
import { hasDuty, mayUndo } from './duties';
import { INVOLVEMENT, type Involvement, INVOLVEMENTS } from './fresh-eyes';
import { iso, within } from './supervision-list';

interface AppealRow extends Omit<
  AppealView,
  'evidence' | 'against' | 'filedAt' | 'dueAt' | 'decidedAt' | 'appealBy' | 'can'
> {
  readonly evidence: string[];
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
  readonly sanctionKind: SanctionKind | null;
  readonly certificateNumber: string | null;
  readonly applicationNumber: string | null;
  readonly mine: boolean;
  readonly part: Involvement | null;
  /** Until when the supplier may ask once more. */
  readonly againBy: Date | null;
  /** By the clock of the database. */
  readonly now: Date;
  /** The first was rejected, nobody asked once more yet, and what it is against still holds. */
  readonly again: boolean;
}

/** Of the decision that `v` is against. */
const SAME = '(x.sanction_id = v.sanction_id OR x.refusal_id = v.refusal_id)';
/** The way of the matter up to this instance and beyond: the decision, then each appeal with its outcome. */
const COURSE = `(SELECT coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'instance', c.instance, 'action', c.action, 'by', c.by, 'note', c.note)
    ORDER BY c.at, c.instance), '[]')
  FROM (SELECT d.decided_at AS at, 0 AS instance, 'decide' AS action, d.decided_by_name || '（' || d.seat || '）' AS by, d.reason AS note
      FROM sanction d WHERE d.id = v.sanction_id
    UNION ALL SELECT d.at, 0, 'decide', d.actor_name || '（' || d.seat || '）', d.reason FROM application_step d WHERE d.id = v.refusal_id
    UNION ALL SELECT t.at, x.instance, t.action, concat_ws('', t.actor_name, '（' || nullif(t.seat, '') || '）'), t.reason
      FROM appeal x JOIN appeal_step t ON t.appeal_id = x.id WHERE ${SAME}) c)`;

const JOINS = `JOIN organisation o ON o.id = v.supplier_id LEFT JOIN sanction s ON s.id = v.sanction_id
    LEFT JOIN certificate c ON c.id = s.certificate_id LEFT JOIN application a ON a.id = v.application_id`;
const listing = (user: string): Listing => ({
  columns: `v.id, v.status, v.instance, v.level, v.supplier_id AS "supplierId", o.name AS "supplierName", v.sanction_id AS "sanctionId",
    v.application_id AS "applicationId", v.reason, v.evidence || v.decision_evidence AS evidence, v.filed_at AS "filedAt", v.due_at AS "dueAt",
    v.status = 'open' AND v.due_at < clock_timestamp() AS overdue, v.decided_by_name AS "decidedBy", v.decided_at AS "decidedAt",
    v.decision, s.kind AS "sanctionKind", c.number AS "certificateNumber", a.number AS "applicationNumber", ${COURSE} AS course,
    ${BELONGS('me.id', 'v.supplier_id')} AS mine, ${INVOLVEMENT('me.id')} AS part,
    v.again_by AS "againBy", clock_timestamp() AS now,
    v.instance = 1 AND v.status = 'rejected'
      AND (s.status = 'in_force' OR (a.status = 'refused' AND v.refusal_id = (SELECT latest.id FROM application_step latest
        WHERE latest.application_id = v.application_id AND latest.action = 'refuse' ORDER BY latest.at DESC, latest.id DESC LIMIT 1)))
      AND NOT EXISTS (SELECT FROM appeal x WHERE ${SAME} AND x.instance = 2) AS again`,
  from: `appeal v ${JOINS}`,
  alias: 'v',
  joins: `${JOINS} CROSS JOIN (VALUES (${user}::uuid)) me (id)`,
  keyset: earliestFirst('v.due_at', 'v.id'),
});

/** That the level of a seat may decide appeal `v`: what people of the office had a part in, another of them decides. */
export function oursToDecide({ level }: Pick<Seat, 'level'>): string {
  const decides = hasDuty(level, 'appeal') ? REVIEW_LEVEL_CODES.filter((lowest) => mayUndo(level, lowest)) : [];
  return decides.length === 0 ? 'false' : `v.level IN (${decides.map((lowest) => `'${lowest}'`).join(', ')})`;
}

/** Appeals as administrators and suppliers see them. */
@Injectable()
export class AppealQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** Two statements: the page with its count, and the evidence. */
  async list(caller: Caller, query: RouteInput<'listAppeals'>['query']): Promise<RouteResponse<'listAppeals'>> {
    const seat = seatOf(caller, 'administration');
    const { filter, user } = filterOf(caller);
    within(filter, seat, query.region).equals('v.status', query.status);
    if (query.only === 'ours') filter.and(oursToDecide(seat));
    filter.contains(query.q, 'o.name', 'c.number', 'a.number', 'v.reason');
    const { rows, ...page } = await keysetPage<AppealRow>(this.db, filter, listing(user), query);
    return { ...page, items: await this.views(rows, seat) };
  }

  /** Throws `not_found` outside the jurisdiction. */
  async view(caller: Caller, id: string): Promise<AppealView> {
    const seat = seatOf(caller, 'administration');
    const { filter, user } = filterOf(caller);
    within(filter, seat, undefined).equals('v.id', id);
    return this.only(filter, user, seat);
  }

  async viewOwn(caller: Caller, id: string): Promise<AppealView> {
    const { filter, user } = filterOf(caller);
    filter.equals('v.supplier_id', seatOf(caller, 'supplier').organisationId).equals('v.id', id);
    return this.only(filter, user, null);
  }

  /** The newest 100 of a supplier. */
  async ofSupplier(caller: Caller): Promise<AppealView[]> {
    const { filter, user } = filterOf(caller);
    filter.equals('v.supplier_id', seatOf(caller, 'supplier').organisationId);
    const listingOf = { ...listing(user), keyset: latestFirst('v.filed_at', 'v.id') };
    const { rows } = await keysetPage<AppealRow>(this.db, filter, listingOf, { limit: 100 });
    return this.views(rows, null);
  }

  private async only(filter: Filter, user: string, seat: Seat | null): Promise<AppealView> {
    const { rows } = await keysetPage<AppealRow>(this.db, filter, listing(user), { limit: 1 });
    const [view] = await this.views(rows, seat);
    if (!view) throw new DomainError('not_found');
    return view;
  }

  private async views(rows: readonly AppealRow[], seat: Seat | null): Promise<AppealView[]> {
    const files = await this.evidence.views(
      this.db,
      rows.flatMap(({ evidence }) => evidence),
    );
    return rows.map(
      ({ sanctionKind, certificateNumber, applicationNumber, mine, part, again, againBy, now, ...row }) => ({
        ...row,
        against: sanctionKind
          ? [SANCTION_KINDS[sanctionKind], certificateNumber].filter(Boolean).join('：')
          : `不予认定：${applicationNumber ?? ''}`,
        evidence: row.evidence.flatMap((id) => files.get(id) ?? []),
        filedAt: row.filedAt.toISOString(),
        dueAt: row.dueAt.toISOString(),
        decidedAt: iso(row.decidedAt),
        appealBy: iso(seat === null && again ? againBy : null),
        can: {
          ...canDecide(seat, row, { mine, part }),
          again: seat === null && again && againBy !== null && now <= againBy,
        },
      }),
    );
  }
}

function filterOf(caller: Caller): { filter: Filter; user: string } {
  const filter = new Filter();
  return { filter, user: `${filter.bind(caller.actor.userId)}::uuid` };
}

/** Whether the seat may decide, and if not, who may instead. */
function canDecide(
  seat: Seat | null,
  { status, level }: Pick<AppealRow, 'status' | 'level'>,
  { mine, part }: Pick<AppealRow, 'mine' | 'part'>,
): Pick<AppealView['can'], 'decide' | 'why'> {
  if (seat === null || !APPEAL.can(status, 'uphold')) return { decide: false, why: null };
  if (part) return { decide: false, why: INVOLVEMENTS[part] };
  if (mine) return { decide: false, why: '您属于该单位或为其代办，按回避规定不能办理。' };
  if (!hasDuty(seat.level, 'appeal') || !mayUndo(seat.level, level))
    return { decide: false, why: `须由${REVIEW_LEVELS[level]}或以上的主管部门复核。` };
  return { decide: true, why: null };
}
