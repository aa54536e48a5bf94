// npm run bench: how fast the market is, what a unit of work costs each process, and how that compares with the least it could cost. The launcher
// (infra/launcher/bench.ts) has built the applications and gives a directory for throw-away data.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { say, step, UserError } from '../../infra/launcher/console.ts';
import { fromUserFolder } from '../../infra/launcher/paths.ts';
import { barsOf, growthBars, label } from './bars.mjs';
import { writeCertification } from './certification-data.mjs';
import { expiry } from './certification-scenarios.mjs';
import { Market } from './market.mjs';
import { measure } from './measure.mjs';
import { benchOptions, HELP } from './options.mjs';
import { isMeasurable } from './processor-time.mjs';
import { printBars, printRun, printStatements } from './report.mjs';
import { contention, MEASURED } from './scenarios.mjs';

const WARM_UP_AT = 16;
/** PostgreSQL plans a prepared statement anew for its first five runs on each connection, and V8 needs some runs, too. */
const WARM_UP_UNITS = 150;
const warmUpUnits = (units) => Math.min(Math.max(Math.ceil(units / 3), WARM_UP_UNITS), units);

let market;

async function floors() {
  const { rows } = await market.db.query(
    `SELECT score, product_id AS id FROM (SELECT score, product_id, row_number() OVER (ORDER BY score, product_id) AS place FROM listing) l
     WHERE place > 24 ORDER BY random() LIMIT 1000`,
  );
  const paths = rows.map(({ score, id }) => `/rows?score=${score}&id=${id}`);
  const origin = `http://127.0.0.1:${market.floorPort}`;
  const atLeast = { items: 24 };
  return {
    floorRows: (units, concurrency) => market.buyers.ask('reads', { origin, paths, atLeast, units, concurrency }),
    floorOrder: (units, concurrency) => market.floorOrders.ask('orders', { units, concurrency }),
  };
}

async function measureFloors(options, runs) {
  const figures = [];
  for (const [scenario, run] of Object.entries(runs)) {
    await run(warmUpUnits(options.units[scenario]), WARM_UP_AT);
    for (const concurrency of options.concurrency) {
      const result = await measure(market, { units: options.units[scenario], run: (units) => run(units, concurrency) });
      figures.push({ scenario, variant: '', concurrency, ...result });
    }
  }
  return figures;
}

async function measureScenario(name, options, size) {
  const units = options.units[name];
  const { after, ...variants } = await MEASURED[name](market, size);
  const drains = name === 'checkout';
  const figures = [];
  for (const [variant, prepare] of Object.entries(variants)) {
    const run = async (amount, concurrency) => {
      const [command, args] = await prepare(amount);
      return { ask: () => market.buyers.ask(command, { ...args, units: amount, concurrency }) };
    };
    if (name !== 'register') await (await run(warmUpUnits(units), WARM_UP_AT)).ask();
    for (const concurrency of name === 'register' ? [1] : options.concurrency) {
      const { ask } = await run(units, concurrency);
      const result = await measure(market, { units, run: ask, drains });
      const problems = after ? await after(market, result) : [];
      delete result.orderIds;
      delete result.sample;
      figures.push({ scenario: name, variant, concurrency, ...result, problems });
    }
  }
  return figures;
}

async function measureSize(size, options, dataDir) {
  say(`\n${size} products`);
  market = await Market.open({ dataDir, size, profile: options.profile });
  try {
    const { certificates } = options;
    if (certificates > 0) {
      await step(`${certificates} certificates by SQL`, async (note) => {
        const { applications } = await writeCertification(market, certificates);
        note(`${applications} open applications`);
      });
    }
    await market.calm();
    const run = {
      size,
      certificates,
      importSeconds: market.importSeconds,
      readyMs: market.readyMs,
      readyCpuSeconds: market.readyCpuSeconds,
      floors: [],
      measured: [],
    };
    await step('floors', async () => void run.floors.push(...(await measureFloors(options, await floors()))));
    for (const name of options.only.filter((one) => one in MEASURED)) {
      await step(name, async () => void run.measured.push(...(await measureScenario(name, options, size))));
    }
    if (options.only.includes('contention')) {
      await step('contention', async () => void (run.contention = await contention(market, options.units.contention)));
    }
    if (options.only.includes('expiry')) {
      await step('expiry', async () => void (run.expiry = await expiry(market, options.units.expiry)));
    }
    await step('floors once more', async () => void run.floors.push(...(await measureFloors(options, await floors()))));
    run.apiResidentMb = market.apiResidentBytes() / 1024 / 1024;
    run.bars = barsOf(run, options.judgedAt);
    return run;
  } finally {
    await market.close();
  }
}

/** Errors, orders that were not paid and overselling are failures whatever the speed. */
function failures({ size, floors: least, measured, contention: rush, expiry: ends }) {
  const found = [...least, ...measured]
    .filter(({ errors, problems = [] }) => errors > 0 || problems.length > 0)
    .map(
      (one) =>
        `${size} products, ${label(one.scenario, one.variant)} at ${one.concurrency}: ${[...one.errorSamples, ...(one.problems ?? [])].join(' · ')}`,
    );
  if (rush && rush.heldByTheBooks > rush.stock) found.push(`contention sold ${rush.heldByTheBooks} of ${rush.stock}`);
  if (ends?.left > 0) found.push(`${ends.left} of ${ends.due} terms that are over have not ended`);
  if (rush?.errors > 0) found.push(`contention: ${rush.errorSamples.join(' · ')}`);
  return found;
}

function report(runs, options) {
  for (const run of runs) {
    printRun(run);
    if (options.statements) printStatements(run.measured, options.judgedAt);
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

async function main() {
  const options = benchOptions(process.argv.slice(2));
  if (options.help) return say(HELP);
  const dataDir = process.env.YIGOU_BENCH_DIR;
  if (!dataDir)
    throw new UserError(
      'Run the benchmark as  npm run bench: it needs a directory for throw-away data (YIGOU_BENCH_DIR).',
    );
  if (!isMeasurable) throw new UserError('The benchmark reads CPU time from /proc and runs on Linux only.');
  if (options.profile) options.profile = fromUserFolder(options.profile);
  const runs = [];
  for (const size of options.sizes) runs.push(await measureSize(size, options, dataDir));
  process.exitCode = report(runs, options);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    say(`\nStopping (${signal}) …`);
    void (market?.close() ?? Promise.resolve()).finally(() => process.exit(1));
  });
}
try {
  await main();
} catch (error) {
  process.stderr.write(`\n${error instanceof UserError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
process.exit();
