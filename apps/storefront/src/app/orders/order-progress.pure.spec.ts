import { describe, expect, it } from '@jest/globals';
import type { OrderView } from '@yigou/contracts';
import { countdown, orderTimeline, parcelTimeline } from './order-progress';

type Parcel = OrderView['parcels'][number];

describe('an unpaid order counts down', () => {
  it('in minutes and seconds, and stops at zero', () => {
    expect(countdown(29 * 60_000 + 8_000)).toBe('29分08秒');
    expect(countdown(90 * 60_000)).toBe('1小时30分');
    expect(countdown(-5_000)).toBe('0分00秒');
  });
});

describe('the timeline of an order', () => {
  const titles = (lines: { shippedQuantity: number; endedQuantity: number }[]) => {
    const steps = (['part_shipped', 'shipped'] as const).map((to) => ({ to, at: '', actor: '', note: '' }));
    return orderTimeline({ steps, lines } as unknown as OrderView).map(({ title }) => title);
  };

  it('says that all was sent', () => {
    expect(titles([{ shippedQuantity: 3, endedQuantity: 0 }])).toEqual(['已全部发货', '部分已发货']);
  });

  it('says what was sent and what was not where the rest was ended', () => {
    const lines = [
      { shippedQuantity: 2, endedQuantity: 1 },
      { shippedQuantity: 3, endedQuantity: 0 },
    ];
    expect(titles(lines)).toEqual(['已发 5 件，其余 1 件不再发', '部分已发货']);
  });
});

describe('a parcel', () => {
  it('is told in the order in which things happened, however late the carrier reports', () => {
    const parcel = {
      events: [
        { code: 'delivered', at: '2026-01-03T00:00:00Z', place: '北京', note: '已签收' },
        { code: 'collected', at: '2026-01-01T00:00:00Z', place: '白沙', note: '' },
        { code: 'exception', at: '2026-01-02T00:00:00Z', place: '', note: '天气延误' },
      ],
    } as unknown as Parcel;
    expect(parcelTimeline(parcel).map(({ title, text, mark }) => [title, text, mark])).toEqual([
      ['已签收', '北京 · 已签收', 'now'],
      ['异常', '天气延误', 'bad'],
      ['已揽收', '白沙', 'past'],
    ]);
  });
});
