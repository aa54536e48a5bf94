import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { type Caller, seatOf } from '@yigou/identity';
import { Database, earliestFirst, Filter, keysetPage, type Listing, saturatedBigint } from '@yigou/platform';
import { HOLDS } from '@yigou/procurement';
import { GOODS, instant } from '../transfers/transfer.queries';

type Page = RouteResponse<'listArrears'>;
type Query = RouteInput<'listReceivables'>['query'];

/** How long order `o` has been due (账龄). */
const AGE = `CASE WHEN o.due_at > now() THEN 'not_due' WHEN o.due_at > now() - interval '30 days' THEN 'days_30'
  WHEN o.due_at > now() - interval '90 days' THEN 'days_90' ELSE 'older' END`;
const DUE_FEN = 'o.total_fen - o.ended_fen';
const DEBTS: Listing = {
  from: 'sales_order o',
  alias: 'o',
  joins: 'JOIN organisation n ON n.id = o.unit_id JOIN organisation s ON s.id = o.supplier_id',
  columns: `o.id, o.number, n.name AS "unitName", s.name AS "supplierName", ${GOODS} AS goods, ${DUE_FEN} AS "dueFen",
    ${instant('o.payable_at')} AS "acceptedAt", ${instant('o.due_at')} AS "dueAt", ${AGE} AS age,
    EXISTS (SELECT FROM purchasing_transfer t WHERE t.order_id = o.id AND t.status = 'submitted') AS claimed`,
  keyset: earliestFirst('o.due_at', 'o.id'),
};

/** What units accepted and have to pay: to those who pay, who supervise them, and to whom it is due. */
@Injectable()
export class ArrearsQueries {
  constructor(private readonly db: Database) {}

  /** Of the caller's unit, or of those below it at any depth, the longest due first; two statements. Throws `forbidden`. */
  ofUnit(caller: Caller, query: RouteInput<'listArrears'>['query']): Promise<Page> {
    const { organisationId } = seatOf(caller, 'agency');
    const filter = new Filter();
    if (query.below)
      filter.and(
        `o.unit_id IN (SELECT p.unit_id FROM budget_unit_path p WHERE p.ancestor_id = ${filter.bind(organisationId)} AND p.depth > 0 AND ${HOLDS('p')})`,
      );
    else filter.equals('o.unit_id', organisationId);
    return this.list(filter, query);
  }

  /** To the caller's supplier, the longest due first; two statements. Throws `forbidden`. */
  toSupplier(caller: Caller, query: Query): Promise<Page> {
    const filter = new Filter().equals('o.supplier_id', seatOf(caller, 'supplier').organisationId);
    return this.list(filter, query);
  }

  private async list(filter: Filter, query: Query): Promise<Page> {
    filter.and("o.status = 'payable'");
    const ages = await this.db.query<Page['ages'][number]>(
      `SELECT ${AGE} AS age, count(*)::int AS orders, ${saturatedBigint(`sum(${DUE_FEN})`)} AS fen FROM sales_order o WHERE ${filter.sql} GROUP BY 1`,
      filter.values,
    );
    filter.equals(AGE, query.age);
    const { rows, nextCursor, total } = await keysetPage<Page['items'][number]>(this.db, filter, DEBTS, query);
    return { items: rows, nextCursor, total, ages };
  }
}
