import { describe, expect, it } from '@jest/globals';
import { POLICY_CODES, type PolicyName } from '@yigou/contracts/labels';
import { POLICY_VALUES } from '@yigou/contracts';
import { bodyOf } from '@yigou/contracts/bodies';
import { FormValues } from '../shared/form-dialog/form';
import { historyOf, inForceFor, type PolicyRow, prefixOf } from './in-force';
import { checkValue, labelOf, POLICY_GROUPS, policyBody, valueFields, valueOf, valueWords } from './policy-values';

const STORED: Record<PolicyName, unknown> = {
  'certification.levels': ['township', 'county', 'province'],
  'certification.review_days': {
    township: 5,
    industry: 5,
    county: 10,
    city: 10,
    province: 15,
    national: 15,
    platform: 5,
  },
  'certification.publicity_days': 7,
  'certification.examination_days': 10,
  'certification.term_months': 36,
  'certification.renewal_days': 90,
  'certification.evidence': ['business_licence', 'quality_report'],
  'certification.change_price_bp': 2000,
  'certification.change_stops_sales': ['origin'],
  'supplier.licences': ['business_licence'],
  'complaint.answer_days': 15,
  'appeal.filing_days': 5,
  'appeal.decision_days': 20,
  'price.high_bp': 15000,
  'price.low_bp': 5000,
  'notices.digest_minutes': 60,
  'catalogue.import_preview_hours': 72,
  'aftersales.open_days': 15,
  'aftersales.answer_hours': 48,
  'aftersales.return_days': 7,
  'aftersales.receive_days': 7,
  'aftersales.escalate_days': 7,
  'aftersales.decide_days': 7,
  'order.payment_minutes': 30,
  'order.unpaid_per_person': 20,
  'order.unpaid_per_address': 1000,
  'order.unpaid_stock_bp': 5000,
  'order.unpaid_free_pieces': 20,
  'order.carts_per_address': 5000,
  'order.auto_confirm_days': 10,
  'order.wind_up_days': 7,
  'order.unit_accept_days': 15,
  'order.sign_days': 5,
  'order.unit_payment_days': 30,
  'order.unit_extension_days': 15,
  'order.on_acceptance': true,
  'order.on_acceptance_days': 45,
  'order.arrears_lock': false,
  'refund.automatic_retries': 2,
  'stock.low_pieces': 20,
  'share.minimum_bp': 1000,
  'share.not_below_last_year': true,
  'share.filing_deadline': '03-31',
  'share.review_working_days': 5,
  'share.confirm_working_days': 5,
  'share.pace_tolerance_bp': 1500,
  'purchasing.approval_days': 5,
  'purchasing.split_window_days': 7,
  'oversight.outlier_times': 8,
  'oversight.history_orders': 3,
  'oversight.round_yuan': 1000,
  'oversight.round_orders': 5,
  'oversight.concentration_bp': 7000,
  'oversight.concentration_orders': 10,
  'oversight.backdate_days': 3,
  'purchasing.transfer_reminder_days': 3,
  'campaigns.max_days': 60,
  'campaigns.open_per_organiser': 5,
  'campaigns.report_days': 15,
  'campaigns.address_days': 30,
  'campaigns.deposit_most_bp': 2000,
  'campaigns.deposit_least_bp': 100,
  'campaigns.balance_days': 7,
  'campaigns.balance_reminder_hours': 48,
  'campaigns.leaders_per_campaign': 50,
  'campaigns.led_per_person': 5,
  'campaigns.leader_names_days': 30,
  'campaigns.own_points': 10,
  'campaigns.needs_reviewed': true,
  'campaigns.pay_minutes': 30,
  'campaigns.settle_days': 7,
  'campaigns.stock_wait_days': 15,
  'campaigns.pool_wait_hours': 48,
  'campaigns.substitute_days': 14,
};

describe('policy parameters as forms', () => {
  it('gives back what was stored when nothing is typed, in a shape that the API takes', () => {
    for (const name of POLICY_CODES) {
      const values = FormValues.initial(valueFields(name, STORED[name]));
      expect(checkValue(name, values)).toEqual({});
      expect(valueOf(name, values)).toEqual(STORED[name]);
      expect(POLICY_VALUES[name].safeParse(valueOf(name, values)).success).toBe(true);
    }
  });

  it('begins with a day of China, or at once', () => {
    const at = (from: string) =>
      policyBody('order.payment_minutes', new FormValues({ from, value: '30', source: '文' }));
    const check = (from: string) => bodyOf('setPolicy')!.safeParse(at(from)).success;
    expect([at('2030-01-01').effectiveFrom, at('').effectiveFrom]).toEqual(['2030-01-01T00:00:00+08:00', null]);
    expect([check('2030-01-01'), check(''), check('123456-01-01')]).toEqual([true, true, false]);
  });

  it('shows every parameter once', () => {
    expect(POLICY_GROUPS.flatMap((group) => group.names).toSorted()).toEqual(POLICY_CODES.toSorted());
  });

  it('reads values as people say them', () => {
    expect(valueWords('certification.levels', STORED['certification.levels'])).toBe('乡镇 → 县级 → 省级');
    expect(valueWords('price.high_bp', 15000)).toBe('150%');
    expect(valueWords('order.payment_minutes', 43_200)).toBe('30 天');
    expect(labelOf('price.high_bp')).toBe('价格偏高界限');
    expect(valueWords('certification.publicity_days', 7)).toBe('7 个工作日');
    expect(valueWords('share.filing_deadline', '03-05')).toBe('3 月 5 日');
    expect(valueWords('share.not_below_last_year', false)).toBe('否');
    expect(valueWords('certification.change_stops_sales', [])).toBe('无');
    expect(valueWords('certification.review_days', STORED['certification.review_days'])).toContain('县级 10');
  });

  it('keeps the order of levels however they were ticked, and refuses what lies outside the bounds', () => {
    const ticked = new FormValues({ value: ['province', 'township'] });
    expect(valueOf('certification.levels', ticked)).toEqual(['township', 'province']);
    expect(checkValue('price.high_bp', new FormValues({ value: '99' }))).toEqual({ value: '请填写 100–1000 的整数' });
    expect(Object.keys(checkValue('certification.review_days', new FormValues({})))).toHaveLength(7);
  });
});

const row = (region: string | null, more: Partial<PolicyRow> = {}): PolicyRow => ({
  id: region ?? 'all',
  name: 'certification.publicity_days',
  region: region ? { code: region, name: region, path: region } : null,
  category: null,
  effectiveFrom: '2026-01-01T00:00:00Z',
  effectiveTo: null,
  value: 7,
  source: '',
  setBy: null,
  setAt: '2026-01-01T00:00:00Z',
  inForce: true,
  ...more,
});

describe('what holds where', () => {
  it('cuts codes to the prefix that they cover', () => {
    expect(['620000', '621100', '621123', '621000'].map(prefixOf)).toEqual(['62', '6211', '621123', '6210']);
  });

  it('lets the nearest region win and leaves out others, categories and what is over', () => {
    const rows = [
      row(null),
      row('620000'),
      row('621123', { inForce: false }),
      row('610000'),
      row('621100', { category: 'fruit' }),
    ];
    expect(inForceFor(rows, 'certification.publicity_days', '621123')?.id).toBe('620000');
    expect(inForceFor(rows, 'certification.publicity_days', '')?.id).toBe('all');
    expect(inForceFor(rows, 'certification.term_months', '62')).toBeUndefined();
  });

  it('lists the latest setting first', () => {
    const rows = [row(null), row('620000', { setAt: '2026-03-01T00:00:00Z' })];
    expect(historyOf(rows, 'certification.publicity_days').map((one) => one.id)).toEqual(['620000', 'all']);
  });
});
