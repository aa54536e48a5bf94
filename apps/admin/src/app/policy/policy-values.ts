import type { RouteBody } from '@yigou/contracts';
import {
  CHANGE_CAUSES,
  EVIDENCE_KINDS,
  LICENCE_KINDS,
  POLICIES,
  type PolicyName,
  REVIEW_LEVELS,
} from '@yigou/contracts/labels';
import type { FormField, FormValues } from '../shared/form-dialog/form';

/** How a parameter is typed by people. `percent` is stored in basis points. */
type Kind =
  | { readonly kind: 'number'; readonly unit: string; readonly min: number; readonly max: number }
  /** `of`: what 100 % are, where that is not said by the label. */
  | { readonly kind: 'percent'; readonly min: number; readonly max: number; readonly of?: string }
  /** Working days, for each part. */
  | { readonly kind: 'days'; readonly parts: Readonly<Record<string, string>> }
  | { readonly kind: 'list'; readonly options: Readonly<Record<string, string>>; readonly least: number }
  | { readonly kind: 'switch' }
  /** A month and a day of every year, stored as 03-31. */
  | { readonly kind: 'yearly' };

const days: Kind = { kind: 'number', unit: '天', min: 1, max: 365 };
const workingDays: Kind = { kind: 'number', unit: '个工作日', min: 1, max: 365 };
const list = (options: Readonly<Record<string, string>>, least = 0): Kind => ({ kind: 'list', options, least });

export const POLICY_KINDS: Record<PolicyName, Kind> = {
  'certification.levels': list(REVIEW_LEVELS, 1),
  'certification.review_days': { kind: 'days', parts: { ...REVIEW_LEVELS, platform: '平台审核' } },
  'certification.publicity_days': { ...workingDays, max: 90 },
  'certification.examination_days': workingDays,
  'certification.term_months': { kind: 'number', unit: '个月', min: 1, max: 120 },
  'certification.renewal_days': days,
  'certification.evidence': list(EVIDENCE_KINDS),
  'certification.change_price_bp': { kind: 'percent', min: 1, max: 100, of: '原价' },
  'certification.change_stops_sales': list(CHANGE_CAUSES),
  'supplier.licences': list(LICENCE_KINDS),
  'complaint.answer_days': workingDays,
  'appeal.filing_days': workingDays,
  'appeal.decision_days': workingDays,
  'price.high_bp': { kind: 'percent', min: 100, max: 1_000, of: '中位数' },
  'price.low_bp': { kind: 'percent', min: 1, max: 100, of: '中位数' },
  'notices.digest_minutes': { kind: 'number', unit: '分钟', min: 5, max: 1_440 },
  'catalogue.import_preview_hours': { kind: 'number', unit: '小时', min: 1, max: 720 },
  'order.payment_minutes': { kind: 'number', unit: '分钟', min: 5, max: 43_200 },
  'order.unpaid_per_person': { kind: 'number', unit: '笔', min: 1, max: 1_000 },
  'order.unpaid_per_address': { kind: 'number', unit: '笔', min: 1, max: 100_000 },
  'order.unpaid_stock_bp': { kind: 'percent', min: 0.01, max: 100, of: '可售库存' },
  'order.unpaid_free_pieces': { kind: 'number', unit: '件', min: 0, max: 10_000 },
  'order.carts_per_address': { kind: 'number', unit: '个', min: 1, max: 100_000 },
  'order.auto_confirm_days': { ...days, max: 90 },
  'order.wind_up_days': { ...days, max: 90 },
  'aftersales.open_days': { ...days, max: 90 },
  'aftersales.answer_hours': { kind: 'number', unit: '小时', min: 1, max: 720 },
  'aftersales.return_days': { ...days, max: 60 },
  'aftersales.receive_days': { ...days, max: 60 },
  'aftersales.escalate_days': { ...days, max: 60 },
  'aftersales.decide_days': { ...days, max: 60 },
  'order.unit_accept_days': { ...days, max: 90 },
  'order.sign_days': { ...days, max: 60 },
  'order.unit_payment_days': { ...days, max: 180 },
  'order.unit_extension_days': { ...days, max: 90 },
  'order.on_acceptance': { kind: 'switch' },
  'order.on_acceptance_days': { ...days, max: 180 },
  'order.arrears_lock': { kind: 'switch' },
  'refund.automatic_retries': { kind: 'number', unit: '次', min: 0, max: 10 },
  'stock.low_pieces': { kind: 'number', unit: '件', min: 0, max: 10_000 },
  'share.minimum_bp': { kind: 'percent', min: 0, max: 100 },
  'share.not_below_last_year': { kind: 'switch' },
  'share.filing_deadline': { kind: 'yearly' },
  'share.review_working_days': { ...workingDays, max: 60 },
  'share.confirm_working_days': { ...workingDays, max: 60 },
  'share.pace_tolerance_bp': { kind: 'percent', min: 0, max: 100 },
  'purchasing.approval_days': { kind: 'number', unit: '天', min: 1, max: 60 },
  'purchasing.split_window_days': { kind: 'number', unit: '天', min: 1, max: 60 },
  'oversight.outlier_times': { kind: 'number', unit: '倍', min: 2, max: 100 },
  'oversight.history_orders': { kind: 'number', unit: '次', min: 1, max: 20 },
  'oversight.round_yuan': { kind: 'number', unit: '元', min: 100, max: 1_000_000 },
  'oversight.round_orders': { kind: 'number', unit: '笔', min: 2, max: 1_000 },
  'oversight.concentration_bp': { kind: 'percent', min: 0.01, max: 100 },
  'oversight.concentration_orders': { kind: 'number', unit: '笔', min: 2, max: 10_000 },
  'oversight.backdate_days': { kind: 'number', unit: '天', min: 1, max: 60 },
  'purchasing.transfer_reminder_days': { kind: 'number', unit: '天', min: 1, max: 30 },
  'campaigns.max_days': days,
  'campaigns.open_per_organiser': { kind: 'number', unit: '个', min: 1, max: 1_000 },
  'campaigns.report_days': { kind: 'number', unit: '天', min: 1, max: 180 },
  'campaigns.address_days': days,
  'campaigns.deposit_most_bp': { kind: 'percent', min: 1, max: 20, of: '最低成团价' },
  'campaigns.deposit_least_bp': { kind: 'percent', min: 0.01, max: 20, of: '最低成团价' },
  'campaigns.balance_days': { kind: 'number', unit: '天', min: 3, max: 30 },
  'campaigns.balance_reminder_hours': { kind: 'number', unit: '小时', min: 6, max: 168 },
  'campaigns.leaders_per_campaign': { kind: 'number', unit: '人', min: 1, max: 200 },
  'campaigns.led_per_person': { kind: 'number', unit: '个', min: 1, max: 200 },
  'campaigns.leader_names_days': days,
  'campaigns.own_points': { kind: 'number', unit: '处', min: 0, max: 200 },
  'campaigns.needs_reviewed': { kind: 'switch' },
  'campaigns.pay_minutes': { kind: 'number', unit: '分钟', min: 5, max: 1_440 },
  'campaigns.settle_days': { kind: 'number', unit: '天', min: 1, max: 180 },
  'campaigns.stock_wait_days': { kind: 'number', unit: '天', min: 0, max: 90 },
  'campaigns.pool_wait_hours': { kind: 'number', unit: '小时', min: 1, max: 720 },
  'campaigns.substitute_days': { kind: 'number', unit: '天', min: 2, max: 60 },
};
const YES_NO = { yes: '是', no: '否' } as const;
const MONTH_DAY = /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Parameters by what they steer. */
export const POLICY_GROUPS: readonly { readonly label: string; readonly names: readonly PolicyName[] }[] = [
  {
    label: '认定',
    names: [
      'certification.levels',
      'certification.review_days',
      'certification.publicity_days',
      'certification.examination_days',
      'certification.evidence',
      'certification.term_months',
      'certification.renewal_days',
      'certification.change_price_bp',
      'certification.change_stops_sales',
    ],
  },
  {
    label: '入驻、投诉和申诉',
    names: ['supplier.licences', 'complaint.answer_days', 'appeal.filing_days', 'appeal.decision_days'],
  },
  {
    label: '预留份额',
    names: [
      'share.minimum_bp',
      'share.not_below_last_year',
      'share.filing_deadline',
      'share.review_working_days',
      'share.confirm_working_days',
      'share.pace_tolerance_bp',
    ],
  },
  {
    label: '单位采购',
    names: [
      'purchasing.approval_days',
      'purchasing.split_window_days',
      'purchasing.transfer_reminder_days',
      'order.sign_days',
      'order.unit_payment_days',
      'order.unit_extension_days',
      'order.on_acceptance',
      'order.on_acceptance_days',
      'order.arrears_lock',
    ],
  },
  {
    label: '异常监测',
    names: [
      'oversight.outlier_times',
      'oversight.history_orders',
      'oversight.round_yuan',
      'oversight.round_orders',
      'oversight.concentration_bp',
      'oversight.concentration_orders',
      'oversight.backdate_days',
    ],
  },
  {
    label: '团购与以购代捐',
    names: [
      'campaigns.max_days',
      'campaigns.open_per_organiser',
      'campaigns.report_days',
      'campaigns.address_days',
      'campaigns.deposit_most_bp',
      'campaigns.deposit_least_bp',
      'campaigns.balance_days',
      'campaigns.balance_reminder_hours',
      'campaigns.leaders_per_campaign',
      'campaigns.led_per_person',
      'campaigns.leader_names_days',
      'campaigns.own_points',
      'campaigns.needs_reviewed',
      'campaigns.pay_minutes',
      'campaigns.settle_days',
      'campaigns.stock_wait_days',
      'campaigns.pool_wait_hours',
      'campaigns.substitute_days',
    ],
  },
  { label: '价格监测', names: ['price.high_bp', 'price.low_bp'] },
  {
    label: '交易与通知',
    names: [
      'order.payment_minutes',
      'order.unpaid_per_person',
      'order.unpaid_per_address',
      'order.unpaid_stock_bp',
      'order.unpaid_free_pieces',
      'order.carts_per_address',
      'order.auto_confirm_days',
      'order.wind_up_days',
      'aftersales.open_days',
      'aftersales.answer_hours',
      'aftersales.return_days',
      'aftersales.receive_days',
      'aftersales.escalate_days',
      'aftersales.decide_days',
      'order.unit_accept_days',
      'refund.automatic_retries',
      'stock.low_pieces',
      'catalogue.import_preview_hours',
      'notices.digest_minutes',
    ],
  },
];

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const asList = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** Name of a parameter without its unit, which stands beside the value. */
export const labelOf = (name: PolicyName): string => POLICIES[name].replace(/（.*）/, '');

/** 43200 minutes are read as 30 days. */
const amountWords = (amount: number, unit: string): string =>
  unit === '分钟' && amount >= 1_440 && amount % 1_440 === 0 ? `${amount / 1_440} 天` : `${amount} ${unit}`;

/** A stored value as people read it. */
export function valueWords(name: PolicyName, value: unknown): string {
  const kind = POLICY_KINDS[name];
  switch (kind.kind) {
    case 'number':
      return amountWords(Number(value), kind.unit);
    case 'percent':
      return `${Number(value) / 100}%`;
    case 'days':
      return Object.entries(kind.parts)
        .map(([part, label]) => `${label} ${Number(asRecord(value)[part])}`)
        .join('、')
        .concat(' 个工作日');
    case 'list':
      return (
        asList(value)
          .map((code) => kind.options[code] ?? code)
          .join(name === 'certification.levels' ? ' → ' : '、') || '无'
      );
    case 'switch':
      return value === true ? YES_NO.yes : YES_NO.no;
    case 'yearly':
      return String(value)
        .split('-')
        .map((part, at) => `${Number(part)} ${at === 0 ? '月' : '日'}`)
        .join(' ');
  }
}

const partKey = (part: string): string => `value-${part}`;

/** The fields that fit the kind of value, filled with what is in force. */
export function valueFields(name: PolicyName, value: unknown): FormField[] {
  const kind = POLICY_KINDS[name];
  switch (kind.kind) {
    case 'number':
      return [
        {
          key: 'value',
          label: `${labelOf(name)}（${kind.unit}）`,
          kind: 'number',
          initial: value === undefined ? '' : String(value),
          hint: `${kind.min}–${kind.max}`,
        },
      ];
    case 'percent':
      return [
        {
          key: 'value',
          label: `${labelOf(name)}（%）`,
          kind: 'number',
          initial: value === undefined ? '' : String(Math.round(Number(value) / 100)),
          hint: `${kind.min}–${kind.max}${kind.of ? `，100% 即${kind.of}` : ''}`,
        },
      ];
    case 'days':
      return Object.entries(kind.parts).map(([part, words]) => ({
        key: partKey(part),
        label: `${words}（工作日）`,
        kind: 'number' as const,
        initial: String(asRecord(value)[part] ?? ''),
      }));
    case 'list':
      return [
        {
          key: 'value',
          label: labelOf(name),
          kind: 'multi',
          options: kind.options,
          initial: asList(value),
          optional: kind.least === 0,
          ...(name === 'certification.levels' ? { hint: '按上面的次序逐级审核，没有选中的层级跳过。' } : {}),
        },
      ];
    case 'switch':
      return [
        { key: 'value', label: labelOf(name), kind: 'choice', options: YES_NO, initial: value === true ? 'yes' : 'no' },
      ];
    case 'yearly':
      return [
        {
          key: 'value',
          label: labelOf(name),
          kind: 'text',
          initial: typeof value === 'string' ? value : '',
          hint: '月-日，例如 03-31',
          max: 5,
        },
      ];
  }
}

/** What was typed, in the shape that is stored. A list keeps the order of its options: levels review one after the other. */
export function valueOf(name: PolicyName, values: FormValues): unknown {
  const kind = POLICY_KINDS[name];
  switch (kind.kind) {
    case 'number':
      return values.number('value');
    case 'percent':
      return values.number('value') * 100;
    case 'days':
      return Object.fromEntries(Object.keys(kind.parts).map((part) => [part, values.number(partKey(part))]));
    case 'list':
      return Object.keys(kind.options).filter((code) => values.list('value').includes(code));
    case 'switch':
      return values.text('value') === 'yes';
    case 'yearly':
      return values.text('value');
  }
}

/** From the beginning of a day, by the clock of China. */
export function policyBody(name: PolicyName, values: FormValues): RouteBody<'setPolicy'> {
  const from = values.textOrNull('from');
  return {
    name,
    value: valueOf(name, values),
    regionCode: values.textOrNull('regionCode'),
    category: values.textOrNull('category'),
    effectiveFrom: from && `${from}T00:00:00+08:00`,
    source: values.text('source'),
  };
}

export function checkValue(name: PolicyName, values: FormValues): Record<string, string> {
  const kind = POLICY_KINDS[name];
  if (kind.kind === 'list' || kind.kind === 'switch') return {};
  if (kind.kind === 'yearly') return MONTH_DAY.test(values.text('value')) ? {} : { value: '请按月-日填写，例如 03-31' };
  const { min, max } = kind.kind === 'days' ? { min: 1, max: 365 } : kind;
  const keys = kind.kind === 'days' ? Object.keys(kind.parts).map(partKey) : ['value'];
  const errors: Record<string, string> = {};
  for (const key of keys) {
    const value = values.number(key);
    if (!(value >= min && value <= max)) errors[key] = `请填写 ${min}–${max} 的整数`;
  }
  return errors;
}
