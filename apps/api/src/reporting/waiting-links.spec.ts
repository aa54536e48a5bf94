import { describe, expect, it } from '@jest/globals';
import {
  MEMBER_ROLE_CODES,
  mayCall,
  paths,
  REVIEW_LEVEL_CODES,
  type RouteId,
  routes,
  type SeatPlace,
} from '@yigou/contracts';
import { concerns, type WaitingKind } from '@yigou/platform';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONTEXTS, WAITING } from '../contexts';

const CONSOLE = join(import.meta.dirname, '../../../admin/src/app');
/** How a page orders its rows is in its address too, and filters nothing. */
const ORDERS: readonly string[] = ['sort', 'order'];

/** Pages that the menu leaves out, for a page that it shows leads to them: the unit's share, and the applications of units. The list can only shrink. */
const BEHIND_OTHERS: readonly string[] = ['/agency/corrections', '/agency/unit-changes', '/finance/unit-changes'];

/** Kinds of seats in the console. */
const KINDS = ['supplier', 'administration', 'agency', 'finance', 'auditor', 'recipient'] as const;

interface Page {
  readonly file: string;
  /** What its entry in the navigation asks for: who may not read it does not see the entry. */
  readonly reads: RouteId | undefined;
}
/** The console's pages by their addresses, as each context's `screens` name them. */
const pages = new Map<string, Page>(
  readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.screens.ts'))
    .flatMap((name) => {
      const text = readFileSync(join(CONSOLE, name), 'utf8');
      return KINDS.flatMap((kind) => {
        const part = text.split(/^ {2}(?=\w+: \{$)/m).find((block) => block.startsWith(`${kind}: {`)) ?? '';
        const entries = new Map(
          [...part.matchAll(/entry\('[^']+', '([^']+)',[^)]*'(\w+)'\)/g)].map((at) => [at[1], at[2]]),
        );
        return [...part.matchAll(/path: '([^']+)',[^}]*?import\('([^']+)'\)/gs)].map(
          ([, path = '', file = '']): [string, Page] => [
            `/${kind}/${path}`,
            { file: join(CONSOLE, dirname(name), `${file}.ts`), reads: entries.get(path) as RouteId | undefined },
          ],
        );
      });
    }),
);
/** The source of a page with what it is made of, outside of what all pages share. */
function sourceOf(file: string, seen = new Set<string>()): string {
  if (seen.has(file) || file.includes('/shared/')) return '';
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const parts = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, from = '']) => join(dirname(file), `${from}.ts`));
  return [text, ...parts.map((part) => sourceOf(part, seen))].join('\n');
}

const PREFIXES = {
  township: '621222',
  industry: '621222',
  county: '621222',
  city: '6212',
  province: '62',
  national: '',
};
/** Every seat that a person can have in the console. */
const SEATS: readonly SeatPlace[] = MEMBER_ROLE_CODES.flatMap((role): SeatPlace[] => [
  ...(['supplier', 'agency', 'recipient'] as const).map((kind) => ({
    kind,
    role,
    duties: [],
    level: null,
    regionPrefix: '',
    township: null,
  })),
  ...(['finance', 'auditor'] as const).map((kind) => ({
    kind,
    role,
    duties: [],
    level: 'city' as const,
    regionPrefix: '6212',
    township: null,
  })),
  ...REVIEW_LEVEL_CODES.map((level) => ({
    kind: 'administration' as const,
    role,
    duties: [],
    level,
    regionPrefix: PREFIXES[level],
    township: level === 'township' ? '碧口镇' : null,
  })),
]);
const kinds = WAITING.map((kind) => [kind.code, kind] as const);
const filtersOf = ({ link }: WaitingKind) => Object.entries(link.query ?? {}).filter(([key]) => !ORDERS.includes(key));

describe('what waits', () => {
  it('is named apart, by the context that it belongs to, in words of its own', () => {
    const strangers = CONTEXTS.flatMap(({ name, waiting }) =>
      waiting.filter(({ code }) => !code.startsWith(`${name}.`)),
    );
    expect(strangers).toEqual([]);
    expect(new Set(WAITING.map(({ code }) => code)).size).toBe(WAITING.length);
    for (const kind of KINDS) {
      const labels = WAITING.filter(({ seats }) => seats.kind === kind).map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const label of labels) expect(label).toMatch(/\p{Script=Han}{4}/u);
    }
  });

  it.each(kinds)(
    '%s leads to a page that there is, of its kind of seat, which reads what is counted',
    (_code, kind) => {
      const page = pages.get(kind.link.path);
      const behind = BEHIND_OTHERS.includes(kind.link.path) && sourceOf(page?.file ?? '').includes(`'${kind.list}'`);
      const reads = behind ? kind.list : page?.reads;
      expect(kind.link.path.startsWith(`/${kind.seats.kind}/`)).toBe(true);
      expect({ path: kind.link.path, reads }).toEqual({ path: kind.link.path, reads: kind.list });
    },
  );

  it.each(kinds)('%s is for seats that may read it, and for some', (_code, kind) => {
    const own = SEATS.filter((seat) => concerns(kind, seat));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((seat) => !mayCall(paths[kind.list], seat))).toEqual([]);
  });

  it.each(kinds)('%s says in its link no filter that the page or the list would leave out', (_code, kind) => {
    const source = sourceOf(pages.get(kind.link.path)?.file ?? '');
    const query = routes.find(({ id }) => id === kind.list)?.query;
    for (const [key, value] of filtersOf(kind)) {
      expect(source).toMatch(new RegExp(`key: '${key}'`));
      expect([query?.parse({ [key]: value })[key]].flat()).toEqual([value]);
    }
  });
});
