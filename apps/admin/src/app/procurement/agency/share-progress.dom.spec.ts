import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../../shared/testing/form-screen';
import { ShareProgress } from './share-progress';

const PROGRESS = {
  year: 2026,
  reservedFen: 1_000_000,
  boughtFen: 0,
  countedFen: 0,
  parts: { ownFen: 0, unionFen: 0, staffFen: 0 },
  encumberedFen: 50_000,
  fulfilmentBp: 1_000,
  elapsedBp: 5_000,
  forecastFen: 200_000,
  lags: true,
  months: [],
};

describe('how far a unit has come', () => {
  it('is a gauge against the time that has gone by, with a warning before the December rush', async () => {
    const screen = await FormScreen.open(ShareProgress, { year: 2026 });
    await screen.answer(screen.asked('/progress'), {
      ...PROGRESS,
      countedFen: 100_000,
      parts: { ownFen: 60_000, unionFen: 30_000, staffFen: 10_000 },
    });
    // R8: apart.
    for (const part of ['单位采购', '¥600.00', '工会采购', '¥300.00', '职工个人', '¥100.00'])
      expect(screen.text()).toContain(part);
    expect(screen.at<HTMLElement>('share-gauge').getAttribute('aria-valuetext')).toBe('完成率 10%，时间已过 50%');
    expect(screen.at<HTMLElement>('share-lags').textContent).toContain('还差 ¥9,000.00');
  });

  it('has no gauge where nothing is reserved (R4), though purchases are told', async () => {
    const screen = await FormScreen.open(ShareProgress, { year: 2026 });
    await screen.answer(screen.asked('/progress'), { ...PROGRESS, reservedFen: null, fulfilmentBp: null, lags: false });
    expect(screen.all('share-gauge')).toHaveLength(0);
    expect(screen.all('share-lags')).toHaveLength(0);
    expect(screen.text()).toContain('¥500.00');
  });
});
