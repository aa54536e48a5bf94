// One measurement: warm up, count, run, count again.
import { type Amount, type Measurement, PROCESSES, type ProcessorTime, type RunResult } from './figures.ts';
import type { BenchMarket } from './bench-market.ts';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until every event has been relayed and worked off, so that work belongs to the units that caused it. */
async function settleDown(market: BenchMarket): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 200; tries += 1) {
    const { rows } = await market.db.query<{ waiting: string }>(
      `SELECT (SELECT count(*) FROM outbox WHERE relayed_at IS NULL) + (SELECT count(*) FROM event_delivery WHERE parked_at IS NULL) + (SELECT count(*) FROM payment_event WHERE processed_at IS NULL) AS waiting`,
    );
    quiet = Number(rows[0]?.waiting) === 0 ? quiet + 1 : 0;
    await sleep(100);
  }
}

interface Measured extends Pick<Amount, 'units'> {
  readonly run: (units: number) => Promise<RunResult>;
  /** What the units set going is waited for and counted. */
  readonly drains?: boolean;
}

export async function measure(market: BenchMarket, { units, run, drains = false }: Measured): Promise<Measurement> {
  await market.statements.reset();
  const before = await market.processorTime();
  const result = await run(units);
  if (drains) await settleDown(market);
  const after = await market.processorTime();
  const counted = Math.max(1, result.units);
  const cpu = Object.fromEntries(
    PROCESSES.map((name) => [name, ((after[name] - before[name]) * 1000) / counted]),
  ) as ProcessorTime;
  const { top, ...sql } = await market.statements.perUnit(counted);
  return { ...result, cpuPer1000: cpu, sql, top };
}

/** Milliseconds of CPU per unit, API (or what stands in its place) and PostgreSQL. CPU seconds per 1,000 units are the same number. */
export const apiAndPostgres = ({
  cpuPer1000: { api, floor, floorOrders, postgres },
}: Pick<Measurement, 'cpuPer1000'>): number => api + floor + floorOrders + postgres;
