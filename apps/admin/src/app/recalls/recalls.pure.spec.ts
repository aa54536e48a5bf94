import { describe, expect, it } from '@jest/globals';
import { navigationOf } from '../shell/nav';
import { batchNumbers } from './recall-forms';

describe('召回 in the console', () => {
  it('is found in the navigation of an office', () => {
    const office = { organisationId: 'o', organisationName: '省级单位', role: 'clerk', regionPrefix: '62' } as const;
    const seat = { ...office, kind: 'administration', reviewLevel: 'province', township: null } as const;
    const paths = navigationOf(seat).flatMap(({ items }) => items);
    expect(paths.map(({ path }) => path)).toContain('/administration/recalls');
  });

  it('takes batch numbers as people paste them', () => {
    expect(batchNumbers(' pc201129000001，PC201129000002\nＰＣ201129000003 ')).toEqual([
      'PC201129000001',
      'PC201129000002',
      'PC201129000003',
    ]);
  });
});
