import { expect, it } from '@jest/globals';
import { isWhollyDelivered } from './delivery-schemas';
import { closedOn, nextReceiving, receivingWords, weekdayOf, weekdayWords } from './delivery-words';

const POINT = { name: '食堂', weekdays: [1, 2, 3, 5], opens: '07:30', closes: '10:00' };

it('says when a point receives', () => {
  expect(receivingWords(POINT)).toBe('周一至周三、周五 07:30–10:00');
  expect(receivingWords({ ...POINT, weekdays: [7, 6, 5, 4, 3, 2, 1] })).toBe('每天 07:30–10:00');
  expect(weekdayWords([7, 1])).toBe('周一、周日');
});

it('knows the day of a date, why a day is closed, and the next one that is not', () => {
  expect([weekdayOf('2026-12-07'), weekdayOf('2026-12-13')]).toEqual([1, 7]);
  expect(closedOn(POINT, '2026-12-07')).toBeNull();
  expect(closedOn(POINT, '2026-12-10')).toBe('“食堂”周四不收货，请选周一至周三、周五');
  expect(nextReceiving(POINT, '2026-12-10')).toBe('2026-12-11');
  expect(nextReceiving(POINT, '2026-12-31')).toBe('2027-01-01');
});

it('counts each piece of a list at one point, and something at each', () => {
  const [rice, oil] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];
  const to = (...lines: { skuId: string; quantity: number }[]) => ({
    pointId: rice,
    deliverOn: '2026-12-07',
    lines,
  });
  const lines = [
    { skuId: rice, quantity: 3 },
    { skuId: oil, quantity: 1 },
  ];
  const [some, rest] = [
    { skuId: rice, quantity: 1 },
    { skuId: rice, quantity: 2 },
  ];
  const [all] = [{ skuId: oil, quantity: 1 }];
  expect(isWhollyDelivered({ lines })).toBe(true);
  expect(isWhollyDelivered({ lines, deliveries: [to(some, all), to(rest)] })).toBe(true);
  expect(isWhollyDelivered({ lines, deliveries: [to(some, all)] })).toBe(false);
  expect(isWhollyDelivered({ lines, deliveries: [to(some, all), to(rest), to()] })).toBe(false);
  expect(isWhollyDelivered({ lines: [], deliveries: [to()] })).toBe(true);
});
