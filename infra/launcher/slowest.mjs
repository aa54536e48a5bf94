// Which tests take longest, read from the reports of Jest and Playwright: what is to be made quicker first.

/**
 * @typedef {{ file: string, name: string, seconds: number }} Timed
 */

/**
 * What each test took by itself. What a file does before its tests (booting an API) is Jest's to tell.
 * @param {any} report of Jest's --json @param {(path: string) => string} shorten
 * @returns {Timed[]}
 */
export function jestTimes(report, shorten = (path) => path) {
  return (report?.testResults ?? []).flatMap(({ name, assertionResults = [] }) =>
    assertionResults
      .filter(({ duration }) => typeof duration === 'number')
      .map(({ fullName, duration }) => ({ file: shorten(name), name: fullName, seconds: duration / 1000 })),
  );
}

/**
 * One time per test and project; tries of the same test add up, as their waiting did.
 * @param {any} report of Playwright's JSON reporter
 * @returns {Timed[]}
 */
export function playwrightTimes(report) {
  return (report?.suites ?? []).flatMap((suite) => suiteTimes(suite, []));
}

function suiteTimes(suite, groups) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    (spec.tests ?? []).map(({ projectName, results = [] }) => ({
      file: spec.file ?? suite.file ?? '',
      name: [projectName && `[${projectName}]`, ...groups, spec.title].filter(Boolean).join(' '),
      seconds: results.reduce((total, { duration = 0 }) => total + duration, 0) / 1000,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => suiteTimes(inner, [...groups, inner.title]))];
}

/** @param {Timed[]} times @returns {Timed[]} the slowest first */
export const slowest = (times, count = 10) => times.toSorted((a, b) => b.seconds - a.seconds).slice(0, count);

/** @param {Timed} timed a line of the list that `npm test` prints */
export const timeLine = ({ seconds, file, name }) => `  ${seconds.toFixed(1).padStart(6)} s  ${file} › ${name}`;
