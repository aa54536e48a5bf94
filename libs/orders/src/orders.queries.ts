import { Injectable } from '@nestjs/common';
import type { OrderQuery, OrderRow, OrderView } from '@yigou/contracts';
import { coversSql, type Jurisdiction } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { disputesSql, outsideFenSql } from '@yigou/payments';
import {
  containing,
  Database,
  Filter,
  type Keyset,
  keyset,
  keysetPage,
  latestFirst,
  earliestFirst,
  type Listing,
} from '@yigou/platform';
import { PAYMENT_JSON } from './checkout.queries';
import { EXTENDABLE } from './extend-payment';
import { namedOrders } from './named-orders';
import { allowedActions } from './order-status';
import { ORDER_PLACE, troubleSql } from './order-troubles';

/** Whose orders are read: a buyer's own, a supplier's, or those that an office governs. */
export type OrderScope = { readonly userId: string } | { readonly supplierId: string } | Jurisdiction;

const byTotal = (order: Keyset['order']): Keyset =>
  keyset(order, { sql: 'o.total_fen', kind: 'number' }, { sql: 'o.id', kind: 'id' });
const SORTS = {
  newest: latestFirst('o.created_at', 'o.id'),
  oldest: earliestFirst('o.created_at', 'o.id'),
  total_desc: byTotal('DESC'),
  total_asc: byTotal('ASC'),
} as const;

const LIST: Omit<Listing, 'keyset'> = {
  from: 'sales_order o',
  alias: 'o',
  joins: `JOIN organisation s ON s.id = o.supplier_id JOIN app_user u ON u.id = o.user_id LEFT JOIN region r ON r.code = o.region_code
    CROSS JOIN LATERAL (
      SELECT count(*) AS lines, (jsonb_agg(jsonb_build_object('productName', product_name, 'skuName', sku_name, 'photo', photo_key,
        'quantity', quantity) ORDER BY id))->0 AS first FROM order_line WHERE order_id = o.id) AS l`,
  columns: `jsonb_build_object('id', o.id, 'number', o.number, 'checkoutId', o.checkout_id, 'status', o.status, 'origin', o.origin, 'supplierName', s.name,
    'buyerName', u.name, 'countyName', r.name, 'totalFen', o.total_fen, 'createdAt', o.created_at, 'expiresAt', o.expires_at, 'lineCount', l.lines,
    'firstLine', l.first) AS row`,
};

/** Orders as their buyer, their supplier and the administration see them. */
@Injectable()
export class OrderQueries {
  constructor(private readonly db: Database) {}

  /** A keyset page; one statement. */
  async list(
    scope: OrderScope,
    query: OrderQuery,
  ): Promise<{ items: OrderRow[]; nextCursor: string | null; total: number }> {
    const listing = { ...LIST, keyset: SORTS[query.sort] };
    const { rows, ...page } = await keysetPage<{ row: OrderRow }>(this.db, filterOf(scope, query), listing, query);
    return { ...page, items: rows.map(({ row }) => row) };
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
          : coversSql(ORDER_PLACE, scope, bind);
    const row = await this.db.one<{ view: Omit<OrderView, 'can'>; extendable: boolean }>(
      `${VIEW} WHERE o.id = $1 AND ${within}`,
      values,
    );
    if (!row) throw new DomainError('not_found');
    const { view, extendable } = row;
    const actions = allowedActions(view);
    const buyer = 'userId' in scope;
    const supplier = 'supplierId' in scope;
    const receiver = buyer || supplier ? view.receiver : { ...view.receiver, phone: maskPhone(view.receiver.phone) };
    const can = {
      pay: buyer && actions.pay && view.payment.channel === 'online',
      cancel: buyer && actions.cancel,
      confirm: buyer && actions.confirm,
      ship: supplier && actions.ship,
      endRest: (buyer || supplier) && actions.endRest,
      sign: supplier && actions.sign,
      extend: buyer && extendable && actions.extend,
    };
    // Where to pay is the buyer's alone.
    const payment = buyer ? view.payment : { ...view.payment, payUrl: null };
    return { ...view, receiver, payment, can };
  }
}

function filterOf(scope: OrderScope, query: OrderQuery): Filter {
  const filter = new Filter();
  if ('userId' in scope) filter.equals('o.user_id', scope.userId);
  if ('supplierId' in scope) filter.equals('o.supplier_id', scope.supplierId);
  if ('regionPrefix' in scope) filter.and(coversSql(ORDER_PLACE, scope, filter.bind));
  filter.onDays('o.created_at', query.from, query.to);
  if (query.q)
    filter.and('userId' in scope ? saidSql(query.q, filter) : `o.id = ANY(${namedIn(scope, query.q, filter)})`);
  if (query.only) filter.and(troubleSql(query.only));
  if (query.status?.length) filter.and(`o.status = ANY(${filter.bind(query.status)})`);
  return filter.inRegion('o.region_code', query.region);
}

/** Of a person's own orders, which are few, words are looked for in whatever they say. */
function saidSql(words: string, filter: Filter): string {
  const like = filter.bind(containing(words));
  return `o.number ILIKE ${like} OR o.receiver LIKE ${like}
    OR EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND l.product_name LIKE ${like})
    OR EXISTS (SELECT 1 FROM organisation s WHERE s.id = o.supplier_id AND s.name LIKE ${like})`;
}

/** The filter holds whose orders they are and the days, and nothing yet that few of them may be. */
const namedIn = (scope: Exclude<OrderScope, { userId: string }>, words: string, filter: Filter): string =>
  namedOrders(words, filter.bind, { within: filter.sql, ...scope });

function maskPhone(phone: string): string {
  // Of a landline and its extension too, the first three and the last four digits alone.
  const digits = phone.replaceAll(/\D/g, '');
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
}

const VIEW = `SELECT jsonb_build_object(
    'id', o.id, 'number', o.number, 'checkoutId', o.checkout_id, 'status', o.status, 'origin', o.origin, 'forUnit', o.unit_id IS NOT NULL,
    'supplier', jsonb_build_object('id', s.id, 'name', s.name), 'buyerName', u.name,
    'unitName', (SELECT n.name FROM organisation n WHERE n.id = o.unit_id),
    'contract', (SELECT jsonb_build_object('hash', x.hash, 'signedBy', x.signer_name, 'signedAt', x.signed_at,
        'paymentDays', x.payment_days, 'extensionDays', x.extension_days) FROM order_contract x WHERE x.order_id = o.id),
    'paymentTerms', o.payment_terms, 'dueAt', o.due_at,
    'goodsFen', o.goods_fen, 'freightFen', o.freight_fen, 'discountFen', o.discount_fen, 'totalFen', o.total_fen,
    'refundedFen', (SELECT coalesce(sum(amount_fen), 0) FROM refund f WHERE f.holder = o.id AND f.status = 'succeeded'),
    'receiver', jsonb_build_object('name', o.receiver, 'phone', o.phone, 'regionPath', o.region_path, 'detail', o.detail),
    'delivery', o.delivery, 'remark', o.remark, 'createdAt', o.created_at, 'expiresAt', o.expires_at, 'autoConfirmAt', o.auto_confirm_at,
    'shipBy', (SELECT w.ship_by FROM order_wind_up w WHERE w.order_id = o.id AND w.ended_at IS NULL),
    'payment', ${PAYMENT_JSON},
    'lines', (SELECT jsonb_agg(jsonb_build_object('id', l.id, 'skuId', l.sku_id, 'productId', l.product_id, 'productName', l.product_name,
        'skuName', l.sku_name, 'photo', l.photo_key, 'certificateNumber', l.certificate_number, 'countyName', l.county_name,
        'priceFen', l.price_fen, 'quantity', l.quantity, 'shippedQuantity', l.shipped_quantity,
        'endedQuantity', l.ended_quantity, 'acceptedQuantity', l.accepted_quantity, 'refusedQuantity', l.refused_quantity, 'discountFen', l.discount_fen,
        'netWeightGrams', l.net_weight_grams, 'lineFen', l.line_fen,
        'weight', l.weight_terms, 'acceptedGrams', l.accepted_grams, 'weightRefundFen', l.weight_refund_fen) ORDER BY l.id)
      FROM order_line l WHERE l.order_id = o.id),
    'refunds', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'amountFen', f.amount_fen, 'status', f.status, 'reason', f.reason,
        'createdAt', f.created_at, 'finishedAt', f.finished_at) ORDER BY f.id), '[]') FROM refund f WHERE f.holder = o.id),
    'disputes', ${disputesSql('p.id')}, 'outsideFen', ${outsideFenSql('p.id')},
    'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('from', t.from_status, 'to', t.to_status, 'at', t.at, 'actor', t.actor_name,
        'note', t.note) ORDER BY t.at, t.id), '[]') FROM order_step t WHERE t.order_id = o.id),
    'parcels', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'carrier', k.carrier, 'waybill', k.waybill, 'status', k.status,
        'shippedAt', k.shipped_at, 'lines', k.lines, 'events', k.events) ORDER BY k.shipped_at, k.waybill), '[]')
      FROM order_parcel k WHERE k.order_id = o.id)) AS view, ${EXTENDABLE} AS extendable
  FROM sales_order o JOIN organisation s ON s.id = o.supplier_id JOIN app_user u ON u.id = o.user_id
    JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id`;
