import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormValues, sendsTo } from '../../shared/form-dialog/form';

export type DonationRequest = RouteResponse<'getCampaignRequest'>;
type Done = (request: DonationRequest) => void;

const QUANTITY = (one: DonationRequest): FormConfig['fields'] =>
  one.need
    ? [
        {
          key: 'quantity',
          label: `相当于多少${one.need.unit}`,
          kind: 'number',
          max: 8,
          hint: `需求“${one.need.title}”还有 ${one.left ?? 0} ${one.need.unit}没有承诺`,
        },
      ]
    : [];

/** Confirms what is taken: at most so many shares, until a day, at a place. */
export const confirmDonationForm = (api: ApiClient, one: DonationRequest, done: Done): FormConfig => ({
  heading: '确认接收',
  testId: 'donation-confirm',
  intro: (values: FormValues) => {
    const shares = values.number('shares');
    const most = Number.isNaN(shares) ? '' : `最多收 ${Math.min(shares, one.capShares)} 份。`;
    return `确认后交供应商确认、管理部门审核，然后公开招募。${most}团购不成不会送货。`;
  },
  fields: [
    {
      key: 'shares',
      label: '最多接收多少份',
      kind: 'number',
      max: 7,
      initial: String(one.capShares),
      hint: `发起人打算募集 ${one.thresholdShares} 到 ${one.capShares} 份`,
    },
    ...QUANTITY(one),
    { key: 'deliverBy', label: '最晚收货日期', kind: 'date' },
    { key: 'regionCode', label: '收货地', kind: 'region', initial: one.place?.regionCode ?? null },
    { key: 'detail', label: '详细地址', kind: 'text', max: 200, initial: one.place?.detail ?? '' },
    { key: 'contactName', label: '收货人', kind: 'text', max: 50, initial: one.place?.contactName ?? '' },
    { key: 'contactPhone', label: '收货电话', kind: 'text', max: 11, initial: one.place?.contactPhone ?? '' },
  ],
  action: '确认接收',
  ...sendsTo(
    'answerCampaignNeed',
    (values) => ({
      decision: 'confirm' as const,
      shares: values.number('shares'),
      quantity: one.need ? values.number('quantity') : 0,
      deliverBy: values.text('deliverBy'),
      regionCode: values.text('regionCode'),
      detail: values.text('detail'),
      contactName: values.text('contactName'),
      contactPhone: values.text('contactPhone'),
    }),
    async (sent) => {
      done(await api.call('answerCampaignNeed', { params: { id: one.id }, ...sent }));
      return '已确认，发起人会收到通知。';
    },
  ),
});

export const refuseDonationForm = (api: ApiClient, one: DonationRequest, done: Done): FormConfig => ({
  heading: '谢绝接收',
  testId: 'donation-refuse',
  intro: '发起人会看到原因，可以修改后再提交，或改送其他单位。',
  fields: [
    {
      key: 'reason',
      label: '谢绝原因',
      kind: 'area',
      max: 500,
      quick: ['品种不合适', '数量超出本单位能用的', '时间来不及', '已从其他渠道解决'],
    },
  ],
  action: '谢绝',
  danger: true,
  ...sendsTo(
    'answerCampaignNeed',
    (values) => ({ decision: 'refuse' as const, reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('answerCampaignNeed', { params: { id: one.id }, ...sent }));
      return '已谢绝，发起人会收到通知。';
    },
  ),
});

/** Takes other goods than were confirmed, or not; may be changed until the date. */
export const substituteAnswerForm = (
  api: ApiClient,
  one: DonationRequest,
  { offer, accepts }: { readonly offer: DonationRequest['substitutes'][number]; readonly accepts: boolean },
  done: Done,
): FormConfig => ({
  heading: accepts ? '接收替代商品' : '不接收替代商品',
  testId: 'donation-substitute',
  intro: accepts
    ? `“${offer.goodsName}”不能供货。接收“${offer.name}”后，参与者接受替代的份数按替代商品送来。答复期限前可以改。`
    : `不接收“${offer.name}”：“${offer.goodsName}”的货款在答复截止后退给参与者，其余商品照常送来。答复期限前可以改。`,
  fields: [],
  action: accepts ? '接收' : '不接收',
  danger: !accepts,
  ...sendsTo(
    'answerDonationSubstitute',
    () => ({ accepts }),
    async (sent) => {
      done(await api.call('answerDonationSubstitute', { params: { id: one.id, substituteId: offer.id }, ...sent }));
      return accepts ? '已同意接收，发起人和供应商会收到通知。' : '已答复不接收，发起人和供应商会收到通知。';
    },
  ),
});
