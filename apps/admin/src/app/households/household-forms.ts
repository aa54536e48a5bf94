import type { HouseholdView, RouteResponse } from '@yigou/contracts';
import { HOUSEHOLD_STATUSES, type HouseholdStatus } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../shared/form-dialog/form';

export type Disclosure = RouteResponse<'discloseHousehold'>;

const place = (one: HouseholdView | null): FormField[] => [
  { key: 'township', label: '乡镇', kind: 'text', max: 50, initial: one?.township ?? '' },
  { key: 'village', label: '村', kind: 'text', max: 50, initial: one?.village ?? '' },
  { key: 'people', label: '人口', kind: 'number', initial: one ? String(one.people) : '' },
  {
    key: 'status',
    label: '户类型',
    kind: 'choice',
    options: HOUSEHOLD_STATUSES,
    initial: one?.status ?? 'registered',
  },
];

const shared = (values: FormValues) => ({
  township: values.text('township'),
  village: values.text('village'),
  people: values.number('people'),
  status: values.text('status') as HouseholdStatus,
});

/** `office`: county and township of who registers, where they have one. */
export const createForm = (
  api: ApiClient,
  office: { readonly county: string | null; readonly township: string | null },
): FormConfig => ({
  heading: '登记建档立卡户',
  testId: 'household',
  intro: '姓名和身份证号加密保存，列表中只显示遮盖后的内容。',
  fields: [
    { key: 'name', label: '户主姓名', kind: 'text', max: 50 },
    { key: 'idNumber', label: '身份证号', kind: 'text', max: 18 },
    { key: 'regionCode', label: '所在县', kind: 'region', initial: office.county ?? '' },
    ...place(null).map((field) =>
      field.key === 'township' && office.township ? { ...field, initial: office.township } : field,
    ),
  ],
  action: '登记',
  ...sendsTo(
    'createHousehold',
    (values) => ({
      name: values.text('name'),
      idNumber: values.text('idNumber'),
      regionCode: values.text('regionCode'),
      ...shared(values),
    }),
    async (sent) => {
      const made = await api.call('createHousehold', sent);
      return `已登记 ${made.nameMasked}（${made.village}）。`;
    },
  ),
});

export const editForm = (api: ApiClient, one: HouseholdView): FormConfig => ({
  heading: `更正：${one.nameMasked}`,
  testId: 'household',
  intro: '姓名和身份证号留空则不变。',
  fields: [
    { key: 'name', label: '户主姓名', kind: 'text', max: 50, optional: true, hint: `现为 ${one.nameMasked}` },
    { key: 'idNumber', label: '身份证号', kind: 'text', max: 18, optional: true, hint: `现为 ${one.idMasked}` },
    ...place(one),
  ],
  action: '保存',
  ...sendsTo(
    'updateHousehold',
    (values) => ({
      version: one.version,
      name: values.textOrNull('name'),
      idNumber: values.textOrNull('idNumber'),
      ...shared(values),
    }),
    async ({ body }) => {
      await api.call('updateHousehold', { params: { id: one.id }, body });
      return '已保存。';
    },
  ),
});

/** Asks for the purpose before anything is shown in full; the purpose is recorded. */
export const discloseForm = (
  api: ApiClient,
  one: HouseholdView,
  disclosed: (disclosure: Disclosure) => void,
): FormConfig => ({
  heading: '查看完整信息',
  testId: 'disclose',
  intro: `将显示 ${one.nameMasked}（${one.village}）的姓名和身份证号 60 秒。查看人、时间和用途会记入审计记录。`,
  fields: [
    {
      key: 'purpose',
      label: '用途',
      kind: 'text',
      max: 200,
      hint: '至少 4 个字，写明具体事项。',
      quick: ['核对带动关系', '核对帮扶台账', '办理代办授权'],
    },
  ],
  action: '显示 60 秒',
  ...sendsTo(
    'discloseHousehold',
    (values) => ({ purpose: values.text('purpose') }),
    async ({ body }) => {
      disclosed(await api.call('discloseHousehold', { params: { id: one.id }, body }));
      return '';
    },
  ),
});
