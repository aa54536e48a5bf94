import { CANTEEN_KINDS, SHARE_STATES, type ShareState } from '@yigou/contracts/labels';
import type { RouteResponse } from '@yigou/contracts';
import { type Column, type Filter, quiet, type RowOf, tag, text } from '../shared/data-table/table';
import { dueCell } from '../shared/deadlines';
import { formatMoney } from '../shared/format';
import { SHARE_TONES } from '../shared/tones';
import { percent } from './filing-words';

export type SharePage = RouteResponse<'listSharesBelow'>;
export type ShareRow = RowOf<'listSharesBelow'>;

/** States that a list is narrowed to; a unit whose filing was dropped has none, and what was replaced is not its year any more. */
const LISTED = [
  'missing',
  'draft',
  'submitted',
  'returned',
  'reviewed',
  'in_force',
  'fulfilled',
  'unfulfilled',
] as const;
const STATES = Object.fromEntries(LISTED.map((state) => [state, SHARE_STATES[state]]));
/** States of a unit that may be reminded: nothing of its year has been filed, or what was came back. */
export const UNFILED: readonly ShareState[] = ['missing', 'draft', 'returned'];

/** Filters of a list of units and their year. */
export function shareFilters(thisYear: number): readonly Filter[] {
  return [
    { kind: 'tabs', key: 'below', label: '范围', options: { 1: '低于下限' } },
    {
      kind: 'select',
      key: 'year',
      label: `${thisYear} 年`,
      options: { [thisYear + 1]: `${thisYear + 1} 年`, [thisYear - 1]: `${thisYear - 1} 年` },
    },
    { kind: 'select', key: 'state', label: '状态', options: STATES },
    { kind: 'search', key: 'q', label: '搜索单位', placeholder: '单位名称' },
    { kind: 'region', key: 'region', label: '所在地' },
  ];
}

export const SHARE_COLUMNS: readonly Column<ShareRow>[] = [
  { key: 'unit', title: '单位', cell: ({ unit, parent }) => text(unit.name, parent && `主管：${parent.name}`) },
  { key: 'region', title: '所在地', wide: true, cell: ({ unit }) => text(unit.region?.path) },
  { key: 'state', title: '状态', cell: ({ state }) => tag(SHARE_STATES[state], SHARE_TONES[state]) },
  {
    key: 'total',
    title: '采购总额',
    align: 'right',
    cell: ({ filing }) =>
      filing ? text(formatMoney(filing.canteenTotalFen), CANTEEN_KINDS[filing.canteen]) : quiet('—'),
  },
  {
    key: 'ratio',
    title: '比例',
    align: 'right',
    cell: ({ filing }) =>
      filing ? text(percent(filing.ratioBp), filing.belowMinimum ? '低于下限' : null) : quiet('—'),
  },
  {
    key: 'reserved',
    title: '预留金额',
    align: 'right',
    cell: ({ filing }) => (filing ? text(formatMoney(filing.reservedFen)) : quiet('—')),
  },
  {
    key: 'fulfilment',
    title: '完成',
    align: 'right',
    cell: ({ countedFen, fulfilmentBp }) =>
      fulfilmentBp === null
        ? quiet(countedFen > 0 ? formatMoney(countedFen) : '—')
        : text(percent(fulfilmentBp), formatMoney(countedFen)),
  },
  { key: 'due', title: '办理时限', cell: ({ filing }) => dueCell(filing?.dueOn ?? null) },
  {
    key: 'reminded',
    title: '提醒',
    wide: true,
    cell: ({ remindedOn }) => (remindedOn ? quiet(remindedOn) : quiet('—')),
  },
];
