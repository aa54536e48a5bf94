import { Injectable } from '@nestjs/common';
import {
  type AppealView,
  type ReviewLevel,
  type RouteInput,
  type RouteResponse,
  SANCTION_KINDS,
  type SanctionKind,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import type { Actor } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, earliestFirst, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { type Seat, seatOf } from '@yigou/suppliers';
import { CONTESTED_LEVEL } from './contested';
import { BELONGS } from './decide';
import { DUTIES, mayUndo } from './duties';
import { iso, within } from './supervision-list';

interface AppealRow extends Omit<AppealView, 'evidence' | 'against' | 'filedAt' | 'dueAt' | 'decidedAt' | 'can'> {
  readonly evidence: string[];
  readonly filedAt: Date;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
  readonly sanctionKind: SanctionKind | null;
  readonly certificateNumber: string | null;
  readonly applicationNumber: string | null;
  readonly level: ReviewLevel;
  readonly mine: boolean;
  readonly decidedFirst: boolean;
}

const JOINS = `JOIN organisation o ON o.id = v.supplier_id LEFT JOIN sanction s ON s.id = v.sanction_id
    LEFT JOIN certificate c ON c.id = s.certificate_id LEFT JOIN application a ON a.id = v.application_id`;
const listing = (user: string): Listing => ({
  columns: `v.id, v.status, v.supplier_id AS "supplierId", o.name AS "supplierName", v.sanction_id AS "sanctionId",
    v.application_id AS "applicationId", v.reason, v.evidence || v.decision_evidence AS evidence, v.filed_at AS "filedAt", v.due_at AS "dueAt",
    v.status = 'open' AND v.due_at < clock_timestamp() AS overdue, v.decided_by_name AS "decidedBy", v.decided_at AS "decidedAt", v.decision,
    s.kind AS "sanctionKind", c.number AS "certificateNumber", a.number AS "applicationNumber", ${CONTESTED_LEVEL} AS level,
    ${BELONGS(user, 'v.supplier_id')} AS mine, v.first_decided_by IS NOT DISTINCT FROM ${user} AS "decidedFirst"`,
  from: `appeal v ${JOINS}`,
  alias: 'v',
  joins: JOINS,
  keyset: earliestFirst('v.due_at', 'v.id'),
});

/** Appeals as administrators and suppliers see them. */
@Injectable()
export class AppealQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** Two statements: the page with its count, and the evidence. */
  async list(actor: Actor, query: RouteInput<'listAppeals'>['query']): Promise<RouteResponse<'listAppeals'>> {
    const seat = seatOf(actor);
    const { filter, user } = filterOf(actor);
    within(filter, seat, query.region).equals('v.status', query.status);
    filter.contains(query.q, 'o.name', 'c.number', 'a.number', 'v.reason');
    const { rows, ...page } = await keysetPage<AppealRow>(this.db, filter, listing(user), query);
    return { ...page, items: await this.views(rows, seat) };
  }

  /** Throws `not_found` outside the jurisdiction. */
  async view(actor: Actor, id: string): Promise<AppealView> {
    const seat = seatOf(actor);
    const { filter, user } = filterOf(actor);
    within(filter, seat, undefined).equals('v.id', id);
    return this.only(filter, user, seat);
  }

  async viewOwn(actor: Actor, supplierId: string, id: string): Promise<AppealView> {
    const { filter, user } = filterOf(actor);
    filter.equals('v.supplier_id', supplierId).equals('v.id', id);
    return this.only(filter, user, null);
  }

  /** The newest 100 of a supplier. */
  async ofSupplier(actor: Actor, supplierId: string): Promise<AppealView[]> {
    const { filter, user } = filterOf(actor);
    filter.equals('v.supplier_id', supplierId);
    const { rows } = await keysetPage<AppealRow>(
      this.db,
      filter,
      { ...listing(user), keyset: latestFirst('v.filed_at', 'v.id') },
      { limit: 100 },
    );
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
    return rows.map(({ sanctionKind, certificateNumber, applicationNumber, level, mine, decidedFirst, ...row }) => ({
      ...row,
      against: sanctionKind
        ? [SANCTION_KINDS[sanctionKind], certificateNumber].filter(Boolean).join('：')
        : `不予认定：${applicationNumber ?? ''}`,
      evidence: row.evidence.flatMap((id) => files.get(id) ?? []),
      filedAt: row.filedAt.toISOString(),
      dueAt: row.dueAt.toISOString(),
      decidedAt: iso(row.decidedAt),
      can: canDecide(seat, row.status === 'open', { level, mine, decidedFirst }),
    }));
  }
}

function filterOf(actor: Actor): { filter: Filter; user: string } {
  const filter = new Filter();
  return { filter, user: `${filter.bind(actor.userId)}::uuid` };
}

function canDecide(
  seat: Seat | null,
  open: boolean,
  { level, mine, decidedFirst }: Pick<AppealRow, 'level' | 'mine' | 'decidedFirst'>,
): AppealView['can'] {
  if (seat === null || !open) return { decide: false, why: null };
  if (decidedFirst) return { decide: false, why: '原决定由您作出，须由他人复核。' };
  if (mine) return { decide: false, why: '您属于该单位或为其代办，按回避规定不能办理。' };
  if (!DUTIES.appeal.includes(seat.level) || !mayUndo(seat.level, level))
    return { decide: false, why: '须由原决定机关的同级或上级复核。' };
  return { decide: true, why: null };
}
