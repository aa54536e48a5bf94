// npm run bench: how fast the market is, what a unit of work costs each process, and how that compares with the least it could cost. The launcher
// (infra/launcher/bench.ts) has built the applications and gives a directory for throw-away data.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { say, step, UserError } from '../../infra/launcher/console.ts';
import { fromUserFolder } from '../../infra/launcher/paths.ts';
import { barsOf, growthBars, label, unitCosts } from './bars.ts';
import { writeCertification } from './certification-data.ts';
import { closing } from './campaign-scenarios.ts';
import { expiry } from './certification-scenarios.ts';
import { BenchMarket } from './bench-market.ts';
import { measure } from './measure.ts';
import type { Amount, Figure, Result, SizeRun } from './figures.ts';
import { benchOptions, type BenchOptions, HELP, type Units } from './options.ts';
import { isMeasurable } from './processor-time.ts';
import { printBars, printRun, printStatements, printUnitCosts } from './report.ts';
import { ceiling } from './procurement-scenarios.ts';
import { writeUnits } from './procurement-data.ts';
import { contention, type Load, MEASURED } from './scenarios.ts';
import { watchers } from './watchers-scenario.ts';

const WARM_UP_AT = 16;
/** PostgreSQL plans a prepared statement anew for its first five runs on each connection, and V8 needs some runs, too. */
const WARM_UP_UNITS = 150;
const warmUpUnits = (units: number): number => Math.min(Math.max(Math.ceil(units / 3), WARM_UP_UNITS), units);

let opened: BenchMarket | undefined;

type Floor = (amount: Amount) => Promise<Result>;

async function floors(market: BenchMarket): Promise<Record<'floorRows' | 'floorOrder', Floor>> {
  const { rows } = await market.db.query<{ score: number; id: string }>(
    `SELECT score, product_id AS id FROM (SELECT score, product_id, row_number() OVER (ORDER BY score, product_id) AS place FROM listing) l
     WHERE place > 24 ORDER BY random() LIMIT 1000`,
  );
  const paths = rows.map(({ score, id }) => `/rows?score=${score}&id=${id}`);
  const origin = `http://127.0.0.1:${market.floorPort}`;
  const atLeast = { items: 24 };
  return {
    floorRows: (amount) => market.buyers.ask('reads', { origin, paths, atLeast, ...amount }),
    floorOrder: (amount) => market.floorOrders.ask('orders', amount),
  };
}

async function measureFloors(market: BenchMarket, options: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  const runs = await floors(market);
  for (const scenario of ['floorRows', 'floorOrder'] as const) {
    const [run, units] = [runs[scenario], options.units[scenario]];
    await run({ units: warmUpUnits(units), concurrency: WARM_UP_AT });
    for (const concurrency of options.concurrency) {
      const result = await measure(market, { units, run: () => run({ units, concurrency }) });
      figures.push({ scenario, variant: '', concurrency, ...result });
    }
  }
  return figures;
}

async function measureScenario(
  market: BenchMarket,
  name: string,
  options: BenchOptions,
  size: number,
): Promise<Figure[]> {
  const units = options.units[name as keyof Units];
  const scenario = await MEASURED[name]?.(market, size);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const drains = name === 'checkout';
  const figures: Figure[] = [];
  for (const [variant, prepare] of Object.entries(scenario.variants)) {
    const warmUp = warmUpUnits(units);
    if (name !== 'register') await (await prepare(warmUp))({ units: warmUp, concurrency: WARM_UP_AT });
    for (const concurrency of name === 'register' ? [1] : options.concurrency) {
      const load: Load = await prepare(units);
      const run = () => load({ units, concurrency });
      const { orderIds, sample, ...result } = await measure(market, { units, run, drains });
      const problems = orderIds && sample ? await scenario.after?.(market, { ...result, orderIds, sample }) : [];
      figures.push({ scenario: name, variant, concurrency, ...result, problems: problems ?? [] });
    }
  }
  return figures;
}

async function measureSize(size: number, options: BenchOptions, dataDir: string): Promise<SizeRun> {
  say(`\n${size} products`);
  const market = await BenchMarket.open({ dataDir, size, profile: options.profile });
  opened = market;
  try {
    const { certificates, budgetUnits } = options;
    if (budgetUnits > 0)
      await step(`${budgetUnits} budget units by SQL`, async (note) =>
        note(`in the sums after ${(await writeUnits(market, budgetUnits)).toFixed(1)} s`),
      );
    if (certificates > 0) {
      await step(`${certificates} certificates by SQL`, async (note) => {
        const { applications } = await writeCertification(market, certificates);
        note(`${applications} open applications`);
      });
    }
    await market.calm();
    const run: SizeRun = {
      size,
      certificates,
      budgetUnits,
      importSeconds: market.importSeconds,
      readyMs: market.readyMs,
      readyCpuSeconds: market.readyCpuSeconds,
      floors: [],
      measured: [],
      apiResidentMb: 0,
      bars: [],
    };
    await step('floors', async () => void run.floors.push(...(await measureFloors(market, options))));
    for (const name of options.only.filter((one) => one in MEASURED)) {
      await step(name, async () => void run.measured.push(...(await measureScenario(market, name, options, size))));
    }
    if (options.only.includes('contention')) {
      await step('contention', async () => void (run.contention = await contention(market, options.units.contention)));
    }
    if (options.only.includes('ceiling')) {
      await step('ceiling', async () => void (run.ceiling = await ceiling(market, options.units.ceiling)));
    }
    if (options.only.includes('expiry')) {
      await step('expiry', async () => void (run.expiry = await expiry(market, options.units.expiry)));
    }
    if (options.only.includes('closing')) {
      await step('closing', async () => void (run.closing = await closing(market, options.units.closing)));
    }
    await step('floors once more', async () => void run.floors.push(...(await measureFloors(market, options))));
    run.apiResidentMb = market.apiResidentBytes() / 1024 / 1024;
    // Last: what thousands of streams have left in memory belongs to no other scenario.
    if (options.only.includes('watchers')) {
      await step('watchers', async () => void (run.watchers = await watchers(market, options.units.watchers)));
    }
    run.bars = barsOf(run, options.judgedAt);
    return run;
  } finally {
    await market.close();
  }
}

/** Errors, orders that were not paid and overselling are failures whatever the speed. */
function failures({
  size,
  floors: least,
  measured,
  contention: rush,
  ceiling: top,
  expiry: ends,
  closing: back,
  watchers: crowd,
}: SizeRun): string[] {
  const found = [...least, ...measured]
    .filter(({ errors, problems = [] }) => errors > 0 || problems.length > 0)
    .map(
      (one) =>
        `${size} products, ${label(one.scenario, one.variant)} at ${one.concurrency}: ${[...one.errorSamples, ...(one.problems ?? [])].join(' · ')}`,
    );
  if (rush && rush.heldByTheBooks > rush.stock) found.push(`contention sold ${rush.heldByTheBooks} of ${rush.stock}`);
  if (ends && ends.left > 0) found.push(`${ends.left} of ${ends.due} terms that are over have not ended`);
  if (back && (back.left > 0 || back.refunds !== back.pledges))
    found.push(`closing: ${back.left} of ${back.pledges} pledges are not given back, by ${back.refunds} refunds`);
  if (top && (top.encumberedFen > top.ceilingFen || top.encumberedFen !== top.ordersFen || top.errors > 0))
    found.push(
      `ceiling: ${top.encumberedFen} of ${top.ceilingFen} encumbered by orders of ${top.ordersFen}; ${top.errorSamples.join(' · ')}`,
    );
  if (crowd && crowd.upToDate < crowd.watchers)
    found.push(`watchers: ${crowd.upToDate} of ${crowd.watchers} have seen the last change`);
  if (rush && rush.errors > 0) found.push(`contention: ${rush.errorSamples.join(' · ')}`);
  return found;
}

function report(runs: readonly SizeRun[], options: BenchOptions): number {
  for (const run of runs) {
    printRun(run);
    if (options.statements) printStatements(run.measured, options.judgedAt);
    printUnitCosts(`A unit beside its floor, ${run.size} products`, unitCosts(run, options.judgedAt));
    printBars(`Bars at ${run.size} products, judged at ${options.judgedAt} connections`, run.bars);
  }
  const growth = growthBars(runs, options.judgedAt);
  if (growth.length > 0) printBars('Growth', growth);
  const failed = runs.flatMap(failures);
  for (const text of failed) say(`\n✘ ${text}`);
  if (options.json) {
    const file = fromUserFolder(options.json);
    mkdirSync(dirname(file), { recursive: true });
    const machine = {
      processors: cpus().length,
      model: cpus()[0]?.model,
      node: process.version,
      platform: process.platform,
    };
    writeFileSync(
      file,
      `${JSON.stringify({ at: new Date().toISOString(), machine, judgedAt: options.judgedAt, runs, growth, failed }, null, 2)}\n`,
    );
    say(`\nFigures: ${file}`);
  }
  const missed = [...runs.flatMap(({ bars }) => bars), ...growth].filter(({ ok }) => !ok);
  say(`\n${missed.length === 0 ? 'All bars are met.' : `${missed.length} bars are missed.`}`);
  return failed.length > 0 || (options.strict && missed.length > 0) ? 1 : 0;
}

async function main(): Promise<void> {
  const given = benchOptions(process.argv.slice(2));
  if (given.help) return say(HELP);
  const dataDir = process.env.YIGOU_BENCH_DIR;
  if (!dataDir)
    throw new UserError(
      'Run the benchmark as  npm run bench: it needs a directory for throw-away data (YIGOU_BENCH_DIR).',
    );
  if (!isMeasurable) throw new UserError('The benchmark reads CPU time from /proc and runs on Linux only.');
  const options = { ...given, profile: given.profile ? fromUserFolder(given.profile) : undefined };
  const runs: SizeRun[] = [];
  for (const size of options.sizes) runs.push(await measureSize(size, options, dataDir));
  process.exitCode = report(runs, options);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    say(`\nStopping (${signal}) …`);
    void (opened?.close() ?? Promise.resolve()).finally(() => process.exit(1));
  });
}
try {
  await main();
} catch (error) {
  process.stderr.write(`\n${error instanceof UserError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
process.exit();
