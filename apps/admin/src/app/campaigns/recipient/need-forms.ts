import type { RouteResponse } from '@yigou/contracts';
import { NEED_UNITS } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormValues, sendsTo } from '../../shared/form-dialog/form';

export type OwnNeed = RouteResponse<'getOwnNeed'>;
type Done = (need: OwnNeed) => void;

const UNITS = Object.fromEntries(NEED_UNITS.map((unit) => [unit, unit]));
const fields = (one: OwnNeed | null): FormConfig['fields'] => [
  {
    key: 'title',
    label: '需要什么',
    kind: 'text',
    max: 40,
    initial: one?.title ?? '',
    hint: '例如：东北大米、冬季蔬菜',
  },
  {
    key: 'category',
    label: '分类',
    kind: 'category',
    optional: true,
    initial: one?.category?.slug ?? null,
    hint: '方便发起人找到合适的商品',
  },
  { key: 'quantity', label: '数量', kind: 'number', max: 8, initial: one ? String(one.quantity) : '' },
  { key: 'unit', label: '计量单位', kind: 'select', options: UNITS, initial: one?.unit ?? '公斤' },
  { key: 'until', label: '最晚收货日期', kind: 'date', initial: one?.until ?? '' },
  {
    key: 'why',
    label: '用途',
    kind: 'area',
    max: 1000,
    initial: one?.why ?? '',
    hint: '给谁用、用多久；会公开，请不要写个人姓名和电话',
  },
  { key: 'regionCode', label: '收货地', kind: 'region', initial: one?.region?.code ?? null },
  {
    key: 'detail',
    label: '详细地址',
    kind: 'text',
    max: 200,
    initial: one?.detail ?? '',
    hint: '不公开，只给发货的供应商',
  },
  { key: 'contactName', label: '收货人', kind: 'text', max: 50, initial: one?.contactName ?? '', hint: '不公开' },
  { key: 'contactPhone', label: '收货电话', kind: 'text', max: 11, initial: one?.contactPhone ?? '', hint: '不公开' },
];
const body = (values: FormValues) => ({
  title: values.text('title'),
  category: values.textOrNull('category'),
  quantity: values.number('quantity'),
  unit: values.text('unit') as (typeof NEED_UNITS)[number],
  until: values.text('until'),
  why: values.text('why'),
  regionCode: values.text('regionCode'),
  detail: values.text('detail'),
  contactName: values.text('contactName'),
  contactPhone: values.text('contactPhone'),
});
const published = ({ status }: OwnNeed): string => (status === 'open' ? '已公开。' : '已提交，审核通过后公开。');

export const publishForm = (api: ApiClient, done: Done): FormConfig => ({
  heading: '发布受赠需求',
  testId: 'need-publish',
  intro: '公开后任何人都能看到，并为它发起以购代捐。发起人确认前，会先请您确认品种、数量和日期。',
  fields: fields(null),
  action: '提交',
  ...sendsTo('createNeed', body, async (sent) => {
    const now = await api.call('createNeed', sent);
    done(now);
    return published(now);
  }),
});

export const correctForm = (api: ApiClient, one: OwnNeed, done: Done): FormConfig => ({
  heading: '修改受赠需求',
  testId: 'need-correct',
  intro: `退回原因：${one.reason}`,
  fields: fields(one),
  action: '重新提交',
  ...sendsTo('saveNeed', body, async (sent) => {
    const now = await api.call('saveNeed', { params: { id: one.id }, ...sent });
    done(now);
    return published(now);
  }),
});

export const closeForm = (api: ApiClient, one: OwnNeed, done: Done): FormConfig => ({
  heading: '结束受赠需求',
  testId: 'need-close',
  intro:
    one.promised > 0
      ? `结束后不再接受新的承诺。已承诺的 ${one.promised} ${one.unit}仍会送来，请照常签收。`
      : '结束后不再公开招募，不能恢复。',
  fields: [
    { key: 'reason', label: '结束原因', kind: 'area', max: 300, quick: ['已经收够', '已从其他渠道解决', '不再需要'] },
  ],
  action: '结束需求',
  danger: true,
  ...sendsTo(
    'closeNeed',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('closeNeed', { params: { id: one.id }, ...sent }));
      return '已结束。';
    },
  ),
});

export const withdrawForm = (api: ApiClient, one: OwnNeed, done: () => void): FormConfig => ({
  heading: '撤回受赠需求',
  testId: 'need-withdraw',
  intro: `撤回“${one.title}”后不再公开，不能恢复；需要时请重新发布。`,
  fields: [],
  action: '撤回需求',
  danger: true,
  contract: null,
  send: async () => {
    await api.call('withdrawNeed', { params: { id: one.id } });
    done();
    return '已撤回。';
  },
});
