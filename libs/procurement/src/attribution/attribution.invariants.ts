import type { Invariant } from '@yigou/platform';

export const ATTRIBUTION_INVARIANTS: readonly Invariant[] = [
  {
    name: 'share: a unit’s year is the sum of its months, kinds, categories and counties',
    sql: `SELECT y.unit_id, y.year, y.bought_fen, y.counted_fen, s.bought, s.counted FROM share_year y
      LEFT JOIN (SELECT unit_id, year, sum(bought_fen) AS bought, sum(counted_fen) AS counted FROM share_sale GROUP BY unit_id, year) s
        ON s.unit_id = y.unit_id AND s.year = y.year
      WHERE y.bought_fen IS DISTINCT FROM s.bought OR y.counted_fen IS DISTINCT FROM s.counted`,
  },
];
