import { DRAW_METHODS, INSPECTION_ITEMS, INSPECTION_RESULTS, type InspectionResult } from '@yigou/contracts/labels';
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { dayAhead } from '../../shared/deadlines';
import { type FormConfig, type FormValues, sendsTo } from '../../shared/form-dialog/form';

type Draw = RouteResponse<'drawInspections'>;
type Inspection = RouteResponse<'getInspection'>;
type Items = RouteBody<'recordInspection'>['items'];

/** Draws certificates to inspect. `drawn` hears what came of it. */
export const drawForm = (api: ApiClient, regionCode: string | null, drawn: (draw: Draw) => void): FormConfig => ({
  heading: '抽取检查对象',
  testId: 'draw',
  intro: (values) =>
    `将从${values.text('region') ? '所选地区' : '辖区内'}有效证书中${values.text('method') === 'risk' ? '按风险（投诉、抽查、价格）加权' : '随机'}抽取 ${values.text('size') || '—'} 张，并通知这些主体。种子会记录，可凭它重新验证。`,
  fields: [
    { key: 'method', label: '抽取方式', kind: 'choice', options: DRAW_METHODS, initial: 'random' },
    { key: 'size', label: '抽取数量', kind: 'number', initial: '10', hint: '1–200 张证书。' },
    { key: 'region', label: '地区', kind: 'region', optional: true, initial: regionCode ?? '', hint: '留空为全辖区。' },
    { key: 'category', label: '产品分类', kind: 'category', optional: true },
    { key: 'dueOn', label: '完成期限', kind: 'date', initial: dayAhead(30) },
    {
      key: 'seed',
      label: '随机种子',
      kind: 'text',
      max: 64,
      optional: true,
      hint: '留空由系统生成。公开抽签时可填当场产生的数字。',
    },
  ],
  check: checkDraw,
  action: (values) => `抽取 ${values.text('size') || ''} 张`,
  ...sendsTo(
    'drawInspections',
    (values) => ({
      method: values.text('method') as Draw['method'],
      size: values.number('size'),
      regionCode: values.textOrNull('region'),
      category: values.textOrNull('category'),
      dueOn: values.text('dueOn'),
      seed: values.textOrNull('seed'),
    }),
    async (sent) => {
      const draw = await api.call('drawInspections', sent);
      drawn(draw);
      return `从 ${draw.population} 张证书中抽取了 ${draw.size} 张，种子 ${draw.seed}。`;
    },
    { regionCode: 'region' },
  ),
});

/** What the contract cannot know: the day of today. */
export const checkDraw = (values: FormValues): Record<string, string> =>
  values.text('dueOn') < dayAhead(0) ? { dueOn: '完成期限不能早于今天' } : {};

const VERDICTS = { ok: '正常', problem: '有问题', not_checked: '未检查' } as const;
type Verdict = keyof typeof VERDICTS;
const itemKey = (item: string): string => `item-${item}`;

/** Records what was found, or whether what was put right will do. */
export function recordForm(api: ApiClient, inspection: Inspection): FormConfig {
  const again = inspection.status === 'rectified';
  return {
    heading: `${again ? '复核整改' : '记录检查'}：${inspection.number}`,
    testId: 'record',
    intro: (values) => recordEffect(values.text('result'), inspection.productName),
    fields: [
      ...Object.entries(INSPECTION_ITEMS).map(([item, label]) => ({
        key: itemKey(item),
        label,
        kind: 'choice' as const,
        options: VERDICTS,
        initial: inspection.items?.[item as keyof Items] ?? ('not_checked' as Verdict),
      })),
      { key: 'findings', label: '检查情况', kind: 'area', max: 2000, hint: '当事主体会看到，证书查询页会公开。' },
      { key: 'result', label: '结论', kind: 'choice', options: INSPECTION_RESULTS },
      {
        key: 'rectifyBy',
        label: '整改期限',
        kind: 'date',
        initial: dayAhead(15),
        shown: (values) => values.text('result') === 'rectify',
      },
      { key: 'evidence', label: '现场照片、检验报告', kind: 'evidence', optional: true, max: 20 },
    ],
    check: checkRecord,
    danger: (values) => values.text('result') === 'failed',
    action: (values) => `记录${INSPECTION_RESULTS[values.text('result') as InspectionResult] ?? '结论'}`,
    ...sendsTo(
      'recordInspection',
      (values) => ({
        result: values.text('result') as InspectionResult,
        items: itemsOf(values),
        findings: values.text('findings'),
        evidenceIds: values.fileIds('evidence'),
        rectifyBy: values.text('result') === 'rectify' ? values.text('rectifyBy') : null,
      }),
      async (sent) => {
        await api.call('recordInspection', { params: { id: inspection.id }, ...sent });
        return `${inspection.number} 已记录：${INSPECTION_RESULTS[sent.body.result]}。`;
      },
      { evidenceIds: 'evidence' },
    ),
  };
}

export const itemsOf = (values: FormValues): Items => {
  const of = (item: string): Verdict => (values.text(itemKey(item)) as Verdict) || 'not_checked';
  return { quality: of('quality'), price: of('price'), origin: of('origin'), sales: of('sales') };
};

/** A conclusion that fits what was looked at. */
export function checkRecord(values: FormValues): Record<string, string> {
  const items = Object.values(itemsOf(values));
  const result = values.text('result');
  if (items.every((verdict) => verdict === 'not_checked')) return { [itemKey('quality')]: '至少检查一项' };
  if (result === 'passed' && items.includes('problem')) return { result: '有项目存在问题，不能记为合格' };
  if (result === 'rectify' && values.text('rectifyBy') <= dayAhead(0)) return { rectifyBy: '整改期限应在今天之后' };
  return {};
}

function recordEffect(result: string, productName: string): string {
  if (result === 'rectify') return `“${productName}”的主体须在期限内整改并报告，之后由检查单位复核。`;
  if (result === 'failed') return `记录“${productName}”不合格。这本身不处理证书；如需暂停或撤销，记录后再作出决定。`;
  return `记录“${productName}”的检查结果，提交后不能修改。`;
}
