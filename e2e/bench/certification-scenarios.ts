// What certification is measured by: work lists of three offices, the public list, verification, and a night in which very many terms end.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { ExpiryResult } from './figures.ts';
import type { BenchMarket } from './bench-market.ts';
import { consoleHeaders, prepareReviewer } from './people.ts';
import { column, cycle, reading } from './reading.ts';
import type { Load, Scenario } from './scenarios.ts';

const REVIEWS = '/api/v1/admin/reviews?limit=24';
const PAGES = 20;

/** The work list of a county with much work, of a province and of the whole country: pages from the first to the twentieth. */
export async function reviews(market: BenchMarket): Promise<Scenario> {
  const busiest = (part: string, status: string): Promise<string[]> =>
    column(
      market,
      `SELECT ${part} FROM application WHERE status = '${status}' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    );
  const [[county = ''], [province = '']] = await Promise.all([
    busiest('region_code', 'county_review'),
    busiest('province', 'province_review'),
  ]);
  const seats = { county, province, national: '' };
  const variants: Record<string, (units: number) => Load> = {};
  for (const [level, regionPrefix] of Object.entries(seats)) {
    const headers = consoleHeaders(await prepareReviewer(market, regionPrefix));
    const paths = await market.buyers.ask('walk', { path: REVIEWS, pages: PAGES, headers });
    const read = reading(market, { items: 24, total: 24 }, headers);
    variants[level] = (units) => read(cycle(paths, units));
  }
  return { variants };
}

/** The public list, pages of the whole country and of provinces. */
export async function publicity(market: BenchMarket): Promise<Scenario> {
  const base = '/api/v1/publicity?limit=24';
  const provinces = await column<string>(
    market,
    `SELECT province || '0000' FROM application WHERE status = 'publicity' GROUP BY 1 HAVING count(*) >= 24`,
  );
  const paths = [
    ...(await market.buyers.ask('walk', { path: base, pages: PAGES })),
    ...provinces.map((code) => `${base}&region=${code}`),
  ];
  const read = reading(market, { items: 24, total: 24 });
  return {
    variants: {
      hot: (units) => read(cycle(paths.slice(0, 4), units)),
      cold: (units) => read(cycle(paths, units)),
    },
  };
}

/** Verification by number, with chain, history and inspections. */
export async function verification(market: BenchMarket): Promise<Scenario> {
  const numbers = await column<string>(market, 'SELECT number FROM certificate ORDER BY md5(number) LIMIT 5000');
  const paths = numbers.map((number) => `/api/v1/certificates/${encodeURIComponent(number)}`);
  const read = reading(market, {});
  return {
    variants: {
      hot: (units) => read(cycle(paths.slice(0, 10), units)),
      cold: (units) => read(cycle(paths, units)),
    },
  };
}

const LIVE = "status IN ('valid', 'suspended')";
const SAMPLE_MS = 20;
const LOOK_MS = 250;
const GIVE_UP_MS = 30 * 60_000;

/** How long anybody has been holding locks on certificates, in milliseconds, at worst; looked at all the time until `stop()`. */
async function watchLocks(url: string): Promise<{ stop: () => Promise<number> }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const self = { longestMs: 0, running: true };
  const watching = (async () => {
    while (self.running) {
      const { rows } = await client.query<{ ms: number }>(
        `SELECT coalesce(max(extract(epoch FROM clock_timestamp() - a.xact_start)), 0)::float8 * 1000 AS ms
         FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid AND l.relation = 'certificate'::regclass AND l.mode = 'RowExclusiveLock'
         WHERE a.datname = current_database() AND a.usename <> current_user`,
      );
      self.longestMs = Math.max(self.longestMs, rows[0]?.ms ?? 0);
      await sleep(SAMPLE_MS);
    }
    await client.end();
  })();
  return {
    stop: async () => {
      self.running = false;
      await watching;
      return self.longestMs;
    },
  };
}

/** The terms of so many certificates are over at once; the worker finds them by its schedule. */
export async function expiry(market: BenchMarket, units: number): Promise<ExpiryResult> {
  const { rows } = await market.db.query<{ due: number }>(
    `WITH due AS (UPDATE certificate SET valid_to = current_date - 2 WHERE id IN (SELECT id FROM certificate WHERE ${LIVE} AND number LIKE 'BENCH-%' LIMIT $1)
       RETURNING 1) SELECT count(*)::int AS due FROM due`,
    [units],
  );
  const due = rows[0]?.due ?? 0;
  await market.calm();
  const locks = await watchLocks(market.measureUrl);
  const left = async (): Promise<number> => {
    const { rows: open } = await market.db.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM certificate WHERE ${LIVE} AND valid_to < current_date - 1`,
    );
    return open[0]?.left ?? 0;
  };
  const givenUp = performance.now() + GIVE_UP_MS;
  let [started, seconds, remaining] = [0, 0, due];
  while (remaining > 0 && performance.now() < givenUp) {
    await sleep(LOOK_MS);
    remaining = await left();
    if (started === 0 && remaining < due) started = performance.now() - LOOK_MS;
  }
  if (started > 0) seconds = (performance.now() - started) / 1000;
  return { due, left: remaining, seconds, longestLockMs: await locks.stop() };
}
