import type { Invariant } from '@yigou/platform';

/** Of stock, its movements and what is reserved of it. */
export const INVENTORY_INVARIANTS: readonly Invariant[] = [
  {
    name: 'stock: on hand is the sum of movements',
    sql: `SELECT s.sku_id, s.on_hand, m.pieces FROM stock s
      LEFT JOIN (SELECT sku_id, sum(delta) AS pieces FROM stock_movement GROUP BY sku_id) m ON m.sku_id = s.sku_id
      WHERE s.on_hand <> coalesce(m.pieces, 0)`,
  },
  {
    name: 'stock: reserved is the sum of live reservations',
    sql: `SELECT s.sku_id, s.reserved, r.pieces FROM stock s
      LEFT JOIN (SELECT sku_id, sum(quantity - consumed - released) AS pieces FROM reservation GROUP BY sku_id) r ON r.sku_id = s.sku_id
      WHERE s.reserved <> coalesce(r.pieces, 0)`,
  },
  {
    name: 'stock: nothing is reserved that is not there',
    sql: 'SELECT sku_id, on_hand, reserved FROM stock WHERE NOT (0 <= reserved AND reserved <= on_hand)',
  },
];
