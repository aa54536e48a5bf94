import { describe, expect, it } from '@jest/globals';
import {
  FINDING_RULES_BY_SUBJECT,
  type Thresholds,
  type WatchedLine,
  type WatchedOrder,
  type WatchedSheet,
  type WatchedYear,
} from './finding-rules';

const LIMITS: Thresholds = {
  outlierTimes: 8,
  historyOrders: 3,
  roundYuan: 1_000,
  roundOrders: 5,
  concentrationBp: 7_000,
  concentrationOrders: 10,
  backdateDays: 3,
};
const OF = { unitId: 'u', year: 2020 };
const line = (more: Partial<WatchedLine> = {}): WatchedLine => ({
  ...OF,
  id: 'l',
  orderId: 'o',
  goods: '小米 5kg',
  price: 1_850,
  amount: 5_000,
  weighed: true,
  history: { orders: 6, price: 1_850, amount: 5_000 },
  bandMedian: 1_900,
  ...more,
});
const order = (more: Partial<WatchedOrder> = {}): WatchedOrder => ({
  ...OF,
  id: 'o',
  number: 'YG1',
  supplierName: '合作社',
  totalFen: 10_000,
  shipped: 2,
  parcels: 1,
  shippedAt: '2020-07-02T00:00:00Z',
  sheets: [],
  split: null,
  ...more,
});
const sheet = (more: Partial<WatchedSheet> = {}): WatchedSheet => ({
  id: 's',
  number: 'YS1',
  recordedAt: '2020-07-05T01:00:00Z',
  signedAt: '2020-07-05T02:00:00Z',
  remark: '',
  ...more,
});
const year = (more: Partial<WatchedYear> = {}): WatchedYear => ({
  ...OF,
  supplierId: 's',
  supplierName: '合作社',
  orders: 8,
  sumFen: 600_000,
  unitOrders: 12,
  unitFen: 1_000_000,
  roundOrders: 1,
  orderIds: ['o'],
  roundIds: ['o'],
  ...more,
});
const split = {
  id: 'q',
  purpose: '食堂用粮',
  totalFen: 90_000,
  split: { days: 7, others: 2, sumFen: 180_000, limitFen: 100_000 },
};
const found = <T>(
  rules: readonly ((thing: T, limits: Thresholds) => readonly { rule: string; facts: string }[])[],
  thing: T,
) => rules.flatMap((rule) => rule(thing, LIMITS));
const { lines, orders, years } = FINDING_RULES_BY_SUBJECT;

describe('the rules of the fraud watch (domain §5, S44)', () => {
  it.each<[string, Partial<WatchedLine>, string | null]>([
    ['as always', {}, null],
    ['18.5 → 185 yuan', { price: 18_500 }, '是本单位以往 6 次采购中位单价 ¥18.50 的 10 倍'],
    ['just below the limit', { price: 14_799 }, null],
    ['at the limit', { price: 14_800 }, '的 8 倍'],
    [
      'a new product far above its like',
      { price: 19_000, history: { orders: 0, price: null, amount: null } },
      '是同类产品中位价 ¥19.00 的 10 倍',
    ],
    [
      'a new product without its like',
      { price: 19_000, bandMedian: null, history: { orders: 2, price: 1_850, amount: 1 } },
      null,
    ],
    ['pieces are not compared with prices by weight', { weighed: false, price: 19_000, history: none() }, null],
    ['176 → 1776 斤', { amount: 50_500 }, '本次 50.5 千克，是本单位以往 6 次采购中位数量 5 千克的 10.1 倍'],
    [
      'a large order of who ordered twice',
      { amount: 50_500, history: { orders: 2, price: 1_850, amount: 5_000 } },
      null,
    ],
  ])('of a line: %s', (_name, more, says) => {
    const facts = found(lines, line(more)).map((one) => one.facts);
    if (says === null) expect(facts).toEqual([]);
    else expect(facts).toEqual([expect.stringContaining(says)]);
  });

  it.each<[string, Partial<WatchedOrder>, string | null]>([
    ['with a parcel and without sheets', {}, null],
    ['finished without waybill', { parcels: 0 }, 'no_waybill'],
    ['of which nothing was sent', { parcels: 0, shipped: 0 }, null],
    ['accepted on the day', { sheets: [sheet()] }, null],
    ['accepted before it was shipped', { sheets: [sheet({ recordedAt: '2020-07-01T23:59:59Z' })] }, 'back_dated'],
    [
      'accepted before, with a reason',
      { sheets: [sheet({ recordedAt: '2020-07-01T00:00:00Z', remark: '自提' })] },
      null,
    ],
    ['entered three days later', { sheets: [sheet({ signedAt: '2020-07-08T01:00:00Z' })] }, 'back_dated'],
    ['entered a moment sooner', { sheets: [sheet({ signedAt: '2020-07-08T00:59:59Z' })] }, null],
    ['entered later, with a reason', { sheets: [sheet({ signedAt: '2020-07-09T01:00:00Z', remark: '断网' })] }, null],
    ['of a list that was split', { split }, 'split_orders'],
  ])('of an order %s: %s', (_name, more, rule) => {
    expect(found(orders, order(more)).map((one) => one.rule)).toEqual(rule === null ? [] : [rule]);
  });

  it.each<[string, Partial<WatchedYear>, string | null]>([
    ['as many do', {}, null],
    ['with four round sums', { roundOrders: 4 }, null],
    ['with five round sums', { roundOrders: 5 }, 'round_sums'],
    ['with 70 % of one supplier', { sumFen: 700_000 }, 'concentration'],
    ['with a fen less', { sumFen: 699_999 }, null],
    ['with few orders', { sumFen: 900_000, unitOrders: 9 }, null],
    ['of nothing', { sumFen: 0, unitFen: 0 }, null],
  ])('of a year %s: %s', (_name, more, rule) => {
    expect(found(years, year(more)).map((one) => one.rule)).toEqual(rule === null ? [] : [rule]);
  });

  it('names what it was found in once for each rule', () => {
    expect(lines.flatMap((rule) => rule(line({ price: 18_500, amount: 50_000 }), LIMITS))).toMatchObject([
      { rule: 'price_outlier', subject: 'l', orderIds: ['o'], severity: 'high', ...OF },
      { rule: 'quantity_outlier', subject: 'l', orderIds: ['o'], severity: 'high', ...OF },
    ]);
  });
});

function none(): WatchedLine['history'] {
  return { orders: 0, price: null, amount: null };
}
