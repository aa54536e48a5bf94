import { Injectable } from '@nestjs/common';
import type { Dashboard, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Jurisdiction, PlaceSql } from '@yigou/identity';
import { Database, Filter, MARKET_TODAY_OF_TRANSACTION, PolicyParameters, startOfMarketDay } from '@yigou/platform';
import { PLACES } from './sources';
import { inRegion } from './sql';

const TOP_COUNTIES = 12;
const SUPPLIER_DAYS = 30;
const LOW_STOCK_ROWS = 20;

/** What the start pages show. Sales are paid orders, on the day of their payment in China; amounts are fen with freight. */
@Injectable()
export class Dashboards {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** Figures of the last `days` days, today included, and of as many before them; one statement. */
  async administration(scope: Jurisdiction, query: RouteInput<'adminDashboard'>['query']): Promise<Dashboard> {
    const filter = new Filter();
    const days = `${filter.bind(query.days)}::int`;
    const where = (place: PlaceSql) => inRegion(filter.bind, place, scope, query.region);
    const rows = await this.db.query<{ board: Dashboard }>(
      `WITH ${calendar(days)},
       sold AS MATERIALIZED (
         SELECT s.*, s.paid_at >= c.since AS recent FROM report_sale s, calendar c
         WHERE s.paid_at >= c.before AND ${where(PLACES.sale)}),
       line AS (
         SELECT coalesce(g.parent_slug, g.slug) AS slug, s.order_id, l.line_fen - l.discount_fen - l.given_back_fen
           - (l.price_fen * (l.ended_quantity + l.refused_quantity)
             - round(l.discount_fen::numeric * (l.ended_quantity + l.refused_quantity) / l.quantity)) AS fen
         FROM sold s JOIN order_line l ON l.order_id = s.order_id JOIN category g ON g.slug = l.category_slug WHERE s.recent)
       SELECT jsonb_build_object(
         'totals', (SELECT jsonb_build_object('orders', count(*), 'salesFen', coalesce(sum(total_fen), 0), 'buyers', count(DISTINCT user_id))
             FROM sold WHERE recent)
           || (SELECT jsonb_build_object('suppliers', count(*)) FROM report_supplier v WHERE ${where(PLACES.supplier)})
           || (SELECT jsonb_build_object('products', count(*), 'counties', count(DISTINCT p.county_code))
               FROM product p WHERE p.status = 'listed' AND ${where(PLACES.productRow)})
           || (SELECT jsonb_build_object('certificates', count(*)) FROM report_certificate v
               WHERE v.status = 'valid' AND ${where(PLACES.certificate)}),
         'previous', (SELECT jsonb_build_object('orders', count(*), 'salesFen', coalesce(sum(total_fen), 0)) FROM sold WHERE NOT recent),
         'byDay', (${byDay('FROM sold s WHERE s.recent')}),
         'byCounty', (SELECT coalesce(jsonb_agg(jsonb_build_object('key', key, 'label', label, 'orders', orders, 'salesFen', fen)
               ORDER BY fen DESC, key), '[]')
             FROM (SELECT coalesce(s.region_code, '') AS key, coalesce(r.name, '产地不详') AS label, count(*) AS orders, sum(s.total_fen) AS fen
               FROM sold s LEFT JOIN region r ON r.code = s.region_code WHERE s.recent
               GROUP BY 1, 2 ORDER BY fen DESC, key LIMIT ${TOP_COUNTIES}) AS county),
         'byCategory', (SELECT coalesce(jsonb_agg(jsonb_build_object('key', slug, 'label', name, 'orders', orders, 'salesFen', fen)
               ORDER BY fen DESC, slug), '[]')
             FROM (SELECT line.slug, g.name, count(DISTINCT order_id) AS orders, sum(fen) AS fen
               FROM line JOIN category g ON g.slug = line.slug GROUP BY line.slug, g.name) AS shelf),
         'byStatus', (SELECT coalesce(jsonb_agg(jsonb_build_object('status', status, 'orders', orders) ORDER BY orders DESC, status), '[]')
             FROM (SELECT o.status, count(*) AS orders FROM sales_order o, calendar c
               WHERE o.created_at >= c.since AND ${where(PLACES.orderRow)} GROUP BY o.status) AS state)) AS board`,
      filter.values,
    );
    return rows[0]?.board as Dashboard;
  }

  /** A supplier's own: what is to do now, its whole trade, and its last 30 days; one statement. */
  async supplier(supplierId: string): Promise<RouteResponse<'supplierDashboard'>> {
    const low = await this.policy.get('stock.low_pieces');
    const rows = await this.db.query<{ board: RouteResponse<'supplierDashboard'> }>(
      `WITH ${calendar('$2::int')},
       state AS (SELECT o.status, count(*) AS orders FROM sales_order o WHERE o.supplier_id = $1 GROUP BY o.status)
       SELECT jsonb_build_object(
         'toShip', (SELECT coalesce(sum(orders), 0) FROM state WHERE status IN ('to_ship', 'part_shipped')),
         'inTransit', (SELECT coalesce(sum(orders), 0) FROM state WHERE status = 'shipped'),
         'unpaid', (SELECT coalesce(sum(orders), 0) FROM state WHERE status = 'pending_payment'),
         'lowStock', (SELECT coalesce(jsonb_agg(jsonb_build_object('skuId', id, 'productId', product_id, 'productName', product_name,
               'skuName', name, 'available', available) ORDER BY available, product_name, id), '[]')
             FROM (SELECT k.id, k.product_id, p.name AS product_name, k.name, coalesce(w.on_hand - w.reserved, 0) AS available
               FROM product p JOIN sku k ON k.product_id = p.id AND k.active LEFT JOIN stock w ON w.sku_id = k.id
               WHERE p.supplier_id = $1 AND p.status = 'listed' AND coalesce(w.on_hand - w.reserved, 0) <= $3
               ORDER BY available, product_name, k.id LIMIT ${LOW_STOCK_ROWS}) AS low),
         'byDay', (${byDay('FROM report_sale s, calendar c WHERE s.supplier_id = $1 AND s.paid_at >= c.since')}),
         'totals', (SELECT jsonb_build_object('orders', count(*), 'salesFen', coalesce(sum(total_fen), 0)) FROM report_sale WHERE supplier_id = $1)
           || (SELECT jsonb_build_object('products', count(*)) FROM product WHERE supplier_id = $1)) AS board`,
      [supplierId, SUPPLIER_DAYS, low],
    );
    return rows[0]?.board as RouteResponse<'supplierDashboard'>;
  }
}

/** One row: the first of the last `days` days, when it began, and when as many days before began. */
function calendar(days: string): string {
  return `today AS (SELECT ${MARKET_TODAY_OF_TRANSACTION} AS day),
    calendar AS (
      SELECT day AS last, day - (${days} - 1) AS first, ${startOfMarketDay(`day - (${days} - 1)`)} AS since,
        ${startOfMarketDay(`day - (2 * ${days} - 1)`)} AS before FROM today)`;
}

/** Every day of the calendar, also those without a sale. */
function byDay(sales: string): string {
  return `SELECT jsonb_agg(jsonb_build_object('day', to_char(d.day, 'YYYY-MM-DD'), 'orders', coalesce(n.orders, 0),
      'salesFen', coalesce(n.fen, 0)) ORDER BY d.day)
    FROM (SELECT (first + i) AS day FROM calendar, generate_series(0, last - first) AS i) AS d
      LEFT JOIN (SELECT s.day, count(*) AS orders, sum(s.total_fen) AS fen ${sales} GROUP BY s.day) AS n ON n.day = d.day`;
}
