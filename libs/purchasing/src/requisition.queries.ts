import { Inject, Injectable } from '@nestjs/common';
import { OrderableSkus } from '@yigou/catalogue';
import { bulkPriceFen, type RouteInput, type RouteResponse, sitsIn } from '@yigou/contracts';
import { type Caller, type Seat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import {
  CONFIG,
  type Config,
  atMarket,
  Database,
  Filter,
  keysetPage,
  latestFirst,
  type Listing,
} from '@yigou/platform';
import { STANDS_IN } from './approvers';
import { goodOf } from './bulk-list/bulk-lists.queries';
import { ORDER_OVER } from './move-requisition';
import { REQUISITION } from './requisition-status';
import { APPROVER, BUYER } from './requisitions.service';

type Page = RouteResponse<'listRequisitions'>;
type View = RouteResponse<'getRequisition'>;
type Stored = Omit<View, 'items' | 'orders' | 'may'> & {
  readonly decidable: boolean;
  /** None of its orders stands any more. */
  readonly over: boolean;
  readonly orders: readonly (Omit<View['orders'][number], 'url'> & { readonly own: boolean })[];
  readonly items: readonly { readonly skuId: string; readonly quantity: number; readonly priceFen: number }[];
};

const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;
const person = (alias: string): string =>
  `CASE WHEN ${alias}.id IS NOT NULL THEN jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name) END`;

/** Requisitions `q` that the person may decide now: it is their turn, or they stand in for whose turn it is. */
const decidableBy = (
  user: string,
): string => `q.status = 'submitted' AND q.expires_at > now() AND q.requester_id <> ${user}
  AND EXISTS (SELECT FROM purchasing_approver a LEFT JOIN ${STANDS_IN}
    WHERE a.unit_id = q.unit_id AND a.user_id = q.approver_id AND ${user} IN (a.user_id, d.to_id))`;

/** Sets on a filter that the requisitions are those that wait for a person of a unit; gives what stands behind FROM. */
export function awaiting(filter: Filter, seat: { readonly organisationId: string; readonly userId: string }): string {
  filter.and(`q.unit_id = ${filter.bind(seat.organisationId)}`, decidableBy(`${filter.bind(seat.userId)}::uuid`));
  return 'purchasing_requisition q';
}

/** More than anybody looks through: who finds too many says more of the name. */
const MOST = 20;
const PEOPLE = `JOIN app_user asked ON asked.id = q.requester_id LEFT JOIN app_user turn ON turn.id = q.approver_id`;
const ROW = `q.id, q.status, q.purpose, ${person('asked')} AS requester, ${person('turn')} AS approver, q.total_fen AS "totalFen",
  (SELECT count(*)::int FROM purchasing_requisition_line l WHERE l.requisition_id = q.id) AS lines, q.deliver_on::text AS "deliverOn",
  ${instant('q.expires_at')} AS "expiresAt", q.split, ${instant('q.created_at')} AS "createdAt"`;
const LIST: Listing = {
  from: 'purchasing_requisition q',
  alias: 'q',
  joins: PEOPLE,
  columns: ROW,
  keyset: latestFirst('q.created_at', 'q.id'),
};
const BUDGET_LEFT = '(b.ceiling_fen - b.encumbered_fen - b.spent_fen)';
const THIS_YEAR = `extract(year FROM ${atMarket('now()')})::int`;
const SHARE_LEFT = `greatest(f.reserved_fen - coalesce((SELECT y.counted_fen FROM share_year y WHERE y.unit_id = q.unit_id AND y.year = f.year), 0), 0)`;

/** Requisitions as the members of their unit see them. */
@Injectable()
export class RequisitionQueries {
  constructor(
    private readonly db: Database,
    private readonly skus: OrderableSkus,
    @Inject(CONFIG) private readonly config: Pick<Config, 'STOREFRONT_URL'>,
  ) {}

  /** Of the caller's unit, the latest first; one statement. Throws `forbidden`. */
  async list(caller: Caller, query: RouteInput<'listRequisitions'>['query']): Promise<Page> {
    const { organisationId } = seatOf(caller, 'agency');
    const filter = new Filter();
    if (query.mine) awaiting(filter, { organisationId, userId: caller.actor.userId });
    else filter.and(`q.unit_id = ${filter.bind(organisationId)}`);
    filter.equals('q.status', query.status);
    const { rows, nextCursor, total } = await keysetPage<Page['items'][number]>(this.db, filter, LIST, query);
    return { items: rows, nextCursor, total };
  }

  /** Two statements. Throws `forbidden`, and `not_found` for another unit's. */
  async get(caller: Caller, id: string): Promise<View> {
    const seat = seatOf(caller, 'agency');
    const stored = await this.stored(id, seat.organisationId, caller.actor.userId);
    const skus = new Map(
      (
        await this.skus.load(
          this.db,
          stored.items.map(({ skuId }) => skuId),
        )
      ).map((sku) => [sku.skuId, sku]),
    );
    const items = stored.items.flatMap(({ skuId, quantity, priceFen }) => {
      const sku = skus.get(skuId);
      if (!sku) return [];
      const { productId, productName, skuName, supplierName, orderable } = sku;
      const names = { productId, productName, skuName, supplierName };
      const prices = {
        priceFen,
        sumFen: priceFen * quantity,
        currentFen: orderable ? bulkPriceFen(sku, quantity) : null,
      };
      const offer = orderable ? { priceFen: sku.priceFen, bulk: sku.bulk } : null;
      return [{ skuId, quantity, ...names, ...prices, offer }];
    });
    const { decidable, over, ...shown } = stored;
    const orders = stored.orders.map(({ own, ...order }) => ({
      ...order,
      url: own ? `${this.config.STOREFRONT_URL}/orders/${order.id}` : null,
    }));
    return { ...shown, items, orders, may: mayOf(seat, stored.status, { decidable, over }) };
  }

  /** What can be ordered by words of its name, those whose name begins with them first; two statements. */
  async goods(q: string): Promise<RouteResponse<'findGoods'>> {
    const filter = new Filter([q]).and(`p.status = 'listed'`, 'k.active').contains(q, 'p.name');
    const found = await this.db.query<{ id: string }>(
      `SELECT k.id FROM sku k JOIN product p ON p.id = k.product_id WHERE ${filter.sql}
       ORDER BY starts_with(p.name, $1) DESC, p.name, k.id LIMIT ${MOST}`,
      filter.values,
    );
    const skus = await this.skus.load(
      this.db,
      found.map(({ id }) => id),
    );
    const places = new Map(found.map(({ id }, at) => [id, at]));
    const items = skus
      .filter(({ orderable }) => orderable)
      .sort((a, b) => (places.get(a.skuId) ?? 0) - (places.get(b.skuId) ?? 0))
      .map(goodOf);
    return { items };
  }

  private async stored(id: string, unitId: string, userId: string): Promise<Stored> {
    const stored = await this.db.one<Stored>(
      `SELECT ${ROW}, q.deliver_to AS "deliverTo",
         (SELECT coalesce(jsonb_agg(e.one || jsonb_build_object('name', p.name) ORDER BY e.at), '[]')
            FROM jsonb_array_elements(q.deliveries) WITH ORDINALITY AS e (one, at) JOIN delivery_point p ON p.id = (e.one ->> 'pointId')::uuid) AS deliveries, coalesce(q.po_number, '') AS "poNumber", q.budget_id AS "budgetId", q.lines_hash AS "linesHash", q.lock_version AS "lockVersion",
         ${decidableBy('$3::uuid')} AS decidable,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('skuId', l.sku_id, 'quantity', l.quantity, 'priceFen', l.price_fen) ORDER BY l.position), '[]')
            FROM purchasing_requisition_line l WHERE l.requisition_id = q.id) AS items,
         (SELECT jsonb_build_object('name', b.name, 'totalFen', b.ceiling_fen, 'leftFen', ${BUDGET_LEFT}, 'afterFen', ${BUDGET_LEFT} - q.total_fen)
            FROM budget b WHERE b.id = q.budget_id) AS budget,
         (SELECT jsonb_build_object('name', f.year || ' 年预留份额', 'totalFen', f.reserved_fen, 'leftFen', ${SHARE_LEFT},
              'afterFen', greatest(${SHARE_LEFT} - q.total_fen, 0))
            FROM share_filing f WHERE f.unit_id = q.unit_id AND f.year = ${THIS_YEAR} AND f.status = 'in_force') AS share,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'number', o.number, 'status', o.status, 'supplierName', s.name,
              'totalFen', o.total_fen, 'own', o.user_id = $3::uuid) ORDER BY o.number), '[]')
            FROM sales_order o JOIN organisation s ON s.id = o.supplier_id WHERE o.placed_with = q.checkout_id) AS orders,
         NOT EXISTS (SELECT FROM sales_order o WHERE o.placed_with = q.checkout_id AND NOT ${ORDER_OVER}) AS over,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'name', b.name, 'leftFen', ${BUDGET_LEFT}) ORDER BY b.name, b.id), '[]')
            FROM budget b WHERE b.unit_id = q.unit_id AND b.year = ${THIS_YEAR} AND b.reach = 'own') AS budgets,
         (SELECT jsonb_agg(jsonb_build_object('at', ${instant('s.at')}, 'action', s.action, 'by', u.name, 'reason', s.reason) ORDER BY s.at, s.id)
            FROM purchasing_requisition_step s LEFT JOIN app_user u ON u.id = s.by_id WHERE s.purchasing_requisition_id = q.id) AS history
       FROM purchasing_requisition q ${PEOPLE} WHERE q.id = $1 AND q.unit_id = $2`,
      [id, unitId, userId],
    );
    if (!stored) throw new DomainError('not_found');
    return stored;
  }
}

function mayOf(
  seat: Seat,
  status: View['status'],
  { decidable, over }: Pick<Stored, 'decidable' | 'over'>,
): View['may'] {
  const buys = seat.role !== 'viewer' && sitsIn(BUYER, seat);
  return {
    edit: buys && over && (status === 'draft' || REQUISITION.can(status, 'revise')),
    submit: buys && REQUISITION.can(status, 'submit'),
    order: buys && REQUISITION.can(status, 'order'),
    repeat: buys,
    withdraw: buys && REQUISITION.can(status, 'withdraw'),
    decide: decidable && seat.role !== 'viewer' && sitsIn(APPROVER, seat),
  };
}
