// The bars of the market's speed, each with what was measured.
import type { Bar, Figure, SizeRun } from './figures.ts';
import { apiAndPostgres } from './measure.ts';

const SUPERVISION = ['tree', 'bureau', 'missing', 'minimum', 'county'];
const READ_BARS = [
  { scenario: 'list', variants: ['hot', 'cold'], times: 2 },
  { scenario: 'detail', variants: ['hot', 'cold'], times: 2 },
  { scenario: 'search', variants: ['hot', 'cold'], times: 6 },
  { scenario: 'addToCart', variants: [''], times: 4 },
  { scenario: 'reviews', variants: ['county', 'province', 'national'], times: 3 },
  { scenario: 'publicity', variants: ['hot', 'cold'], times: 3 },
  { scenario: 'verification', variants: ['hot', 'cold'], times: 3 },
  { scenario: 'supervision', variants: SUPERVISION, times: 5 },
];
/** Milliseconds of CPU of API, PostgreSQL and worker for one unit, at every size of the catalogue. */
const UNIT_BARS = [
  { scenario: 'list', variant: 'unseen', floor: 'floorRows', most: 1 },
  { scenario: 'list', variant: 'cold', floor: 'floorRows', most: 0.7 },
  { scenario: 'detail', variant: 'cold', floor: 'floorRows', most: 0.5 },
  { scenario: 'search', variant: 'cold', floor: 'floorRows', most: 1.5 },
  { scenario: 'addToCart', variant: '', floor: 'floorRows', most: 0.8 },
  { scenario: 'checkout', variant: '', floor: 'floorOrder', most: 10 },
];
/** Of the time that PostgreSQL executes, it may plan so much in every scenario. */
const PLANNING_SHARE = 0.1;
const STATEMENT_BARS = [
  { scenario: 'list', variants: ['cold', 'unseen'], most: 1 },
  { scenario: 'detail', variants: ['cold'], most: 1 },
  { scenario: 'search', variants: ['cold'], most: 2 },
  { scenario: 'addToCart', variants: [''], most: 4 },
  { scenario: 'checkout', variants: [''], most: 18 },
  // The session, and the list.
  { scenario: 'reviews', variants: ['county', 'province', 'national'], most: 2 },
  { scenario: 'publicity', variants: ['cold'], most: 2 },
  { scenario: 'verification', variants: ['cold'], most: 2 },
  // The session, the totals, and the page.
  { scenario: 'supervision', variants: SUPERVISION, most: 3 },
  { scenario: 'bulkOrder', variants: [''], most: 15 },
  // Without transaction control; the session is one of them.
  { scenario: 'joining', variants: [''], most: 6 },
];
/** A night of 100,000 ends of terms. */
const EXPIRY_MINUTES = 10;
const EXPIRY_LOCK_MS = 1_000;
/** A campaign of 100,000 pledges that fails. */
const CLOSING_MINUTES = 10;
/** At 64 connections joiners of one campaign get on at least at 70 % of the pace of 16. */
const NO_HOT_ROW = { from: 16, to: 64, times: 1 / 0.7 };
const ORDER_BARS = [
  { scenario: 'checkout', times: 12 },
  { scenario: 'bulkOrder', times: 40 },
  { scenario: 'joining', times: 10 },
];
const GROWTH = 1.5;
const READY_MS = 3_000;
const RESIDENT_MB = 250;
const WATCHED_MB = 300;
/** Microseconds of CPU for one watcher and one change. */
const WATCHED_US = 50;
/** Growth is about the work of a request; what is below this many CPU milliseconds is the clock's grain. */
const GRAIN_MS = 0.02;

export const label = (scenario: string, variant: string): string => (variant ? `${scenario} ${variant}` : scenario);
const bar = (name: string, value: number, limit: number, unit: string): Bar => ({
  name,
  value,
  limit,
  unit,
  ok: value <= limit,
});

/** What one unit of a scenario costs, beside its floor of the same run. */
export interface UnitCost {
  readonly name: string;
  readonly ms: number;
  readonly floorMs: number;
  readonly most: number;
  readonly planMs: number;
  readonly executionMs: number;
}

const withWorker = (one: Figure): number => apiAndPostgres(one) + one.cpuPer1000.worker;

/** One row for each scenario that has a bar of its own, as far as it was measured. */
export function unitCosts(run: SizeRun, judgedAt: number): UnitCost[] {
  return UNIT_BARS.flatMap(({ scenario, variant, floor, most }) => {
    const one = run.measured.find(
      (other) => other.scenario === scenario && other.variant === variant && other.concurrency === judgedAt,
    );
    if (!one) return [];
    const { planMs, executionMs } = one.sql;
    const floorMs = floorOf(run, floor, judgedAt);
    return [{ name: label(scenario, variant), ms: withWorker(one), floorMs, most, planMs, executionMs }];
  });
}

function floorOf(run: SizeRun, scenario: string, judgedAt: number): number {
  const seen = run.floors.filter((one) => one.scenario === scenario && one.concurrency === judgedAt);
  return seen.reduce((sum, one) => sum + apiAndPostgres(one), 0) / seen.length;
}

/** @param run figures of one size */
export function barsOf(run: SizeRun, judgedAt: number): Bar[] {
  const at = (name: string, variant: string): Figure | undefined =>
    run.measured.find((one) => one.scenario === name && one.variant === variant && one.concurrency === judgedAt);
  const floor = (name: string): number => floorOf(run, name, judgedAt);
  const bars: Bar[] = unitCosts(run, judgedAt).map(({ name, ms, most }) =>
    bar(`${name}: CPU of API + PostgreSQL + worker`, ms, most, 'ms/unit'),
  );
  for (const one of run.measured.filter(({ concurrency, sql }) => concurrency === judgedAt && sql.executionMs > 0)) {
    const share = (100 * one.sql.planMs) / one.sql.executionMs;
    bars.push(bar(`${label(one.scenario, one.variant)}: planning against execution`, share, 100 * PLANNING_SHARE, '%'));
  }
  for (const { scenario, variants, times } of READ_BARS) {
    for (const variant of variants) {
      const one = at(scenario, variant);
      if (one)
        bars.push(
          bar(
            `${label(scenario, variant)}: CPU against the 24-row floor`,
            apiAndPostgres(one) / floor('floorRows'),
            times,
            '×',
          ),
        );
    }
  }
  for (const { scenario, times } of ORDER_BARS) {
    const sold = at(scenario, '');
    if (sold) {
      const ratio = apiAndPostgres(sold) / floor('floorOrder');
      bars.push(bar(`${scenario}: CPU of API + PostgreSQL against the order floor`, ratio, times, '×'));
    }
  }
  for (const { scenario, variants, most } of STATEMENT_BARS) {
    for (const variant of variants) {
      const one = at(scenario, variant);
      if (one) bars.push(bar(`${label(scenario, variant)}: SQL statements`, one.sql.statements, most + 0.05, ''));
    }
  }
  bars.push(bar('API ready after its process started', run.readyMs, READY_MS, 'ms'));
  bars.push(bar('API resident memory after the run', run.apiResidentMb, RESIDENT_MB, 'MB'));
  if (run.expiry) {
    const { due, left, seconds, longestLockMs } = run.expiry;
    const minutes = left > 0 ? Infinity : ((seconds / 60) * 100_000) / due;
    bars.push(bar('expiry: minutes per 100,000 certificates', minutes, EXPIRY_MINUTES, 'min'));
    bars.push(bar('expiry: longest lock on certificates', longestLockMs, EXPIRY_LOCK_MS, 'ms'));
  }
  const pace = (concurrency: number) =>
    run.measured.find((one) => one.scenario === 'joining' && one.concurrency === concurrency)?.perSecond;
  const [few, many] = [pace(NO_HOT_ROW.from), pace(NO_HOT_ROW.to)];
  if (few && many) bars.push(bar('joining: pace at 16 against 64 connections', few / many, NO_HOT_ROW.times, '×'));
  if (run.closing) {
    const { pledges, left, seconds } = run.closing;
    const minutes = left > 0 ? Infinity : ((seconds / 60) * 100_000) / pledges;
    bars.push(bar('closing: minutes per 100,000 pledges given back', minutes, CLOSING_MINUTES, 'min'));
  }
  if (run.watchers) {
    const { watchers, residentMb, movingShare, restingShare } = run.watchers;
    const each = ((movingShare - restingShare) * 1e6) / watchers;
    bars.push(bar(`API resident memory with ${watchers} watchers`, residentMb, WATCHED_MB, 'MB'));
    bars.push(bar('watchers: CPU for one watcher and one change', each, WATCHED_US, 'µs'));
  }
  if (run.contention) {
    const { heldByTheBooks, sold: answered, stock, units, errors } = run.contention;
    const exact = Math.min(stock, units + errors);
    const isExact = heldByTheBooks === exact && answered === exact;
    bars.push({
      name: `contention: sold of a stock of ${stock}`,
      value: heldByTheBooks,
      limit: exact,
      unit: '',
      ok: isExact,
    });
  }
  if (run.ceiling) {
    const { encumberedFen, ordersFen, ceilingFen, errors } = run.ceiling;
    const isExact = encumberedFen === ordersFen && encumberedFen <= ceilingFen && errors === 0;
    bars.push({
      name: 'ceiling: fen held of a budget, by orders',
      value: encumberedFen,
      limit: ceilingFen,
      unit: '',
      ok: isExact,
    });
  }
  return bars;
}

/** From the smallest to the largest size, no figure may grow by more than half. */
export function growthBars(runs: readonly SizeRun[], judgedAt: number): Bar[] {
  const [small, large] = [runs[0], runs.at(-1)];
  if (!small || !large || runs.length < 2) return [];
  return large.measured
    .filter((one) => one.concurrency === judgedAt && one.scenario !== 'register')
    .flatMap((one) => {
      const before = small.measured.find(
        (other) => other.scenario === one.scenario && other.variant === one.variant && other.concurrency === judgedAt,
      );
      if (!before) return [];
      const [from, to] = [Math.max(apiAndPostgres(before), GRAIN_MS), Math.max(apiAndPostgres(one), GRAIN_MS)];
      return [
        bar(`${label(one.scenario, one.variant)}: CPU, ${small.size} → ${large.size} products`, to / from, GROWTH, '×'),
      ];
    });
}
