// npm test: everything that must hold before a change goes in, on servers and data of its own. Two lanes run side by side: tests, which wait
// for the database much of the time; and builds, checks with the start of a complete system beside what dies and comes back, and the browser tests on that system.
import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { applications, buildApplications, nx, UP_TO_DATE } from './build.ts';
import { Child, tail } from './children.ts';
import { provideChromium } from './chromium.ts';
import { say, type Step, UserError } from './console.ts';
import { type Counts, isGreen, jestCounts, noCounts, playwrightCounts, single, sum, summaryLine } from './counts.ts';
import { readJson } from './files.ts';
import { onEnd } from './lifetime.ts';
import { ROOT } from './paths.ts';
import { acquireLock } from './lock.ts';
import type { JestReport, PlaywrightReport } from './reports.ts';
import { jestTimes, playwrightTimes, slowest, type Timed, timeLine } from './slowest.ts';
import { LOCK_FILE, recover, startSystem, stopAll, System } from './system.ts';
import { makeThrowaway, type Throwaway } from './throwaway.ts';
import { bin, FORMAT, typesOf, YOUNG } from './tools.ts';
import { addressEnv } from './with-system.ts';

/** Far more than any stage needs on a machine that is busy with other things, and little enough for the whole to end. */
const STAGE_LIMIT_MS = 45 * 60_000;
/** As many as there are processors, and not one less as by default: a test that waits for the database leaves its own to the checks. */
const WORKERS = `--maxWorkers=${availableParallelism()}`;
/** How Jest and its workers run. */
const NODE_OF_JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', YOUNG];
const LAUNCHER = join(ROOT, 'infra', 'launcher', 'cli.ts');
const quiet: Step = (_label, work) => work(() => {});

interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** How much of the log's end is shown when it fails. */
  readonly lines?: number;
  readonly command?: string;
}
interface StageResult {
  readonly counts: Counts;
}

class TestRun {
  readonly dataDir: string;
  readonly logDir = join(ROOT, 'tmp', 'test-logs');
  readonly results: StageResult[] = [];
  /** What each test of Jest and Playwright took. */
  readonly times: Timed[] = [];
  interrupted = false;
  /** PostgreSQL and Redis of the database tests. */
  servers: System | undefined;
  /** The complete one, when it has been asked for. */
  system: Promise<System> | undefined;
  /** Nx has looked at the sources as they are, and what it found lies in its cache. */
  graphIsKnown = false;
  private readonly children: Child[] = [];

  constructor(place: Throwaway) {
    this.dataDir = place.dataDir;
    mkdirSync(this.logDir, { recursive: true });
  }

  readonly register = (child: Child): void => {
    this.children.push(child);
  };

  /** Runs a program; its output goes to a log, and the end of it to the terminal when it fails. */
  async program(
    name: string,
    args: readonly string[],
    { env = {}, lines = 60, command = process.execPath }: ProgramOptions = {},
  ): Promise<boolean> {
    const child = new Child({
      name,
      command,
      args,
      cwd: ROOT,
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', ...env },
      logDir: this.logDir,
    });
    this.register(child);
    // A runner that hangs (an open handle in a test) must not hang the command.
    const timer = setTimeout(() => {
      say(`\n${name} was ended after ${STAGE_LIMIT_MS / 60_000} minutes.`);
      child.signal('SIGKILL', true);
    }, STAGE_LIMIT_MS);
    const { code } = await child.ended;
    clearTimeout(timer);
    child.signal('SIGKILL', true);
    if (code !== 0 && !this.interrupted)
      say(`\n${tail(child.log, lines, child.logStart)}\n${name} failed; its log is ${child.log}\n`);
    return code === 0;
  }

  async stage(name: string, work: () => Promise<Counts | boolean>): Promise<void> {
    if (this.interrupted) return;
    const started = performance.now();
    let counts: Counts;
    try {
      const outcome = await work();
      counts = typeof outcome === 'boolean' ? single(name, outcome) : outcome;
    } catch (error) {
      if (!this.interrupted) say(`\n${name}: ${error instanceof UserError ? error.message : (error as Error).stack}\n`);
      counts = single(name, false);
    }
    if (this.interrupted) return;
    const seconds = (performance.now() - started) / 1000;
    this.results.push({ counts });
    say(`  ${counts.failed === 0 ? '✔' : '✘'} ${name.padEnd(12)} ${summaryLine(counts)} (${seconds.toFixed(1)} s)`);
  }

  async stop(): Promise<void> {
    this.interrupted = true;
    await Promise.all([
      ...this.children.filter((child) => child.running).map((child) => child.stop()),
      this.servers?.stop(),
      stopAll(),
    ]);
  }
}

/** One stage: whether it is well, or how many of its tests. `more` is what else stood on the command line. */
type Stage = (run: TestRun, more: readonly string[]) => Promise<Counts | boolean>;

const format: Stage = (run) => run.program('format', FORMAT);

const compose: Stage = (run) => run.program('compose', [bin('dclint'), 'docker-compose.yml', '--max-warnings', '0']);

/** One linter for all projects, where Nx would start one for each. The rule of the import table wants Nx's graph: a build has made it, else it is made by asking for it. */
async function lint(run: TestRun): Promise<boolean> {
  const { args, env } = nx(['show', 'projects']);
  if (!run.graphIsKnown && !(await run.program('lint', args, { env }))) return false;
  return run.program('lint', [YOUNG, bin('eslint'), '.', '--max-warnings=0'], { env });
}

async function types(run: TestRun): Promise<boolean> {
  let ok = true;
  for (const project of ['tsconfig.json', 'tsconfig.node.json'])
    ok = (await run.program('types', typesOf(project))) && ok;
  return ok;
}

async function build(run: TestRun): Promise<boolean> {
  if (applications().length === 0) throw new UserError('There is no application to build.');
  const built = await buildApplications({ env: process.env, logDir: run.logDir, onStart: run.register });
  run.graphIsKnown = built !== UP_TO_DATE;
  return true;
}

/** PostgreSQL and Redis for the database tests: thrown away afterwards, so nothing need survive a power cut. */
async function startServers(run: TestRun): Promise<{ system: System; env: NodeJS.ProcessEnv }> {
  const system = new System({ dataDir: join(run.dataDir, 'jest'), fsync: false, useServers: false, step: quiet });
  run.servers = system;
  await recover(system.dataDir);
  await Promise.all([system.startDatabase(), system.startQueue()]);
  return { system, env: { TEST_DATABASE_URL: system.databaseUrl, TEST_REDIS_URL: system.redisUrl } };
}

async function jest(run: TestRun, more: readonly string[]): Promise<Counts> {
  const { system, env } = await startServers(run);
  const report = join(run.dataDir, 'jest.json');
  const args = [...NODE_OF_JEST, bin('jest'), '--ci', WORKERS, '--json', `--outputFile=${report}`, ...more];
  const ok = await run.program('jest', args, { env, lines: 400 });
  await system.stop();
  const outcome = readJson<JestReport | undefined>(report, undefined);
  const shorten = (path: string): string => relative(ROOT, path);
  run.times.push(...jestTimes(outcome, shorten));
  return finishCounts(jestCounts(outcome, shorten), ok, 'jest');
}

/** A runner that failed without a failed test, or that found no test at all, is a failure by itself. */
function finishCounts(counts: Counts, ok: boolean, name: string): Counts {
  if (counts.failed === 0 && (!ok || counts.passed === 0))
    return sum([counts, single(`${name}: no test ran, or the runner failed`, false)]);
  return counts;
}

async function browser(run: TestRun, more: readonly string[]): Promise<Counts> {
  const config = join(ROOT, 'e2e', 'playwright.config.ts');
  if (!existsSync(config)) throw new UserError('e2e/playwright.config.ts is missing.');
  const chromium = provideChromium();
  const system = await completeSystem(run);
  const report = join(run.dataDir, 'playwright.json');
  const env = {
    ...addressEnv(system.details()),
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    CI: '1',
  };
  const args = [bin('@playwright/test', 'playwright'), 'test', '-c', config, '--reporter=json,list', ...more];
  const ok = await run.program('browser', args, { env, lines: 200 });
  const outcome = readJson<PlaywrightReport | undefined>(report, undefined);
  run.times.push(...playwrightTimes(outcome));
  return finishCounts(playwrightCounts(outcome), ok, 'browser');
}

function completeSystem(run: TestRun): Promise<System> {
  run.system ??= startSystem({
    dataDir: join(run.dataDir, 'system'),
    logDir: join(run.logDir, 'system'),
    fsync: false,
    useServers: false,
    step: quiet,
  });
  return run.system;
}

/** The command, as a person types it beside the system that runs. */
async function invariants(run: TestRun): Promise<boolean> {
  const system = await completeSystem(run);
  const lock = acquireLock(join(system.dataDir, LOCK_FILE));
  lock.update({ state: 'ready', ...system.details() });
  try {
    return await run.program('invariants', [LAUNCHER, 'invariants'], { env: { YIGOU_DATA_DIR: system.dataDir } });
  } finally {
    lock.release();
  }
}

/** The system ends as Ctrl-C ends it, and leaves no process behind. */
async function shutdown(run: TestRun): Promise<boolean> {
  const system = await completeSystem(run);
  await system.stop();
  const killed = system.children.filter((child) => child.wasKilled).map((child) => child.name);
  if (killed.length > 0) say(`\nNot ended by SIGTERM in time: ${killed.join(', ')}\n`);
  return killed.length === 0 && (await recover(system.dataDir)) === 0;
}

/** The same orders twice, once while everything dies: both end alike, with clean books. */
function faults(run: TestRun): Promise<boolean> {
  return run.program('faults', [join(ROOT, 'e2e', 'faults', 'faults.ts'), join(run.dataDir, 'faults')]);
}

/** Commands of the README where nothing is there, and where nothing runs. */
function commands(run: TestRun): Promise<boolean> {
  return run.program('commands', [join(ROOT, 'e2e', 'commands', 'commands.ts'), join(run.dataDir, 'commands')]);
}

type Stages = Readonly<Record<string, Stage>>;
const TESTS: Stages = { unit: jest };
const FIRST: Stages = { format, compose, build };
const CHECKS: Stages = { lint, types };
/** These wait more than they work, so they run beside the checks. */
const WAITING: Stages = { faults, commands };
const ON_SYSTEM: Stages = { e2e: browser };
/** What is true of the system when nobody works on it any more. */
const AFTERWARDS: Stages = { invariants, shutdown };
const NAMES = [TESTS, FIRST, CHECKS, WAITING, ON_SYSTEM, AFTERWARDS].flatMap(Object.keys);

function parse(args: string[]): { only: readonly string[]; more: readonly string[] } {
  const { values, positionals } = parseArgs({ args, options: { only: { type: 'string' } }, allowPositionals: true });
  const only = values.only?.split(',') ?? NAMES;
  const unknown = only.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0)
    throw new UserError(`There is no stage ${unknown.join(', ')}; there are ${NAMES.join(', ')}.`);
  return { only, more: positionals };
}

async function runStages(run: TestRun, only: readonly string[], more: readonly string[]): Promise<void> {
  const runAll = async (stages: Stages): Promise<void> => {
    for (const [name, work] of Object.entries(stages))
      if (only.includes(name)) await run.stage(name, () => work(run, more));
  };
  const wants = (stages: Stages): boolean => Object.keys(stages).some((name) => only.includes(name));
  const wantsSystem = wants(ON_SYSTEM) || wants(AFTERWARDS);
  const checkAndStart = async (): Promise<void> => {
    await runAll(CHECKS);
    // Who needs the system learns of a failure.
    if (wantsSystem && !run.interrupted) await completeSystem(run).catch(() => undefined);
  };
  const checkAndBrowse = async (): Promise<void> => {
    await runAll(FIRST);
    if ((wants(WAITING) || wantsSystem) && !only.includes('build')) await build(run);
    await Promise.all([runAll(WAITING), checkAndStart()]);
    await runAll(ON_SYSTEM);
  };
  await Promise.all([runAll(TESTS), checkAndBrowse()]);
  await runAll(AFTERWARDS);
}

function report(results: readonly StageResult[], times: readonly Timed[], startedAt: number): number {
  const total = sum(results.map(({ counts }) => counts));
  if (total.skips.length > 0) say(`\nSkipped:\n${total.skips.map((name) => `  ${name}`).join('\n')}`);
  if (total.failures.length > 0) say(`\nFailed:\n${total.failures.map((name) => `  ${name}`).join('\n')}`);
  if (times.length > 0) say(`\nThe slowest tests:\n${slowest(times).map(timeLine).join('\n')}`);
  say(`\n${((performance.now() - startedAt) / 1000).toFixed(0)} s in all`);
  say(summaryLine(total));
  return isGreen(total) ? 0 : 1;
}

/** @param args `--only=unit,lint`; anything else goes to Jest and Playwright (a file name, `-- -t pattern`) */
export async function main(args: string[]): Promise<number> {
  const startedAt = performance.now();
  const { only, more } = parse(args);
  const place = await makeThrowaway({ inMemory: true });
  const run = new TestRun(place);
  const release = onEnd((reason) => {
    say(`\nStopping (${reason}) …`);
    void run.stop().then(() => {
      place.remove();
      process.exit(1);
    });
  });
  try {
    say(`Testing: ${only.join(', ')}`);
    await runStages(run, only, more);
    // The interrupt handler ends the process; nothing may be reported before that.
    if (run.interrupted) await new Promise(() => {});
    return report(run.results.length > 0 ? run.results : [{ counts: noCounts() }], run.times, startedAt);
  } finally {
    await run.stop();
    release();
    await recover(join(place.dataDir, 'jest'));
    await recover(join(place.dataDir, 'system'));
    for (const part of ['faults', 'commands/a', 'commands/b']) await recover(join(place.dataDir, part));
    place.remove();
  }
}
