import { Injectable } from '@nestjs/common';
import type { AftersalesView, RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, coversSql, seatOf, supplierPlaceSql } from '@yigou/identity';
import { DomainError, type Fen } from '@yigou/kernel';
import { Database, Filter, keysetPage, latestFirst, type Listing } from '@yigou/platform';
import { hasDuty } from '@yigou/supervision';
import { CASE } from './case-status';
import { mostOf } from './run-case';

type List = RouteResponse<'listAftersales'>;
type Side = 'buyer' | 'supplier' | 'office';
type Dated = 'createdAt' | 'dueAt' | 'closedAt';
type Row = Omit<List['items'][number], Dated> & { readonly createdAt: Date; readonly dueAt: Date | null };

/** Where a case lies: where its goods come from. */
export const CASE_PLACE = supplierPlaceSql('k.supplier_id', 'k.region_code');
const JOINS =
  'JOIN sales_order o ON o.id = k.order_id JOIN order_line l ON l.id = k.order_line_id JOIN organisation s ON s.id = k.supplier_id';
const LIST: Listing = {
  columns: `k.id, k.number, k.status, k.kind, k.reason, k.order_id AS "orderId", o.number AS "orderNumber", s.name AS "supplierName",
    l.product_name || ' ' || l.sku_name AS goods, k.pieces, k.asked_fen AS "askedFen", k.agreed_fen AS "agreedFen", k.ending, k.due_at AS "dueAt",
    coalesce(k.due_at < clock_timestamp(), false) AS overdue, k.created_at AS "createdAt"`,
  from: `aftersales_case k ${JOINS}`,
  alias: 'k',
  joins: JOINS,
  keyset: latestFirst('k.created_at', 'k.id'),
};
const RECORD = `k.words, k.evidence, l.product_id AS "productId", k.goods_most_fen AS "goodsMostFen", k.freight_most_fen AS "freightMostFen", k.return_to AS "returnTo", k.carrier,
  k.waybill, k.restocked, k.closed_at AS "closedAt",
  (SELECT jsonb_agg(jsonb_build_object('action', t.action, 'by', t.actor_name || CASE WHEN t.seat = '' THEN '' ELSE '（' || t.seat || '）' END, 'note', t.note, 'at', to_json(t.at))
     ORDER BY t.at, t.id) FROM aftersales_case_step t WHERE t.aftersales_case_id = k.id) AS history`;
interface RecordRow
  extends
    Row,
    Pick<AftersalesView, 'words' | 'productId' | 'returnTo' | 'carrier' | 'waybill' | 'restocked' | 'history'> {
  readonly evidence: string[];
  readonly goodsMostFen: Fen;
  readonly freightMostFen: Fen;
  readonly closedAt: Date | null;
}

/** Cases as buyers, suppliers and offices see them. */
@Injectable()
export class CaseQueries {
  constructor(
    private readonly db: Database,
    private readonly evidence: Evidence,
  ) {}

  /** The newest first; one statement. */
  async list(caller: Caller, side: Side, query: RouteInput<'listAftersales'>['query']): Promise<List> {
    const filter = this.mine(caller, side).equals('k.status', query.status).equals('k.order_id', query.orderId);
    filter.contains(query.q, 'k.number', 'o.number', 'l.product_name', 's.name');
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return { ...page, items: rows.map(dated) };
  }

  /** Two statements. Throws `not_found` for another's, and outside the jurisdiction. */
  async view(caller: Caller, side: Side, id: string): Promise<AftersalesView> {
    const listing = { ...LIST, columns: `${LIST.columns}, ${RECORD}` };
    const { rows } = await keysetPage<RecordRow>(this.db, this.mine(caller, side).equals('k.id', id), listing, {
      limit: 1,
    });
    const [row] = rows;
    if (!row) throw new DomainError('not_found');
    const files = await this.evidence.views(this.db, row.evidence);
    const { goodsMostFen: _goods, freightMostFen: _freight, ...shown } = row;
    return {
      ...dated(shown),
      mostFen: mostOf(row),
      closedAt: row.closedAt?.toISOString() ?? null,
      evidence: row.evidence.flatMap((one) => files.get(one) ?? []),
      can: mayDo(caller, side, row),
    };
  }

  private mine(caller: Caller, side: Side): Filter {
    const filter = new Filter();
    if (side === 'buyer') return filter.equals('k.user_id', caller.actor.userId);
    if (side === 'supplier') return filter.equals('k.supplier_id', seatOf(caller, 'supplier').organisationId);
    return filter.and(coversSql(CASE_PLACE, seatOf(caller, 'administration'), filter.bind));
  }
}

function mayDo(caller: Caller, side: Side, { status }: Pick<Row, 'status'>): AftersalesView['can'] {
  const supplier = side === 'supplier' && seatOf(caller, 'supplier').role !== 'viewer';
  const office = side === 'office' && seatOf(caller, 'administration').role !== 'viewer';
  return {
    withdraw: side === 'buyer' && CASE.can(status, 'withdraw'),
    sendBack: side === 'buyer' && CASE.can(status, 'send_back'),
    escalate: side === 'buyer' && CASE.can(status, 'escalate'),
    agree: supplier && CASE.can(status, 'agree'),
    refuse: supplier && CASE.can(status, 'refuse'),
    receive: supplier && CASE.can(status, 'receive'),
    decide: office && CASE.can(status, 'deny') && hasDuty(seatOf(caller, 'administration').level, 'complaint'),
  };
}

const dated = <T extends { readonly createdAt: Date; readonly dueAt: Date | null }>(row: T) => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  dueAt: row.dueAt?.toISOString() ?? null,
});
