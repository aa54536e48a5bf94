import type { RouteResponse } from '@yigou/contracts';
import { DEBT_AGE_CODES, DEBT_AGES, type DebtAge } from '@yigou/contracts/labels';
import { type Column, quiet, tag, text } from '../shared/data-table/table';
import { dueCell } from '../shared/deadlines';
import { formatMoney, formatTime } from '../shared/format';
import type { Tone } from '../shared/tone';

type Debts = RouteResponse<'listArrears'>;
type Debt = Debts['items'][number];

const AGE_TONES: Record<DebtAge, Tone> = { not_due: 'run', days_30: 'todo', days_90: 'stop', older: 'stop' };

export const DEBT_FILTER = { kind: 'tabs', key: 'age', label: '账龄', options: DEBT_AGES } as const;
/** What was accepted and is to be paid, for both sides; who the other side is comes first. */
export const debtColumns = (other: Column<Debt>): readonly Column<Debt>[] => [
  other,
  { key: 'goods', title: '商品', cell: ({ goods, number }) => text(goods, number) },
  { key: 'due', title: '应付', align: 'right', cell: ({ dueFen }) => text(formatMoney(dueFen)) },
  { key: 'age', title: '账龄', cell: ({ age }) => tag(DEBT_AGES[age], AGE_TONES[age]) },
  { key: 'until', title: '付款期限', cell: ({ dueAt }) => dueCell(dueAt) },
  { key: 'accepted', title: '验收', wide: true, cell: ({ acceptedAt }) => text(formatTime(acceptedAt)) },
  {
    key: 'claimed',
    title: '转账',
    wide: true,
    cell: ({ claimed }) => (claimed ? text('已登记凭证') : quiet('没有登记')),
  },
];

/** 未到期 ¥10.00（1 个），… — what there is, by age. */
export function agesWords(ages: Debts['ages']): string {
  const parts = DEBT_AGE_CODES.flatMap((code) => {
    const found = ages.find(({ age }) => age === code);
    return found ? [`${DEBT_AGES[code]} ${formatMoney(found.fen)}（${found.orders} 个订单）`] : [];
  });
  return parts.join('，');
}
