import { type RouteId, routes } from '@yigou/contracts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Examples of successful answers for the OpenAPI document, taken from what tests are answered. `RECORD_EXAMPLES=1` writes them, by one worker:
 *
 *     echo '{}' > apps/api/src/http/examples.json
 *     RECORD_EXAMPLES=1 npm run jest -- --selectProjects=database --maxWorkers=1 --testPathPatterns 'apps/api/.*http.spec' --testPathIgnorePatterns 'openapi|hostile|huge'
 */
const FILE = join(import.meta.dirname, '../http/examples.json');
const RECORDING = process.env['RECORD_EXAMPLES'] === '1';
/** Rows of a list: the first show its shape. */
const ROWS = 2;
const MOST_CHARACTERS = 12_000;
const FIRST_DAY = Date.UTC(2026, 0, 5, 2);
const DAY_MS = 86_400_000;

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const HASH = /^[0-9a-f]{64}$/;
const TOKEN = /[\w-]{40,}/g;
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const IDENTITY_NUMBER = /(?<!\d)\d{17}[\dX](?!\d)/g;

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];

/** Lists cut to their first rows. */
function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, ROWS).map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cut(part)]));
}

/**
 * The answer as it would be on any other day and run: ids are numbered as they appear, instants and days keep their order and nothing else, and what a person is
 * known by is nobody's.
 */
export function stable(answer: unknown): unknown {
  const value = cut(answer);
  const all = strings(value);
  const ids = [...new Set(all.flatMap((text) => text.match(UUID) ?? []))];
  const times = [...new Set(all.filter((text) => INSTANT.test(text) || DATE.test(text)))].toSorted(
    (a, b) => Date.parse(a) - Date.parse(b),
  );
  const days = new Map(times.map((time, at) => [time, new Date(FIRST_DAY + at * DAY_MS).toISOString()]));
  const text = (of: string): string => {
    const day = days.get(of);
    if (day) return DATE.test(of) ? day.slice(0, 10) : day;
    if (HASH.test(of)) return '0123456789abcdef'.repeat(4);
    const kept = of.replace(UUID, (id) => `01980000-0000-7000-8000-${String(ids.indexOf(id) + 1).padStart(12, '0')}`);
    return kept
      .replace(PHONE, '13800138000')
      .replace(IDENTITY_NUMBER, '110101199003070038')
      .replace(TOKEN, (token) => (token.includes('01980000-0000-7000') ? token : 'A'.repeat(token.length)));
  };
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return text(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [text(key), walk(inner)]));
  };
  return walk(value);
}

/** How much of an answer is empty: less of it says more. */
const emptyParts = (value: unknown): number =>
  value === null
    ? 1
    : typeof value === 'object'
      ? (Object.keys(value).length === 0 ? 1 : 0) +
        Object.values(value).reduce((sum, part) => sum + emptyParts(part), 0)
      : 0;

/** Below nought where `a` shows more than `b`; of two that show as much the shorter one, so that the order of the tests is nothing. */
export function byMeaning(a: unknown, b: unknown): number {
  const [long, other] = [JSON.stringify(a), JSON.stringify(b)];
  return emptyParts(a) - emptyParts(b) || long.length - other.length || (long < other ? -1 : long > other ? 1 : 0);
}

const found = new Map<string, unknown>();
const answering = new Map(routes.map((route) => [route.id, route]));

/** Keeps a successful answer where it shows more than those before it. */
export function recordExample(id: RouteId, status: number, body: unknown): void {
  const route = RECORDING ? answering.get(id) : undefined;
  if (!route?.response || status !== (route.status ?? 200)) return;
  const example = stable(body);
  if (JSON.stringify(example).length > MOST_CHARACTERS) return;
  const known = found.get(id);
  if (known === undefined || byMeaning(example, known) < 0) found.set(id, example);
}

/** Writes what this file's tests were answered beside what others were. */
export function saveExamples(): void {
  if (!RECORDING) return;
  const kept = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;
  for (const [id, example] of found) if (kept[id] === undefined || byMeaning(example, kept[id]) < 0) kept[id] = example;
  const sorted = Object.fromEntries(Object.entries(kept).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(sorted, null, 2)}\n`);
}
