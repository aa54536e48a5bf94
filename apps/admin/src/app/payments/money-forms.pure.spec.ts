import '@angular/compiler';
import { describe, expect, it } from '@jest/globals';
import type { ApiClient } from '@yigou/web-data';
import { FormValues } from '../shared/form-dialog/form';
import { endCaseForm, type PaymentRow, received, retryRefundForm } from './money-forms';

const calls: unknown[] = [];
const api = { call: async (...call: unknown[]) => void calls.push(call) } as unknown as ApiClient;
const what = {
  expectedFen: 1_000,
  received: 700,
  currency: 'cny',
  openedAt: '2026-01-01T00:00:00Z',
  ending: null,
  reason: null,
  endedAt: null,
};

describe('the dialog about money in quarantine', () => {
  const form = endCaseForm(api, { id: 'p1' } as PaymentRow, what);
  const words = (values: FormValues) =>
    [form.intro, form.action].map((each) => (typeof each === 'function' ? each(values) : each));

  it.each([
    ['refund', '全部原路退回买家', '退回 ¥7.00'],
    ['accept', '已关闭的订单不会恢复', '接受到账的 ¥7.00'],
  ])('names what was asked, what came and what “%s” does', (ending, effect, action) => {
    const [intro, button] = words(new FormValues({ ending, reason: '' }));
    for (const part of ['¥10.00', '¥7.00', effect]) expect(intro).toContain(part);
    expect(button).toBe(action);
  });

  it('sends what was chosen, once under its key', async () => {
    await form.send(new FormValues({ ending: 'accept', reason: ' 已补足 ' }), 'key');
    expect(calls.at(-1)).toEqual([
      'endPaymentCase',
      { params: { id: 'p1' }, body: { ending: 'accept', reason: '已补足' }, idempotencyKey: 'key' },
    ]);
  });

  it('names another currency as it is', () => {
    expect(received({ ...what, currency: 'usd' })).toBe('7.00 USD');
  });
});

it('the dialog about a failed refund names its amount', async () => {
  const refund = { id: 'r1', amountFen: 500, status: 'failed', reason: '', tryNo: 2, failure: null } as const;
  const form = retryRefundForm(api, refund);
  expect(form.action).toBe('重新退款 ¥5.00');
  await form.send(new FormValues({ reason: '可以重试' }), 'key');
  expect(calls.at(-1)).toEqual([
    'retryRefund',
    { params: { id: 'r1' }, body: { reason: '可以重试' }, idempotencyKey: 'key' },
  ]);
});
