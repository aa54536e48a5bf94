import type { RouteResponse } from '@yigou/contracts';
import { BUDGET_KINDS, BUDGET_REACHES, type BudgetKind, type BudgetReach } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormField, type FormValues, sendsTo } from '../../shared/form-dialog/form';
import { formatMoney } from '../../shared/format';
import { parseYuan, yuanText } from '../../shared/typed-amounts';

type Budget = RouteResponse<'listBudgets'>['own'][number];

const CEILING: FormField = { key: 'ceilingFen', label: '额度（元）', kind: 'text', max: 20 };
const ceilingOf = (values: FormValues): number => parseYuan(values.text('ceilingFen')) ?? Number.NaN;
const checkCeiling = (values: FormValues) => ({
  ceilingFen: Number.isNaN(ceilingOf(values)) ? '请填写金额，最多两位小数' : undefined,
});

/** Opens a budget of a year, for the unit itself or for everything below it. */
export function openForm(api: ApiClient, year: number): FormConfig {
  return {
    heading: `设立 ${year} 年采购预算`,
    testId: 'budget-open',
    intro: '采购预算是上限：下单即占用，收货后支出，取消即释放，任何时候都不能超出。预留份额是下限，两者互不影响。',
    fields: [
      { key: 'name', label: '名称', kind: 'text', max: 50 },
      { key: 'kind', label: '用途', kind: 'choice', options: BUDGET_KINDS, initial: 'canteen' },
      {
        key: 'reach',
        label: '范围',
        kind: 'choice',
        options: BUDGET_REACHES,
        initial: 'own',
        hint: '选“本单位及下级”的，下级单位同类采购合计不能超出；今年已经占用和支出的也算在内。',
      },
      {
        key: 'costCentre',
        label: '核算单元',
        kind: 'text',
        optional: true,
        max: 50,
        hint: '按食堂或部门分开管理的填写；不分的留空。',
      },
      CEILING,
      { key: 'reason', label: '依据或说明', kind: 'text', max: 300 },
    ],
    check: checkCeiling,
    action: (values) => `设立，额度 ${Number.isNaN(ceilingOf(values)) ? '待填' : formatMoney(ceilingOf(values))}`,
    ...sendsTo(
      'openBudget',
      (values) => ({
        year,
        kind: values.text('kind') as BudgetKind,
        reach: values.text('reach') as BudgetReach,
        costCentre: values.text('costCentre'),
        name: values.text('name'),
        ceilingFen: ceilingOf(values),
        reason: values.text('reason'),
      }),
      async (sent) => {
        await api.call('openBudget', sent);
        return '预算已设立。';
      },
    ),
  };
}

/** Sets the ceiling of a budget; what it was, and what it must not sink below, stands above. */
export function ceilingForm(api: ApiClient, budget: Budget): FormConfig {
  return {
    heading: `调整“${budget.name}”的额度`,
    testId: 'budget-ceiling',
    intro: `现在额度 ${formatMoney(budget.ceilingFen)}，已占用 ${formatMoney(budget.encumberedFen)}，已支出 ${formatMoney(budget.spentFen)}。\n新额度不能低于已占用和已支出之和；每次调整都留下记录。`,
    fields: [
      { ...CEILING, initial: yuanText(budget.ceilingFen) },
      { key: 'reason', label: '调整原因', kind: 'text', max: 300 },
    ],
    check: checkCeiling,
    action: (values) =>
      Number.isNaN(ceilingOf(values))
        ? '调整'
        : `由 ${formatMoney(budget.ceilingFen)} 调整为 ${formatMoney(ceilingOf(values))}`,
    ...sendsTo(
      'setBudgetCeiling',
      (values) => ({ ceilingFen: ceilingOf(values), reason: values.text('reason') }),
      async (sent) => {
        await api.call('setBudgetCeiling', { params: { id: budget.id }, ...sent });
        return '额度已调整。';
      },
    ),
  };
}
