import type { MechanismView, RouteBody } from '@yigou/contracts';
import {
  BENEFIT_MECHANISMS,
  type BenefitMechanism,
  INCOME_KINDS,
  type IncomeKind,
  type LinkStatus,
} from '@yigou/contracts/labels';
import type { Sent } from '@yigou/web-ui';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../../shared/form-dialog/form';
import { parseYuan, yuanText } from '../../shared/typed-amounts';

export type MechanismBody = RouteBody<'createMechanism'>;

/** What each mechanism means, in the words of a village meeting. */
export const MECHANISM_NOTES: Record<BenefitMechanism, string> = {
  contract_farming: '事先签订单，按约定价收农户的货',
  land_transfer: '租农户的地，付租金',
  employment: '请农户来务工，付工资',
  entrusted_production: '替农户耕种、养殖，收成归农户',
  shareholding: '农户入股，年底分红',
  asset_lease: '租用村里或农户的厂房、大棚，付租金',
};
export const LINK_NOTES: Record<LinkStatus, string> = {
  declared: '等户主确认',
  confirmed: '户主已确认',
  disputed: '户主说没有这回事',
};

const named = Object.fromEntries(
  (Object.keys(BENEFIT_MECHANISMS) as BenefitMechanism[]).map((code) => [
    code,
    `${BENEFIT_MECHANISMS[code]}：${MECHANISM_NOTES[code]}`,
  ]),
);

/** The fields of a mechanism, filled with what is stored. `today` is a calendar date. */
export function mechanismFields(stored: MechanismView | null, today: string): FormField[] {
  return [
    { key: 'kind', label: '带动方式', kind: 'select', options: named, initial: stored?.kind ?? 'contract_farming' },
    {
      key: 'incomeKind',
      label: '农户得到的收益',
      kind: 'choice',
      options: INCOME_KINDS,
      initial: stored?.incomeKind ?? 'operating',
      hint: '工资性：干活拿工钱；资产性：租金、分红；经营性：卖农产品的钱。',
    },
    {
      key: 'description',
      label: '怎么带动',
      kind: 'area',
      max: 500,
      initial: stored?.description ?? '',
      hint: '例如：按每斤 3.2 元保底价收购马铃薯，每户每年约 2000 斤。',
    },
    {
      key: 'yearly',
      label: '每户每年约多少元',
      kind: 'text',
      optional: true,
      max: 12,
      initial: yuanText(stored?.yearlyFen),
      hint: '说不准的不用填。',
    },
    { key: 'startsOn', label: '从哪天开始', kind: 'date', initial: stored?.startsOn ?? today },
    { key: 'endsOn', label: '到哪天为止', kind: 'date', optional: true, initial: stored?.endsOn ?? '' },
  ];
}

/** What is wrong beyond what is empty. */
export function checkMechanism(values: FormValues): Record<string, string> {
  const errors: Record<string, string> = {};
  if (values.text('yearly') && parseYuan(values.text('yearly')) === null) errors['yearly'] = '请填写金额，例如 1500';
  if (values.text('endsOn') && values.text('endsOn') < values.text('startsOn')) errors['endsOn'] = '不能早于开始的日期';
  return errors;
}

export function mechanismBody(values: FormValues): MechanismBody {
  return {
    kind: values.text('kind') as BenefitMechanism,
    incomeKind: values.text('incomeKind') as IncomeKind,
    description: values.text('description'),
    yearlyFen: values.text('yearly') ? parseYuan(values.text('yearly')) : null,
    startsOn: values.text('startsOn'),
    endsOn: values.textOrNull('endsOn'),
  };
}

/** Names a household by the identity number and name of its head. */
export function linkConfig(link: (sent: Sent<'linkHousehold'>) => Promise<string>): FormConfig {
  return {
    heading: '登记带动户',
    testId: 'link',
    intro:
      '请照户主身份证填写。只有在册的建档立卡户、脱贫户和监测户可以登记；身份证号加密保存，页面上不再显示完整号码。',
    fields: [
      { key: 'name', label: '户主姓名', kind: 'text', max: 50 },
      { key: 'idNumber', label: '户主身份证号', kind: 'text', max: 18 },
    ],
    action: '登记',
    ...sendsTo('linkHousehold', (values) => ({ idNumber: values.text('idNumber'), name: values.text('name') }), link),
  };
}
