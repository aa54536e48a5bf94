import { MAY_SELL } from '@yigou/certification';
import { type Invariant, MARKET_TODAY, publishedLatelySql } from '@yigou/platform';
import { StandingChanged } from '@yigou/suppliers';

const DECISIONS: readonly Invariant[] = [
  {
    name: 'certification: a decision in force holds its certificate or supplier',
    sql: `SELECT s.id, s.kind, c.status AS certificate, f.status AS supplier FROM sanction s
        LEFT JOIN certificate c ON c.id = s.certificate_id LEFT JOIN supplier_file f ON f.supplier_id = s.supplier_id
      WHERE s.status = 'in_force' AND CASE s.kind WHEN 'suspension' THEN c.status = 'valid' WHEN 'withdrawal' THEN c.status <> 'withdrawn'
        WHEN 'freeze' THEN f.status NOT IN ('frozen', 'removed', 'blacklisted')
        WHEN 'removal' THEN f.status NOT IN ('removed', 'blacklisted') ELSE f.status <> 'blacklisted' END IS NOT FALSE`,
  },
  {
    name: 'certification: what is suspended, withdrawn, frozen, removed or black-listed is so by a decision in force or a change review',
    sql: `SELECT c.id, c.status FROM certificate c WHERE c.status IN ('suspended', 'withdrawn')
        AND NOT EXISTS (SELECT FROM sanction s WHERE s.status = 'in_force' AND s.certificate_id = c.id
          AND s.kind = CASE c.status WHEN 'withdrawn' THEN 'withdrawal' ELSE s.kind END)
        AND NOT EXISTS (SELECT FROM sanction s WHERE s.status = 'in_force' AND s.certificate_id IS NULL AND s.supplier_id = c.supplier_id)
        AND NOT (c.status = 'suspended' AND EXISTS (SELECT FROM application a WHERE a.certificate_id = c.id AND a.stops_sales))
      UNION ALL SELECT f.supplier_id, f.status FROM supplier_file f
      WHERE f.status IN ('frozen', 'removed', 'blacklisted') AND NOT EXISTS (SELECT FROM sanction s
        WHERE s.status = 'in_force' AND s.certificate_id IS NULL AND s.supplier_id = f.supplier_id
          AND s.kind = CASE f.status WHEN 'frozen' THEN 'freeze' WHEN 'removed' THEN 'removal' ELSE 'blacklist' END)`,
  },
];

const BATCHES: readonly Invariant[] = [
  {
    name: 'batches: what a batch has shipped is in its parcels',
    sql: `SELECT b.id, b.number, b.shipped_grams, coalesce(p.grams, 0) AS in_parcels, b.quantity_grams FROM batch b LEFT JOIN (
        SELECT k.batch_id, sum(k.quantity::bigint * l.net_weight_grams) AS grams FROM parcel_line k JOIN order_line l ON l.id = k.order_line_id
        WHERE k.batch_id IS NOT NULL GROUP BY k.batch_id) p ON p.batch_id = b.id
      WHERE b.shipped_grams <> coalesce(p.grams, 0) OR b.shipped_grams > b.quantity_grams`,
  },
  {
    name: 'batches: a parcel’s batch is its order’s supplier’s',
    sql: `SELECT k.parcel_id, k.batch_id, b.supplier_id AS batch_of, o.supplier_id AS order_of FROM parcel_line k JOIN batch b ON b.id = k.batch_id
        JOIN order_line l ON l.id = k.order_line_id JOIN sales_order o ON o.id = l.order_id
      WHERE b.supplier_id <> o.supplier_id`,
  },
];

/** Where the standing of the product's certificate `c` or supplier `p.supplier_id` changed a moment ago, the shelves may be about to follow. */
const NEWS = publishedLatelySql(
  StandingChanged.name,
  "e.payload -> 'certificateIds' ? c.id::text OR e.payload -> 'supplierIds' ? p.supplier_id::text",
);
const STANDING =
  'LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id LEFT JOIN certificate c ON c.id = p.certificate_id';

const SHELVES: readonly Invariant[] = [
  {
    name: 'shelves: what is listed and may be sold is on the shelves once, as its own supplier’s',
    // A term that begins today brings its goods to the shelves within the day.
    sql: `SELECT p.id, l.product_id IS NOT NULL AS on_shelf FROM product p ${STANDING} LEFT JOIN listing l ON l.product_id = p.id
      WHERE p.status = 'listed' AND EXISTS (SELECT 1 FROM sku k WHERE k.product_id = p.id AND k.active)
        AND (l.supplier_id <> p.supplier_id
          OR (l.product_id IS NULL AND ${MAY_SELL} IS TRUE AND c.valid_from IS DISTINCT FROM ${MARKET_TODAY} AND NOT ${NEWS}))`,
  },
  {
    name: 'shelves: nothing is on the shelves that is not listed or may not be sold',
    sql: `SELECT l.product_id, p.status, c.status AS certificate, f.status AS supplier, l.shelf_to
      FROM listing l JOIN product p ON p.id = l.product_id ${STANDING}
      WHERE p.status <> 'listed' OR NOT EXISTS (SELECT 1 FROM sku k WHERE k.product_id = p.id AND k.active)
        OR ((l.shelf_to IS NULL OR l.shelf_to >= ${MARKET_TODAY}) AND ${MAY_SELL} IS NOT TRUE AND NOT ${NEWS})`,
  },
];

/** Of decisions and what they hold, of batches and their parcels, and of the shelves that depend on all of them. */
export const STANDING_INVARIANTS: readonly Invariant[] = [...DECISIONS, ...BATCHES, ...SHELVES];
