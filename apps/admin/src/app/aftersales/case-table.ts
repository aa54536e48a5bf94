import type { RouteResponse } from '@yigou/contracts';
import { AFTERSALES_KINDS, AFTERSALES_REASONS, AFTERSALES_CASE_STATUSES } from '@yigou/contracts/labels';
import { tag, text } from '../shared/data-table/table';
import { formatMoney, formatTime } from '../shared/format';
import { AFTERSALES_TONES } from './tones';

type Row = RouteResponse<'listSupplierAftersales'>['items'][number];

/** What both tables of cases show. */
export const CASE_COLUMNS = [
  { key: 'goods', title: '商品', cell: (row: Row) => text(`${row.goods}×${row.pieces}`, `订单 ${row.orderNumber}`) },
  {
    key: 'reason',
    title: '原因',
    cell: (row: Row) => text(AFTERSALES_REASONS[row.reason], AFTERSALES_KINDS[row.kind]),
  },
  { key: 'fen', title: '申请退款', cell: (row: Row) => text(formatMoney(row.askedFen)) },
  {
    key: 'status',
    title: '状态',
    cell: (row: Row) => tag(AFTERSALES_CASE_STATUSES[row.status], AFTERSALES_TONES[row.status]),
  },
  {
    key: 'due',
    title: '处理期限',
    cell: (row: Row) => text(row.dueAt ? formatTime(row.dueAt) : '—', row.overdue ? '已超期' : undefined),
  },
  { key: 'created', title: '申请时间', cell: (row: Row) => text(formatTime(row.createdAt), row.number) },
];
