import { describe, expect, it } from '@jest/globals';
import { consoleLink } from './console-link';

describe('where a notice leads', () => {
  it('takes paths of the console with their query', () => {
    expect(consoleLink('/administration/objections?id=7')).toEqual({
      path: '/administration/objections',
      query: { id: '7' },
    });
    expect(consoleLink('/agency/share?year=2026')).toEqual({ path: '/agency/share', query: { year: '2026' } });
    expect(consoleLink('/account/members')).toEqual({ path: '/agency/members', query: {} });
    expect(consoleLink('/supplier/applications/9')).toEqual({ path: '/supplier/applications/9', query: {} });
  });

  it('takes those of every seat', () => {
    expect(consoleLink('/recipient/needs?id=7')).toEqual({ path: '/recipient/needs', query: { id: '7' } });
    expect(consoleLink('/auditor')).toEqual({ path: '/auditor', query: {} });
  });

  it('leaves the shop and other sites alone', () => {
    for (const link of ['https://example.org/x', '//example.org', 'javascript:alert(1)', '/publicity', '/orders/7', ''])
      expect(consoleLink(link)).toBeNull();
  });
});
