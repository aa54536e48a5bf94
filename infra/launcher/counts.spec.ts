import { describe, expect, it } from '@jest/globals';
import { isGreen, jestCounts, noCounts, playwrightCounts, single, sum, summaryLine } from './counts.ts';

const jestFile = (name: string, status: string, ...tests: [string, string][]) => ({
  name,
  status,
  assertionResults: tests.map(([fullName, outcome]) => ({ fullName, status: outcome })),
});

describe('jestCounts', () => {
  it('counts each test and names those that failed or were skipped', () => {
    const report = {
      testResults: [
        jestFile(
          '/repo/a.spec.ts',
          'failed',
          ['adds', 'passed'],
          ['subtracts', 'failed'],
          ['divides', 'pending'],
          ['later', 'todo'],
        ),
      ],
    };
    expect(jestCounts(report, (path) => path.replace('/repo/', ''))).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
      failures: ['a.spec.ts › subtracts'],
      skips: ['a.spec.ts › divides', 'a.spec.ts › later'],
    });
  });

  it('counts a file that could not be loaded as one failure', () => {
    expect(jestCounts({ testResults: [jestFile('b.spec.ts', 'failed')] })).toMatchObject({ passed: 0, failed: 1 });
  });

  it('counts a file whose tests passed but whose clean-up failed as a failure', () => {
    expect(jestCounts({ testResults: [jestFile('c.spec.ts', 'failed', ['works', 'passed'])] })).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('finds nothing in a missing report', () => {
    expect(jestCounts(undefined)).toEqual(noCounts());
  });
});

describe('playwrightCounts', () => {
  const spec = (title: string, ...statuses: string[]) => ({
    title,
    tests: statuses.map((status, index) => ({ status, projectName: index === 0 ? 'desktop' : 'phone' })),
  });

  it('counts one test per project, in nested suites too', () => {
    const report = {
      suites: [
        {
          title: 'buy.spec.ts',
          specs: [spec('browses', 'expected', 'unexpected')],
          suites: [{ title: 'checkout', specs: [spec('pays', 'flaky', 'skipped')] }],
        },
      ],
    };
    expect(playwrightCounts(report)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: ['[phone] buy.spec.ts › browses'],
      skips: ['[phone] buy.spec.ts › checkout › pays'],
    });
  });

  it('counts an error outside of tests as a failure', () => {
    expect(playwrightCounts({ suites: [], errors: [{ message: 'Error: no config\n at x' }] })).toMatchObject({
      failed: 1,
      failures: ['Error: no config'],
    });
  });
});

describe('the verdict', () => {
  it('is red when nothing ran', () => {
    expect(isGreen(noCounts())).toBe(false);
  });

  it('is red when one of many failed and green when none did', () => {
    expect(isGreen(sum([single('lint', true), single('format', false)]))).toBe(false);
    expect(isGreen(sum([single('lint', true), single('format', true)]))).toBe(true);
  });

  it('ends with the counts, skipped ones only when there are any', () => {
    expect(summaryLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(summaryLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });
});
