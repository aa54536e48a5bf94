import { describe, expect, it } from '@jest/globals';
import { jestTimes, playwrightTimes, slowest, timeLine } from './slowest.ts';

describe('the slowest tests', () => {
  it('are read from the report of Jest with their file; what did not run took no time', () => {
    const report = {
      testResults: [
        {
          name: '/repo/a.spec.ts',
          assertionResults: [
            { fullName: 'adds', status: 'passed', duration: 1_500 },
            { fullName: 'later', status: 'todo', duration: null },
          ],
        },
        { name: '/repo/broken.spec.ts' },
      ],
    };
    expect(jestTimes(report, (path) => path.replace('/repo/', ''))).toEqual([
      { file: 'a.spec.ts', name: 'adds', seconds: 1.5 },
    ]);
    expect(jestTimes(undefined)).toEqual([]);
  });

  it('are read from the report of Playwright: each project by itself, tries added up, nested groups named', () => {
    const test = (projectName: string, ...durations: number[]) => ({
      projectName,
      results: durations.map((duration) => ({ duration })),
    });
    const report = {
      suites: [
        {
          title: 'buy.spec.ts',
          file: 'buy.spec.ts',
          specs: [{ title: 'browses', file: 'buy.spec.ts', tests: [test('desktop', 2_000, 1_000), test('phone')] }],
          suites: [
            { title: 'checkout', specs: [{ title: 'pays', file: 'buy.spec.ts', tests: [test('desktop', 4_000)] }] },
          ],
        },
      ],
    };
    expect(playwrightTimes(report)).toEqual([
      { file: 'buy.spec.ts', name: '[desktop] browses', seconds: 3 },
      { file: 'buy.spec.ts', name: '[phone] browses', seconds: 0 },
      { file: 'buy.spec.ts', name: '[desktop] checkout pays', seconds: 4 },
    ]);
    expect(playwrightTimes(undefined)).toEqual([]);
  });

  it('are the ten that took longest, of both runners, the slowest first', () => {
    const times = Array.from({ length: 12 }, (_, at) => ({ file: 'f', name: `t${at}`, seconds: (at * 5) % 12 }));
    const ten = slowest(times);
    expect(ten.map(({ seconds }) => seconds)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(timeLine({ file: 'f', name: 't7', seconds: 11 })).toBe('    11.0 s  f › t7');
  });
});
