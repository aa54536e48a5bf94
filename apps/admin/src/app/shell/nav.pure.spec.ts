import { describe, expect, it } from '@jest/globals';
import { MEMBER_ROLE_CODES, REVIEW_LEVEL_CODES } from '@yigou/contracts/labels';
import { paths, type RouteId, type RoutePath } from '@yigou/contracts/paths';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CONTEXTS } from '../contexts';
import { maySeat } from '../identity/access';
import type { Seat, SeatKind } from '../identity/session';
import { icons } from './icons';
import { headingOf, navigationOf, openHeadings } from './nav';

/** Rows of a menu that need no scrolling on a small laptop. */
const SHOWN = 14;
const PREFIXES = {
  township: '621222',
  industry: '621222',
  county: '621222',
  city: '6212',
  province: '62',
  national: '',
};
const seat = (kind: SeatKind, of: Partial<Seat> = {}): Seat => ({
  kind,
  organisationId: 'o',
  organisationName: '某单位',
  role: 'clerk',
  duties: [],
  regionPrefix: '',
  reviewLevel: null,
  township: null,
  ...of,
});
const offices = REVIEW_LEVEL_CODES.map((reviewLevel) =>
  seat('administration', {
    reviewLevel,
    regionPrefix: PREFIXES[reviewLevel],
    township: reviewLevel === 'township' ? '碧口镇' : null,
  }),
);
/** The kinds of seats that the console knows, each with the fewest entries that its menu has. */
const FEWEST = {
  supplier: 11,
  administration: 11,
  agency: 3,
  finance: 3,
  auditor: 3,
  recipient: 2,
} as const satisfies Record<SeatKind, number>;
const KINDS = Object.keys(FEWEST) as SeatKind[];
/** Every kind of seat, offices of every level, in every role. */
const SEATS: readonly Seat[] = [
  seat('supplier'),
  ...offices,
  seat('agency'),
  seat('finance', { regionPrefix: '6212' }),
  seat('auditor', { regionPrefix: '6212' }),
  seat('recipient'),
].flatMap((one) => MEMBER_ROLE_CODES.map((role) => ({ ...one, role })));
const addresses = (of: Seat) => navigationOf(of).flatMap(({ items }) => items.map(({ path }) => path));

const app = join(import.meta.dirname, '..');
const sources = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.screens.ts'));
/** The file of each page, by the kind of seat and its path: as the context's screens load it. */
const pageFiles = new Map(
  sources.flatMap((name) => {
    const text = readFileSync(join(app, name), 'utf8');
    return KINDS.flatMap((kind) => {
      const part = text.split(/^ {2}(?=\w+: \{$)/m).find((block) => block.startsWith(`${kind}: {`)) ?? '';
      // A page that both kinds of seats have stands before the rest.
      const shared = text.split('screens({')[0] ?? '';
      return [...`${shared}${part}`.matchAll(/path: '([^']+)',[^}]*?import\('([^']+)'\)/gs)].map(
        ([, path = '', file = '']) => [`/${kind}/${path}`, join(app, dirname(name), `${file}.ts`)] as const,
      );
    });
  }),
);
/** The routes that a page and what it is made of, outside what all pages share, read without being asked for one thing. */
function readsOf(file: string, seen = new Set<string>()): RouteId[] {
  if (seen.has(file) || file.includes('/shared/')) return [];
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const own = [...text.matchAll(/(?<!<)'(\w+)'/g)]
    .map(([, word = '']) => word)
    .filter((word): word is RouteId => Object.hasOwn(paths, word))
    .filter((id) => paths[id].method === 'GET' && !paths[id].path.includes(':'));
  const parts = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, from = '']) => join(dirname(file), `${from}.ts`));
  return [...own, ...parts.flatMap((part) => readsOf(part, seen))];
}

describe('the navigation', () => {
  it('has no entry whose picture the console does not have', () => {
    const known = new Set(icons.map(({ name }) => name));
    const shown = SEATS.flatMap((of) => navigationOf(of).flatMap(({ items }) => items.map(({ icon }) => icon)));
    expect(shown.filter((icon) => !known.has(icon))).toEqual([]);
  });

  it.each(SEATS.map((one) => [one.kind, one.reviewLevel, one.role, one] as const))(
    'leads %s %s %s to no page whose reading the access table refuses',
    (_kind, _level, _role, one) => {
      const shown = addresses(one);
      expect(shown.length).toBeGreaterThanOrEqual(FEWEST[one.kind]);
      const refused = shown.flatMap((path) =>
        readsOf(pageFiles.get(path) ?? `no page at ${path}`)
          .filter((id) => !maySeat(id, one))
          .map((id) => `${path} ${id}`),
      );
      expect(refused).toEqual([]);
    },
  );

  it('names for each entry a list that its page does read', () => {
    const entries = CONTEXTS.flatMap((context) =>
      KINDS.flatMap((kind) =>
        (context[kind]?.navigation ?? []).map(({ path, reads }) => ({ path: `/${kind}/${path}`, reads })),
      ),
    );
    expect(entries.filter(({ path, reads }) => !readsOf(pageFiles.get(path) ?? '').includes(reads))).toEqual([]);
    const strangers = entries.filter(({ path, reads }) => {
      const { who }: RoutePath = paths[reads];
      return who !== 'member' && !path.startsWith(`/${who}/`);
    });
    expect(strangers).toEqual([]);
  });

  it('keeps from a county what belongs to no region', () => {
    const county = addresses(seat('administration', { reviewLevel: 'county', regionPrefix: '621222' }));
    const nation = addresses(seat('administration', { reviewLevel: 'national' }));
    expect(nation.filter((path) => !county.includes(path)).sort()).toEqual([
      '/administration/audit',
      '/administration/imports',
      '/administration/jobs',
      '/administration/mails',
      '/administration/payment-comparisons',
      '/administration/payments',
      '/administration/region-changes',
    ]);
  });

  it.each(KINDS)('leads a %s to pages that there are, each once', (kind) => {
    const pages = CONTEXTS.flatMap((context) => context[kind]?.routes ?? []).map(({ path }) => `/${kind}/${path}`);
    const shown = addresses(seat(kind, { reviewLevel: kind === 'administration' ? 'national' : null }));
    expect(shown.filter((path) => !pages.includes(path))).toEqual([]);
    expect([new Set(shown).size, new Set(pages).size]).toEqual([shown.length, pages.length]);
  });

  it('shows a short menu whole, and of a long one the heading of the page', () => {
    const [school, supplier] = [navigationOf(seat('agency')), navigationOf(seat('supplier'))];
    const nation = navigationOf(seat('administration'));
    expect(openHeadings(school, null)).toEqual(school.map(({ label }) => label));
    expect(openHeadings(supplier, '收款与发票')).toEqual(['收款与发票']);
    expect(headingOf(nation, '/administration/reviews/1?tab=form')).toBe('认定');
    expect(headingOf(nation, '/administration/reviewsof')).toBeNull();
    expect(openHeadings(nation, '认定')).toEqual(['认定']);
    expect(openHeadings(nation, null)).toEqual(['工作台']);
    for (const menu of [nation, supplier])
      for (const { items } of menu) expect(menu.length + items.length).toBeLessThanOrEqual(SHOWN);
  });
});
