import { describe, expect, it } from '@jest/globals';
import { CAMPAIGN_STATUS_CODES } from '@yigou/contracts/labels';
import { barOf, deliveryWords, hasResults, sharesLeft, standingWords, timeLeft } from './campaign-words';

const shares = (paidShares: number, heldShares = 0) => ({
  paidShares,
  heldShares,
  thresholdShares: 30,
  capShares: 100,
});

describe('what is said of a campaign', () => {
  it('counts the time down, and says that it is over only when it is', () => {
    expect(timeLeft(3 * 86_400_000 + 4 * 3_600_000 + 59)).toBe('3 天 4 小时');
    expect(timeLeft(86_400_000)).toBe('1 天');
    expect(timeLeft(86_399_000)).toBe('23:59:59');
    expect(timeLeft(1)).toBe('00:00:01');
    expect(timeLeft(0)).toBe('已截止');
    expect(timeLeft(-5)).toBe('已截止');
  });

  it('shows what is paid of the cap, full only when it is full', () => {
    expect(barOf(shares(0))).toEqual({ paid: 0, threshold: 30 });
    expect(barOf({ ...shares(99_999), capShares: 100_000, thresholdShares: 1 }).paid).toBe(99.9);
    expect(barOf(shares(100)).paid).toBe(100);
  });

  it('says how many shares are missing, then how many are left, and why none can be had', () => {
    expect(standingWords('recruiting', shares(27))).toBe('还差 3 份成团');
    expect(standingWords('recruiting', shares(30, 20))).toBe('已达到成团份数，还可参加 50 份');
    expect(standingWords('recruiting', shares(80, 20))).toContain('有人没付款会放出来');
    expect(standingWords('recruiting', shares(100))).toBe('名额已满，马上成团');
    expect(sharesLeft(shares(90, 20))).toBe(0);
    expect(standingWords('failed', shares(2))).toContain('原路退回');
  });

  it('has a sentence for whatever everybody can see, and results where it succeeded', () => {
    const seen = CAMPAIGN_STATUS_CODES.slice(CAMPAIGN_STATUS_CODES.indexOf('recruiting'));
    for (const status of seen) expect(standingWords(status, shares(1))).not.toBe('');
    expect(seen.filter((status) => !hasResults(status))).toEqual([
      'recruiting',
      'awaiting_balance',
      'collecting',
      'failed',
      'cancelled',
    ]);
  });

  it('says where the goods go', () => {
    expect(deliveryWords('recipient', '西吉县人民医院')).toContain('西吉县人民医院');
    expect(deliveryWords('each', null)).toContain('地址');
    expect(deliveryWords('each', null, true)).toContain('名单');
    expect(deliveryWords('pickup', null)).toContain('取货码');
  });
});
