import { describe, expect, it } from '@jest/globals';
import { CONTEXTS } from '../contexts';
import { navigationOf } from './nav';

const of = (kind: 'supplier' | 'administration', regionPrefix = '') =>
  navigationOf({ kind, regionPrefix }).flatMap(({ items }) => items.map(({ path }) => path));

describe('the navigation', () => {
  it('shows the whole country’s offices all of it, and a county nothing that the API refuses it', () => {
    const whole = of('administration');
    const county = of('administration', '621222');
    expect(whole.filter((path) => !county.includes(path))).toEqual([
      '/administration/imports',
      '/administration/payments',
      '/administration/jobs',
      '/administration/audit',
      '/administration/mails',
    ]);
    expect(county).toContain('/administration/reviews');
  });

  it.each(['supplier', 'administration'] as const)('leads a %s to pages that there are, each once', (kind) => {
    const pages = CONTEXTS.flatMap((context) => context[kind]?.routes ?? []).map(({ path }) => `/${kind}/${path}`);
    const paths = of(kind);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !pages.includes(path))).toEqual([]);
    expect([new Set(paths).size, new Set(pages).size]).toEqual([paths.length, pages.length]);
  });
});
