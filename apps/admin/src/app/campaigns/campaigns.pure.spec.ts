import { describe, expect, it } from '@jest/globals';
import { navigationOf } from '../shell/nav';

describe('以购代捐 in the console', () => {
  it('is found in the navigation of an office', () => {
    const office = { organisationId: 'o', organisationName: '省级单位', role: 'clerk', regionPrefix: '62' } as const;
    const seat = { ...office, kind: 'administration', reviewLevel: 'province', township: null } as const;
    const paths = navigationOf(seat).flatMap(({ items }) => items);
    expect(paths.map(({ path }) => path)).toContain('/administration/campaigns');
  });
});
