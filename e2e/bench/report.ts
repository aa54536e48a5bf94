// Prints figures for people.
import type { Bar, Figure, SizeRun } from './figures.ts';
import { apiAndPostgres } from './measure.ts';
import { label, type UnitCost } from './bars.ts';

const number = (value: number, digits = 1): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const width = (at: number): number => widths[at] ?? 0;
  const line = (cells: readonly string[]): string =>
    `  ${cells.map((cell, at) => (at === 0 ? cell.padEnd(width(at)) : cell.padStart(width(at)))).join('  ')}`;
  return [line(columns), `  ${'─'.repeat(widths.reduce((sum, one) => sum + one + 2, -2))}`, ...rows.map(line)].join(
    '\n',
  );
}

const COLUMNS = [
  '',
  'conc.',
  'units/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'errors',
  'API',
  'PostgreSQL',
  'worker',
  'sandbox',
  'SQL',
  'BEGIN/COMMIT',
  'planning ms',
  'execution ms',
];

function row(one: Figure): string[] {
  const { ms, cpuPer1000: cpu, sql } = one;
  const api = cpu.api + cpu.floor + cpu.floorOrders;
  return [
    label(one.scenario, one.variant),
    String(one.concurrency),
    number(one.perSecond, one.perSecond < 100 ? 1 : 0),
    ...[ms.p50, ms.p95, ms.p99].map((value) => number(value, 2)),
    String(one.errors),
    ...[api, cpu.postgres, cpu.worker, cpu.sandbox].map((value) => number(value, 2)),
    number(sql.statements, 2),
    number(sql.control, 2),
    number(sql.planMs, 3),
    number(sql.executionMs, 3),
  ];
}

export function printRun(run: SizeRun): void {
  const { floors, measured, contention, ceiling, expiry, closing, watchers } = run;
  const lines = [
    '',
    `${number(run.size, 0)} products · imported in ${number(run.importSeconds)} s · API ready after ${number(run.readyMs / 1000, 2)} s (${number(run.readyCpuSeconds, 2)} s of CPU), ${number(run.apiResidentMb, 0)} MB after the run`,
    ...(run.budgetUnits > 0 ? [`${number(run.budgetUnits, 0)} budget units in one tree`] : []),
    ...(run.certificates > 0
      ? [`${number(run.certificates, 0)} certificates and a fifth as many open applications`]
      : []),
    `CPU seconds per 1,000 units by process (the same as CPU milliseconds per unit); SQL statements per unit without transaction control.`,
    `hot: a few addresses; cold: every address is another; unseen: a filter nobody used before, so that the total is counted anew.`,
    `checkout: users and their live sessions were put in by SQL (a password costs argon2id on purpose: see register); it ends when the order is paid.`,
    '',
    table(COLUMNS, [...floors, ...measured].map(row)),
  ];
  const errors = [...floors, ...measured].filter((one) => one.errors > 0);
  for (const one of errors)
    lines.push(`  ! ${label(one.scenario, one.variant)} at ${one.concurrency}: ${one.errorSamples.join(' · ')}`);
  for (const one of measured.filter(({ problems = [] }) => problems.length > 0))
    lines.push(`  ! ${one.scenario}: ${one.problems?.join(' · ')}`);
  if (contention) {
    const { stock, buyers, sold, refused, heldByTheBooks, perSecond, ms, errors: failed, errorSamples } = contention;
    lines.push(
      '',
      `  contention: stock ${stock}, ${buyers} buyers, ${sold + refused + failed} attempts: ${sold} sold, ${refused} refused, ${failed} errors; by the books ${heldByTheBooks} held` +
        ` · ${number(perSecond, 0)}/s, p50 ${number(ms.p50)} ms, p99 ${number(ms.p99)} ms`,
      ...(failed > 0 ? [`  ! ${errorSamples.join(' · ')}`] : []),
    );
  }
  if (ceiling) {
    const { placed, refused, perSecond, ms, errors: failed, errorSamples } = ceiling;
    lines.push(
      '',
      `  ceiling: ${placed + refused + failed} orders of one budget at 64: ${placed} placed, ${refused} refused, ${failed} errors` +
        ` · ${number(perSecond, 0)}/s, p50 ${number(ms.p50)} ms, p99 ${number(ms.p99)} ms`,
      ...(failed > 0 ? [`  ! ${errorSamples.join(' · ')}`] : []),
    );
  }
  if (expiry) {
    const { due, seconds, longestLockMs } = expiry;
    lines.push(
      '',
      `  expiry: ${number(due, 0)} certificates in ${number(seconds)} s (${number(due / seconds, 0)}/s), longest lock ${number(longestLockMs, 0)} ms`,
    );
  }
  if (closing) {
    const { pledges, refunds, seconds, workerSeconds } = closing;
    lines.push(
      '',
      `  closing: ${number(pledges, 0)} pledges given back by ${number(refunds, 0)} refunds in ${number(seconds)} s (${number(pledges / seconds, 0)}/s), ${number(workerSeconds)} s of the worker's CPU`,
    );
  }
  if (watchers) {
    const { residentBeforeMb, residentMb, openSeconds, movingShare, restingShare, states, upToDate } = watchers;
    lines.push(
      '',
      `  watchers: ${number(watchers.watchers, 0)} streams opened in ${number(openSeconds)} s; API ${number(residentBeforeMb, 0)} → ${number(residentMb, 0)} MB` +
        ` · ${number(movingShare * 100)} % of a processor while it moves each second, ${number(restingShare * 100)} % at rest` +
        ` · ${number(states, 0)} states sent, ${number(upToDate, 0)} streams up to date`,
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

export function printBars(title: string, bars: readonly Bar[]): void {
  const rows = bars.map(({ name, value, limit, unit, ok }) => {
    const digits = unit === 'ms' || unit === 'MB' || Number.isInteger(value) ? 0 : 2;
    const most = number(limit, Number.isInteger(limit) || unit === '' ? 0 : 1);
    return [name, `${number(value, digits)} ${unit}`.trim(), `≤ ${most} ${unit}`.trim(), ok ? 'ok' : 'missed'];
  });
  process.stdout.write(`\n${title}\n${table(['bar', 'measured', 'at most', ''], rows)}\n`);
}

/** What a unit costs beside its floor: CPU milliseconds of API, PostgreSQL and worker. */
export function printUnitCosts(title: string, costs: readonly UnitCost[]): void {
  if (costs.length === 0) return;
  const rows = costs.map(({ name, ms, floorMs, most, planMs, executionMs }) => [
    name,
    ...[ms, floorMs, ms / floorMs].map((value) => number(value, 2)),
    `≤ ${number(most)}`,
    number(planMs, 3),
    number(executionMs, 3),
  ]);
  const columns = ['', 'CPU ms', 'floor', 'ratio', 'bar', 'planning ms', 'execution ms'];
  process.stdout.write(`\n${title}\n${table(columns, rows)}\n`);
}

/** The statements behind each scenario, the most expensive first. */
export function printStatements(measured: readonly Figure[], judgedAt: number): void {
  for (const one of measured.filter(({ concurrency }) => concurrency === judgedAt)) {
    process.stdout.write(
      `\n${label(one.scenario, one.variant)} · ${number(apiAndPostgres(one), 2)} ms of CPU per unit\n`,
    );
    for (const { query, callsPerUnit, meanMs, msPerUnit, plansPerCall, rowsPerCall, blocksPerCall } of one.top.filter(
      ({ callsPerUnit: calls }) => calls >= 0.01,
    )) {
      process.stdout.write(
        `  ${number(callsPerUnit, 2)} × ${number(meanMs, 3)} ms = ${number(msPerUnit, 3)} ms · ${number(rowsPerCall)} rows, ${number(blocksPerCall, 0)} blocks, ${number(plansPerCall, 2)} plans · ${query.slice(0, 150)}\n`,
      );
    }
  }
}
