// Budget units by SQL, straight into the benchmark's own database: a tree of depth 6 with its year's filings and what was counted of them, and units whose people buy.
import { setTimeout } from 'node:timers/promises';
import type { BenchMarket } from './bench-market.ts';
import type { Buyer } from './figures.ts';
import { prepareBuyers } from './people.ts';

/** Units right below each unit: 100,000 stand at six levels. */
const FAN = 10;
const REGION = '420000';
const SETTLED_WITHIN_MS = 600_000;
const YEAR = `extract(year FROM now() AT TIME ZONE 'Asia/Shanghai')::int`;

/** From the top down, a unit each for the numbers from 1 to $1; the first is at the top. */
const TREE = [
  `CREATE TEMP TABLE bench_unit AS WITH county AS (SELECT array_agg(code ORDER BY code) AS codes FROM region WHERE code LIKE '42%' AND code NOT LIKE '%00')
   SELECT n, gen_random_uuid() AS id, codes[1 + n % cardinality(codes)] AS region_code FROM generate_series(1, $1::int) AS n, county`,
  `CREATE UNIQUE INDEX ON bench_unit (n)`,
  `INSERT INTO organisation (id, kind, name, region_code) SELECT id, 'agency', '压测单位 ' || n, region_code FROM bench_unit`,
  `INSERT INTO budget_unit (organisation_id) SELECT id FROM bench_unit`,
  `INSERT INTO budget_unit_place (unit_id, parent_id, region_code, valid_from)
   SELECT u.id, above.id, u.region_code, '2020-01-01' FROM bench_unit u LEFT JOIN bench_unit above ON u.n > 1 AND above.n = (u.n - 2) / ${FAN} + 1`,
  `WITH RECURSIVE up AS (
     SELECT n, n AS at, 0 AS depth FROM bench_unit
     UNION ALL SELECT n, (at - 2) / ${FAN} + 1, depth + 1 FROM up WHERE at > 1)
   INSERT INTO budget_unit_path (ancestor_id, unit_id, depth, valid_from)
   SELECT above.id, u.id, up.depth, '2020-01-01' FROM up JOIN bench_unit u ON u.n = up.n JOIN bench_unit above ON above.n = up.at`,
  `INSERT INTO share_filing (id, unit_id, year, version, status, canteen, canteen_total_fen, ratio_bp, reserved_fen, minimum_bp, filed_at)
   SELECT gen_random_uuid(), id, ${YEAR}, 1, CASE WHEN n % 17 = 0 THEN 'submitted' ELSE 'in_force' END, 'own', 50000000, 1000 - less, 50000 * (100 - less / 10), 1000, now()
   FROM bench_unit, LATERAL (SELECT CASE WHEN n % 25 = 1 THEN 100 ELSE 0 END AS less) AS l WHERE n % 10 <> 0`,
  `INSERT INTO share_year (unit_id, year, bought_fen, counted_fen) SELECT id, ${YEAR}, 3000000, 2000000 + n FROM bench_unit WHERE n % 3 <> 0`,
] as const;

/**
 * Writes so many units in one tree. Foreign keys are not looked up meanwhile, and nothing is noted of it: the year of the sums begins anew, and the worker folds all units
 * into it, as it does when a year comes. Answers the seconds that took.
 */
export async function writeUnits({ db }: BenchMarket, units: number): Promise<number> {
  await db.query('SET session_replication_role = replica');
  try {
    for (const text of TREE) await db.query(text, text.includes('$1') ? [units] : []);
  } finally {
    await db.query('SET session_replication_role = origin');
  }
  await db.query('VACUUM (ANALYZE)');
  await db.query('DELETE FROM share_sum_year');
  const started = performance.now();
  for (;;) {
    const { rows } = await db.query('SELECT 1 FROM share_sum_year WHERE ready');
    if (rows.length > 0) break;
    if (performance.now() - started > SETTLED_WITHIN_MS) throw new Error('the sums of the year were not ready in time');
    await setTimeout(200);
  }
  return (performance.now() - started) / 1000;
}

/** The manager of the unit of this number in the tree, signed in at the console. */
export async function prepareSupervisor(market: BenchMarket, n: number): Promise<Buyer> {
  const [manager] = await prepareBuyers(market, 1);
  if (!manager) throw new Error('nobody was prepared');
  await market.db.query(
    `INSERT INTO membership (user_id, organisation_id, role) SELECT $1, id, 'manager' FROM bench_unit WHERE n = $2`,
    [manager.id, n],
  );
  await market.db.query("UPDATE session SET client = 'admin' WHERE user_id = $1", [manager.id]);
  return manager;
}

export interface BuyingUnit {
  readonly budgetId: string;
  readonly buyers: readonly Buyer[];
}
/** A unit at the top with one budget, and so many people who buy for it. */
export async function prepareBuyingUnit(
  market: BenchMarket,
  { buyers: count, ceilingFen }: { readonly buyers: number; readonly ceilingFen: number },
): Promise<BuyingUnit> {
  const buyers = await prepareBuyers(market, count, { withAddress: true });
  const { rows } = await market.db.query<{ budgetId: string }>(
    `WITH office AS (INSERT INTO organisation (id, kind, name, region_code) VALUES (gen_random_uuid(), 'agency', '压测采购单位', '${REGION}') RETURNING id),
     unit AS (INSERT INTO budget_unit (organisation_id) SELECT id FROM office),
     place AS (INSERT INTO budget_unit_place (unit_id, region_code, valid_from) SELECT id, '${REGION}', '2020-01-01'::date FROM office),
     path AS (INSERT INTO budget_unit_path (ancestor_id, unit_id, depth, valid_from) SELECT id, id, 0, '2020-01-01'::date FROM office),
     people AS (INSERT INTO membership (user_id, organisation_id, role, duties)
       SELECT user_id, office.id, 'clerk', ARRAY['buy'] FROM office, unnest($1::uuid[]) AS t (user_id)),
     made AS (INSERT INTO budget (id, unit_id, year, kind, reach, name, ceiling_fen)
       SELECT gen_random_uuid(), id, ${YEAR}, 'canteen', 'own', '压测预算', $2 FROM office RETURNING id),
     entered AS (INSERT INTO budget_entry (id, budget_id, kind, amount_fen, by_id, reason) SELECT gen_random_uuid(), id, 'ceiling', $2, $3, '压测' FROM made)
     SELECT id AS "budgetId" FROM made`,
    [buyers.map(({ id }) => id), ceilingFen, buyers[0]?.id],
  );
  return { budgetId: rows[0]?.budgetId ?? '', buyers };
}
