import { marketDay, type Tx } from '@yigou/platform';
import { Budgets, UnitTree } from '@yigou/procurement';
import { writeApprovers } from '@yigou/purchasing';
import type { CommandContext } from './command-context';

interface Place {
  readonly code: string;
  readonly county: string;
}
interface DemoUnits {
  readonly agency: string;
  readonly supervisingUnit: string;
  readonly finance: string;
  readonly auditor: string;
}

/** A school with a canteen of its own below its county's education bureau, both budget units since long ago, and the finance department and the audit office of the county. */
export async function saveUnits(context: CommandContext, tx: Tx, { code, county }: Place): Promise<DemoUnits> {
  const made = (kind: 'agency' | 'finance' | 'auditor', name: string): Promise<string> =>
    context.organisations.create(tx, { kind, name: `${county}${name}（演示）`, regionCode: code, demo: true });
  const supervisingUnit = await made('agency', '教育局');
  const agency = await made('agency', '第一小学');
  const finance = await made('finance', '财政局');
  const auditor = await made('auditor', '审计局');
  const unit = (unitId: string, parentId: string | null) => ({ unitId, parentId, regionCode: code, demo: true });
  await new UnitTree().add(tx, [unit(supervisingUnit, null), unit(agency, supervisingUnit)], '2020-01-01');
  return { agency, supervisingUnit, finance, auditor };
}

/** What the school may spend this year of its canteen's and of its union's money; answers both. */
export async function openBudgets(
  tx: Tx,
  { agency: unitId }: DemoUnits,
  userId: string,
): Promise<{ readonly budgetId: string; readonly unionBudgetId: string }> {
  const year = Number(marketDay(new Date()).slice(0, 4));
  const of = { unitId, year, reach: 'own', costCentre: '' } as const;
  const by = { userId, reason: '年度预算（演示）' };
  const budgets = new Budgets();
  const budgetId = await budgets.open(tx, { ...of, kind: 'canteen', name: '食堂食材', ceilingFen: 30_000_000 }, by);
  const union = { ...of, kind: 'union', name: '工会慰问品', ceilingFen: 5_000_000 } as const;
  return { budgetId, unionBudgetId: await budgets.open(tx, union, by) };
}

/** Who approves the school's requisitions, up to 50,000 yuan each. */
export function approvedBy(tx: Tx, { agency: unitId }: DemoUnits, userId: string): Promise<void> {
  return writeApprovers(tx, unitId, [{ userId, perOrderFen: 5_000_000, perMonthFen: null }]);
}
