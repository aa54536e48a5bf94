import type { RouteResponse } from '@yigou/contracts';
import { STATEMENT_STATUSES } from '@yigou/contracts/labels';
import { type Column, tag, text } from '../shared/data-table/table';
import { formatMoney, formatTime } from '../shared/format';
import { STATEMENT_TONES } from '../shared/tones';
import type { StatementSide } from './statement-forms';

type Row = RouteResponse<'listStatements'>['items'][number];

const WORDS = {
  agency: { owed: '应付', ahead: '已付未收货' },
  supplier: { owed: '应收', ahead: '已收未交货' },
} as const;

/** A balance in the words of a side: what is owed, what was paid ahead, or nothing. */
export function balanceWords(side: StatementSide, fen: number): string {
  if (fen === 0) return '已结清';
  const { owed, ahead } = WORDS[side];
  return `${fen > 0 ? owed : ahead} ${formatMoney(Math.abs(fen))}`;
}

/** What a list of statements shows of one, on whichever side; the other side has the column `who`. */
export const statementColumns = (side: StatementSide, who: Column<Row>): Column<Row>[] => [
  { key: 'month', title: '月份', cell: ({ month, version }) => text(month, version > 1 ? `第 ${version} 版` : null) },
  who,
  { key: 'status', title: '状态', cell: ({ status }) => tag(STATEMENT_STATUSES[status], STATEMENT_TONES[status]) },
  {
    key: 'opening',
    title: '期初',
    align: 'right',
    wide: true,
    cell: ({ openingFen }) => text(balanceWords(side, openingFen)),
  },
  { key: 'closing', title: '期末', align: 'right', cell: ({ closingFen }) => text(balanceWords(side, closingFen)) },
  { key: 'made', title: '出具', wide: true, cell: ({ madeAt }) => text(formatTime(madeAt)) },
];
export const STATEMENT_FILTERS = [
  { kind: 'tabs', key: 'mine', label: '范围', options: { 1: '待我核对' } },
  { kind: 'select', key: 'status', label: '状态', options: STATEMENT_STATUSES },
] as const;
