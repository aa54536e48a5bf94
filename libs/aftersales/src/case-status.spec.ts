import { describe, expect, it } from '@jest/globals';
import { AFTERSALES_DEFAULTS, AFTERSALES_STATUS_CODES, AFTERSALES_TURNS } from '@yigou/contracts';
import { CASE } from './case-status';

describe('an after-sales case', () => {
  it('is somebody’s turn exactly while a person decides, and has an end by itself unless the platform was asked', () => {
    const open = AFTERSALES_STATUS_CODES.filter((status) => AFTERSALES_TURNS[status] !== null);
    expect(open).toEqual(['applied', 'returning', 'sent_back', 'refused', 'intervening']);
    expect(AFTERSALES_STATUS_CODES.filter((status) => AFTERSALES_DEFAULTS[status] !== null)).toEqual(
      open.filter((status) => status !== 'intervening'),
    );
  });

  it('pays once: nothing leads from its end, and to its money only who decides', () => {
    const paying = CASE.moves.filter(({ to }) => to === 'refunding').map(({ action }) => action);
    expect(new Set(paying)).toEqual(new Set(['agree', 'receive', 'grant', 'fail']));
    expect(CASE.moves.filter(({ from }) => from === 'closed')).toEqual([]);
  });
});
