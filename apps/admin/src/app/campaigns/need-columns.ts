import { NEED_STATUSES } from '@yigou/contracts/labels';
import { type Column, quiet, type RowOf, tag, text } from '../shared/data-table/table';
import { NEED_TONES } from './recipients-tones';

type Row = RowOf<'listOwnNeeds'>;

/** What is promised of a need, in words. */
export const promisedWords = ({ promised, delivered, unit }: Pick<Row, 'promised' | 'delivered' | 'unit'>): string =>
  `承诺 ${promised} ${unit}，签收 ${delivered} ${unit}`;

/** Columns of a list of needs, with what comes second: whose, or where. */
export const needColumns = (second: Column<Row>): Column<Row>[] => [
  { key: 'title', title: '需求', cell: ({ title, number }) => text(title, number) },
  second,
  {
    key: 'quantity',
    title: '数量',
    align: 'right',
    cell: (row) => text(`${row.quantity} ${row.unit}`, promisedWords(row)),
  },
  { key: 'until', title: '截止', cell: ({ until }) => quiet(until) },
  { key: 'status', title: '状态', cell: ({ status }) => tag(NEED_STATUSES[status], NEED_TONES[status]) },
];
