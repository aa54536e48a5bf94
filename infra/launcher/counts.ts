// Reads the reports of Jest and Playwright. A test that did not run is not a passed one.
import type { JestReport, PlaywrightReport, Spec, Suite } from './reports.ts';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  skips: string[];
}

export const noCounts = (): Counts => ({ passed: 0, failed: 0, skipped: 0, failures: [], skips: [] });

/** A stage that is one test: format, lint, a build. */
export const single = (name: string, ok: boolean): Counts => ({
  ...noCounts(),
  passed: ok ? 1 : 0,
  failed: ok ? 0 : 1,
  failures: ok ? [] : [name],
});

const jestName = (file: string, test: string): string => `${file} › ${test}`;

/**
 * Jest's --json report. `todo` and `skipped` tests are named; a file that could not run at all is one failure.
 */
export function jestCounts(report: JestReport | undefined, shorten = (path: string): string => path): Counts {
  const counts = noCounts();
  for (const { name, status, assertionResults = [] } of report?.testResults ?? []) {
    const file = shorten(name);
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') {
        counts.failed += 1;
        counts.failures.push(jestName(file, test.fullName));
      } else {
        counts.skipped += 1;
        counts.skips.push(jestName(file, test.fullName));
      }
    }
    const explained = assertionResults.some((test) => test.status === 'failed');
    if (status === 'failed' && !explained) {
      counts.failed += 1;
      counts.failures.push(jestName(file, 'the file did not run'));
    }
  }
  return counts;
}

function playwrightSpecs(suite: Suite, path: readonly (string | undefined)[]): { spec: Spec; name: string }[] {
  const own = (suite.specs ?? []).map((spec) => ({
    spec,
    name: [...path, suite.title, spec.title].filter(Boolean).join(' › '),
  }));
  return [...own, ...(suite.suites ?? []).flatMap((inner) => playwrightSpecs(inner, [...path, suite.title]))];
}

/**
 * Playwright's JSON report, one count per test and project. A test that passed on a retry only (“flaky”) counts as passed: the report
 * of Playwright names it. Errors outside of tests (a config that does not load) are failures of their own.
 */
export function playwrightCounts(report: PlaywrightReport | undefined): Counts {
  const counts = noCounts();
  for (const { spec, name } of (report?.suites ?? []).flatMap((suite) => playwrightSpecs(suite, []))) {
    for (const test of spec.tests ?? []) {
      const label = test.projectName ? `[${test.projectName}] ${name}` : name;
      if (test.status === 'expected' || test.status === 'flaky') counts.passed += 1;
      else if (test.status === 'skipped') {
        counts.skipped += 1;
        counts.skips.push(label);
      } else {
        counts.failed += 1;
        counts.failures.push(label);
      }
    }
  }
  for (const error of report?.errors ?? []) {
    counts.failed += 1;
    counts.failures.push(String(error.message ?? error).split('\n')[0] ?? '');
  }
  return counts;
}

export function sum(all: readonly Counts[]): Counts {
  const total = noCounts();
  for (const one of all) {
    total.passed += one.passed;
    total.failed += one.failed;
    total.skipped += one.skipped;
    total.failures.push(...one.failures);
    total.skips.push(...one.skips);
  }
  return total;
}

/** The last line of npm test. */
export function summaryLine({ passed, failed, skipped }: Pick<Counts, 'passed' | 'failed' | 'skipped'>): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Nothing run is a failure: a suite that finds no tests must not look green. */
export function isGreen({ passed, failed }: Pick<Counts, 'passed' | 'failed'>): boolean {
  return failed === 0 && passed > 0;
}
