import { Injectable } from '@nestjs/common';
import type { OrderQuery, OrderRow, OrderView } from '@yigou/contracts';
import { coversSql, type Jurisdiction, supplierPlaceSql } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, decodeCursor, encodeCursor } from '@yigou/platform';
import { PAYMENT_JSON } from './checkout.queries';
import { allowedActions } from './order-status';

/** Whose orders are read: a buyer's own, a supplier's, or those that an office governs. */
export type OrderScope = { readonly userId: string } | { readonly supplierId: string } | Jurisdiction;

/** Where an order lies: where its goods come from. */
const PLACE = supplierPlaceSql('o.supplier_id', 'o.region_code');

/** Lists count this far; more is shown as “over”. */
const COUNT_LIMIT = 10_000;
const TIME_ZONE = 'Asia/Shanghai';

const SORTS = {
  newest: { key: 'o.created_at', direction: 'DESC', kind: 'instant' },
  oldest: { key: 'o.created_at', direction: 'ASC', kind: 'instant' },
  total_desc: { key: 'o.total_fen', direction: 'DESC', kind: 'number' },
  total_asc: { key: 'o.total_fen', direction: 'ASC', kind: 'number' },
} as const;

/** Orders as their buyer, their supplier and the administration see them. */
@Injectable()
export class OrderQueries {
  constructor(private readonly db: Database) {}

  /** A keyset page; one statement. */
  async list(
    scope: OrderScope,
    query: OrderQuery,
  ): Promise<{ items: OrderRow[]; nextCursor: string | null; total: number }> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const filter = this.filter(scope, query, bind);
    const sort = SORTS[query.sort];
    const more = sort.direction === 'DESC' ? '<' : '>';
    let after = '';
    if (query.cursor) {
      const [key, id] = decodeCursor(query.cursor, [sort.kind, 'id']);
      const cast = sort.kind === 'instant' ? 'timestamptz' : 'bigint';
      after = `AND (${sort.key}, o.id) ${more} (${bind(key)}::${cast}, ${bind(id)}::uuid)`;
    }
    const rows = await this.db.query<{ row: OrderRow; key: string | number; total: number }>(
      `WITH page AS (
         SELECT o.*, ${sort.key} AS sort_key FROM sales_order o WHERE ${filter} ${after}
         ORDER BY ${sort.key} ${sort.direction}, o.id ${sort.direction} LIMIT ${bind(query.limit + 1)})
       SELECT jsonb_build_object('id', o.id, 'number', o.number, 'checkoutId', o.checkout_id, 'status', o.status, 'supplierName', s.name,
           'buyerName', u.name, 'countyName', r.name, 'totalFen', o.total_fen, 'createdAt', o.created_at, 'lineCount', l.lines,
           'firstLine', l.first) AS row,
         to_jsonb(o.sort_key) AS key,
         (SELECT count(*)::int FROM (SELECT 1 FROM sales_order o WHERE ${filter} LIMIT ${COUNT_LIMIT}) AS counted) AS total
       FROM page o JOIN organisation s ON s.id = o.supplier_id JOIN app_user u ON u.id = o.user_id
         LEFT JOIN region r ON r.code = o.region_code
         CROSS JOIN LATERAL (
           SELECT count(*) AS lines, (jsonb_agg(jsonb_build_object('productName', product_name, 'skuName', sku_name, 'photo', photo_key,
             'quantity', quantity) ORDER BY id))->0 AS first FROM order_line WHERE order_id = o.id) AS l
       ORDER BY o.sort_key ${sort.direction}, o.id ${sort.direction}`,
      values,
    );
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map((item) => item.row),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.key, last.row.id]) : null,
      // Beyond the last page there is no row to carry the count.
      total: rows[0]?.total ?? 0,
    };
  }

  private filter(scope: OrderScope, query: OrderQuery, bind: (value: unknown) => string): string {
    const parts: string[] = [];
    if ('userId' in scope) parts.push(`o.user_id = ${bind(scope.userId)}`);
    if ('supplierId' in scope) parts.push(`o.supplier_id = ${bind(scope.supplierId)}`);
    if ('regionPrefix' in scope) parts.push(coversSql(PLACE, scope, bind));
    if (query.status?.length) parts.push(`o.status = ANY(${bind(query.status)})`);
    if (query.region) parts.push(`o.region_code LIKE ${bind(`${query.region.replace(/(00){1,2}$/, '')}%`)}`);
    if (query.from) parts.push(`o.created_at >= (${bind(query.from)}::date)::timestamp AT TIME ZONE '${TIME_ZONE}'`);
    if (query.to) parts.push(`o.created_at < (${bind(query.to)}::date + 1)::timestamp AT TIME ZONE '${TIME_ZONE}'`);
    if (query.q) {
      const like = bind(`%${query.q.replace(/[\\%_]/g, '\\$&')}%`);
      parts.push(`(o.number ILIKE ${like} OR o.receiver LIKE ${like}
        OR EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.product_name LIKE ${like})
        OR EXISTS (SELECT 1 FROM organisation s WHERE s.id = o.supplier_id AND s.name LIKE ${like}))`);
    }
    return parts.length > 0 ? parts.join(' AND ') : 'true';
  }

  /** One order with lines, parcels, refunds and timeline; one statement. An order outside the scope does not exist: `not_found`. */
  async view(scope: OrderScope, orderId: string): Promise<OrderView> {
    const values: unknown[] = [orderId];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const within =
      'userId' in scope
        ? `o.user_id = ${bind(scope.userId)}`
        : 'supplierId' in scope
          ? `o.supplier_id = ${bind(scope.supplierId)}`
          : coversSql(PLACE, scope, bind);
    const row = await this.db.one<{ view: Omit<OrderView, 'can'> }>(`${VIEW} WHERE o.id = $1 AND ${within}`, values);
    if (!row) throw new DomainError('not_found');
    const { view } = row;
    const actions = allowedActions(view.status);
    const buyer = 'userId' in scope;
    const supplier = 'supplierId' in scope;
    const receiver = buyer || supplier ? view.receiver : { ...view.receiver, phone: maskPhone(view.receiver.phone) };
    const can = {
      pay: buyer && actions.pay,
      cancel: buyer && actions.cancel,
      confirm: buyer && actions.confirm,
      ship: supplier && actions.ship,
      endRest: (buyer || supplier) && actions.endRest,
    };
    // Where to pay is the buyer's alone.
    const payment = buyer ? view.payment : { ...view.payment, payUrl: null };
    return { ...view, receiver, payment, can };
  }
}

function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');
}

const VIEW = `SELECT jsonb_build_object(
    'id', o.id, 'number', o.number, 'checkoutId', o.checkout_id, 'status', o.status,
    'supplier', jsonb_build_object('id', s.id, 'name', s.name), 'buyerName', u.name,
    'goodsFen', o.goods_fen, 'freightFen', o.freight_fen, 'discountFen', o.discount_fen, 'totalFen', o.total_fen,
    'refundedFen', (SELECT coalesce(sum(amount_fen), 0) FROM refund f WHERE f.holder = o.id AND f.status = 'succeeded'),
    'receiver', jsonb_build_object('name', o.receiver, 'phone', o.phone, 'regionPath', o.region_path, 'detail', o.detail),
    'remark', o.remark, 'createdAt', o.created_at, 'expiresAt', o.expires_at, 'autoConfirmAt', o.auto_confirm_at,
    'payment', ${PAYMENT_JSON},
    'lines', (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'skuId', l.sku_id, 'productId', l.product_id, 'productName', l.product_name,
        'skuName', l.sku_name, 'photo', l.photo_key, 'certificateNumber', l.certificate_number, 'countyName', l.county_name,
        'priceFen', l.price_fen, 'quantity', l.quantity, 'shippedQuantity', l.shipped_quantity,
        'endedQuantity', l.ended_quantity, 'discountFen', l.discount_fen,
        'netWeightGrams', l.net_weight_grams, 'lineFen', l.line_fen) ORDER BY l.id)
      FROM order_line l WHERE l.order_id = o.id),
    'refunds', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'amountFen', f.amount_fen, 'status', f.status, 'reason', f.reason,
        'createdAt', f.created_at, 'finishedAt', f.finished_at) ORDER BY f.id), '[]') FROM refund f WHERE f.holder = o.id),
    'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('from', t.from_status, 'to', t.to_status, 'at', t.at, 'actor', t.actor_name,
        'note', t.note) ORDER BY t.at, t.id), '[]') FROM order_step t WHERE t.order_id = o.id),
    'parcels', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'carrier', k.carrier, 'waybill', k.waybill, 'status', k.status,
        'shippedAt', k.shipped_at, 'lines', k.lines, 'events', k.events) ORDER BY k.shipped_at, k.waybill), '[]')
      FROM order_parcel k WHERE k.order_id = o.id)) AS view
  FROM sales_order o JOIN organisation s ON s.id = o.supplier_id JOIN app_user u ON u.id = o.user_id
    JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id`;
