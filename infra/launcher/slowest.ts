// Which tests take longest, read from the reports of Jest and Playwright: what is to be made quicker first.

import type { JestReport, PlaywrightReport, Suite } from './reports.ts';

export interface Timed {
  readonly file: string;
  readonly name: string;
  readonly seconds: number;
}

/**
 * What each test took by itself. What a file does before its tests (booting an API) is Jest's to tell.
 */
export function jestTimes(report: JestReport | undefined, shorten = (path: string): string => path): Timed[] {
  return (report?.testResults ?? []).flatMap(({ name, assertionResults = [] }) =>
    assertionResults
      .filter(({ duration }) => typeof duration === 'number')
      .map(({ fullName, duration }) => ({ file: shorten(name), name: fullName, seconds: (duration ?? 0) / 1000 })),
  );
}

/**
 * One time per test and project; tries of the same test add up, as their waiting did.
 */
export function playwrightTimes(report: PlaywrightReport | undefined): Timed[] {
  return (report?.suites ?? []).flatMap((suite) => suiteTimes(suite, []));
}

function suiteTimes(suite: Suite, groups: readonly string[]): Timed[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    (spec.tests ?? []).map(({ projectName, results = [] }) => ({
      file: spec.file ?? suite.file ?? '',
      name: [projectName && `[${projectName}]`, ...groups, spec.title].filter(Boolean).join(' '),
      seconds: results.reduce((total, { duration = 0 }) => total + duration, 0) / 1000,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => suiteTimes(inner, [...groups, inner.title]))];
}

/** The slowest first. */
export const slowest = (times: readonly Timed[], count = 10): Timed[] =>
  times.toSorted((a, b) => b.seconds - a.seconds).slice(0, count);

/** A line of the list that `npm test` prints. */
export const timeLine = ({ seconds, file, name }: Timed): string =>
  `  ${seconds.toFixed(1).padStart(6)} s  ${file} › ${name}`;
