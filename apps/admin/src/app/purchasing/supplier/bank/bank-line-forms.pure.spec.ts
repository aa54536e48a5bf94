import { describe, expect, it } from '@jest/globals';
import type { ApiClient } from '@yigou/web-data';
import { FormValues } from '../../../shared/form-dialog/form';
import { type BankLine, type BankLineRow, certainPairs, confirmForm, matchForm, reasonsOf } from './bank-line-forms';

const suggestion = (transferId: string, more: object = {}) => ({
  transferId,
  orderNumber: `YG-${transferId}`,
  unitName: '第一小学',
  amountFen: 100,
  paidOn: '2026-01-05',
  sameAmount: true,
  named: false,
  samePayer: false,
  certain: false,
  ...more,
});
const line = (suggestions: readonly object[], more: object = {}) =>
  ({ id: 'l', day: '2026-01-05', amountFen: 100, state: 'suggested', match: null, suggestions, ...more }) as BankLine;
const api = {} as ApiClient;
const picked = (one: BankLine) => FormValues.initial(matchForm(api, one, () => undefined).fields).text('transferId');

describe('which voucher a line is of', () => {
  it('is picked beforehand where there is one, or no doubt; where two are as likely, a person picks', () => {
    expect(picked(line([suggestion('a')]))).toBe('a');
    expect(picked(line([suggestion('a', { named: true, certain: true }), suggestion('b')]))).toBe('a');
    expect(picked(line([suggestion('a'), suggestion('b')]))).toBe('');
  });

  it('is asked of those alone whose sum is the same, and of none once it is matched', () => {
    const other = suggestion('b', { sameAmount: false, named: true, amountFen: 90 });
    const [field] = matchForm(api, line([suggestion('a'), other]), () => undefined).fields;
    expect(Object.keys(field?.options ?? {})).toEqual(['a']);
    expect(reasonsOf(other)).toBe('凭证金额 ¥0.90，不一致，附言写了订单号');
    const match = { transferId: 'a', orderNumber: 'YG-a', unitName: '第一小学', status: 'submitted' };
    expect(confirmForm(api, line([], { match }), () => undefined).fields).toEqual([]);
  });

  it('is confirmed together with others only where there is no doubt, fifty at a time', () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({
      id: `l${at}`,
      suggestion: at === 0 ? suggestion('x') : suggestion(`t${at}`, { certain: true }),
    })) as unknown as BankLineRow[];
    const pairs = certainPairs(rows);
    expect(pairs).toHaveLength(50);
    expect(pairs[0]).toEqual({ lineId: 'l1', transferId: 't1' });
  });
});
