import type { RouteResponse } from '@yigou/contracts';
import { UNIT_CHANGE_KINDS, type UnitChangeKind } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../shared/form-dialog/form';
import type { Side } from './review-forms';

type Change = RouteResponse<'listUnitChanges'>['items'][number];

/** Fields of a report, in the words of its form: what came back names them. */
export const CHANGE_FIELDS = {
  kind: '变动',
  newName: '新名称',
  successorId: '并入的单位',
  effectiveOn: '生效日期',
  proofId: '证明文件',
} as const;
const CHANGE_FIELD_KEYS = Object.keys(CHANGE_FIELDS) as (keyof typeof CHANGE_FIELDS)[];

const is = (kind: UnitChangeKind) => (values: FormValues) => values.text('kind') === kind;
const ending = (values: FormValues): boolean => is('merged')(values) || is('abolished')(values);

/** Reports that the own unit was renamed, merged or abolished, with the document (R12). */
export const reportChangeForm = (api: ApiClient, unit: { readonly name: string }): FormConfig => ({
  heading: `报告${unit.name}的变动`,
  testId: 'unit-change',
  intro: (values) =>
    ending(values)
      ? '主管单位或财政部门办理后，本单位当天起不能再填报和下单，以往的记录保留。请先办完在途的订单和付款。'
      : '由主管单位或当地财政部门核对文件后办理，办理前一切照旧。',
  fields: [
    { key: 'kind', label: CHANGE_FIELDS.kind, kind: 'choice', options: UNIT_CHANGE_KINDS },
    { key: 'newName', label: CHANGE_FIELDS.newName, kind: 'text', max: 100, shown: is('renamed') },
    {
      key: 'successorId',
      label: CHANGE_FIELDS.successorId,
      kind: 'unit',
      hint: '已登记的预算单位，按名称查找。',
      shown: is('merged'),
    },
    {
      key: 'effectiveOn',
      label: CHANGE_FIELDS.effectiveOn,
      kind: 'date',
      hint: '以文件为准，到这一天才能办理。',
    },
    {
      key: 'proofId',
      label: CHANGE_FIELDS.proofId,
      kind: 'evidence',
      max: 1,
      hint: '批准更名或撤并的文件，扫描件或照片。',
    },
    { key: 'remark', label: '说明', kind: 'area', optional: true, max: 300 },
  ],
  action: '提交报告',
  ...sendsTo(
    'reportUnitChange',
    (values) => ({
      kind: (values.text('kind') || 'renamed') as UnitChangeKind,
      ...(is('renamed')(values) && { newName: values.text('newName') }),
      ...(is('merged')(values) && { successorId: values.text('successorId') }),
      effectiveOn: values.text('effectiveOn'),
      proofId: values.fileIds('proofId')[0] ?? '',
      remark: values.text('remark'),
    }),
    async (sent) => {
      await api.call('reportUnitChange', sent);
      return '已提交，等待主管单位或财政部门办理。';
    },
    { evidence: 'proofId' },
  ),
});

/** What a report comes to, in a sentence. */
export function changeWords({ kind, newName, successor }: Pick<Change, 'kind' | 'newName' | 'successor'>): string {
  if (kind === 'renamed') return `更名为“${newName ?? ''}”`;
  return kind === 'merged' ? `并入“${successor?.name ?? ''}”` : '撤销';
}

const ROUTES = { agency: 'decideUnitChange', finance: 'decideRegionUnitChange' } as const;

/** Brings a unit up to date as it reported, or sends the report back with what is wrong, by field. */
export function decideChangeForm(api: ApiClient, side: Side, one: Change, decision: 'accept' | 'return'): FormConfig {
  const accepts = decision === 'accept';
  const route = ROUTES[side];
  const effect =
    one.kind === 'renamed' ? '名称立即改变，以往的文件保留原名' : '该单位今天起不能再填报和下单，以往的记录保留';
  return {
    heading: `${accepts ? '办理' : '退回'}：${one.unit.name}${changeWords(one)}`,
    testId: `unit-change-${decision}`,
    intro: accepts ? `${effect}。办理后不能撤回。` : '退回后一切照旧，单位会看到原因，可以修改后重新报告。',
    fields: accepts
      ? []
      : [
          {
            key: 'reason',
            label: '退回原因',
            kind: 'area',
            max: 300,
            quick: ['证明文件不清楚', '与文件内容不一致', '还有未办完的订单'],
          },
          ...CHANGE_FIELD_KEYS.map((key): FormField => ({
            key,
            label: `“${CHANGE_FIELDS[key]}”要改什么`,
            kind: 'text',
            optional: true,
            max: 300,
          })),
        ],
    action: accepts ? '办理' : '退回',
    danger: !accepts || one.kind !== 'renamed',
    ...sendsTo(
      route,
      (values) => ({
        decision,
        reason: accepts ? '' : values.text('reason'),
        fieldNotes: Object.fromEntries(
          CHANGE_FIELD_KEYS.map((key) => [key, values.text(key)] as const).filter(([, note]) => note !== ''),
        ),
      }),
      async (sent) => {
        await api.call(route, { params: { id: one.id }, ...sent });
        return accepts ? '已办理，单位会收到通知。' : '已退回，单位会收到通知。';
      },
      Object.fromEntries(CHANGE_FIELD_KEYS.map((key) => [`fieldNotes.${key}`, key])),
    ),
  };
}
