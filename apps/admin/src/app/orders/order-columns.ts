import { ORDER_ORIGINS, ORDER_STATUSES, ORDER_TROUBLES } from '@yigou/contracts/labels';
import { type Column, type Filter, quiet, type RowOf, tag, text } from '../shared/data-table/table';
import { formatMoney, formatTime } from '../shared/format';
import { ORDER_TONES } from '../shared/tones';

type OrderRow = RowOf<'listAdminOrders'>;

/** Columns that every table of orders has; who bought or sold stands between them. */
export const orderColumns = (party: Column<OrderRow>): Column<OrderRow>[] => [
  { key: 'number', title: '订单', cell: (row) => text(row.number, row.origin && ORDER_ORIGINS[row.origin]) },
  {
    key: 'goods',
    title: '商品',
    cell: (row) => ({
      kind: 'photo',
      key: row.firstLine.photo,
      text: row.firstLine.productName,
      sub:
        `${row.firstLine.skuName} × ${row.firstLine.quantity}` + (row.lineCount > 1 ? `，共 ${row.lineCount} 种` : ''),
    }),
  },
  party,
  { key: 'county', title: '产地', wide: true, cell: (row) => text(row.countyName) },
  { key: 'status', title: '状态', cell: (row) => tag(ORDER_STATUSES[row.status], ORDER_TONES[row.status]) },
  {
    key: 'total',
    title: '实付',
    sort: { asc: 'total_asc', desc: 'total_desc' },
    align: 'right',
    cell: (row) => text(formatMoney(row.totalFen)),
  },
  {
    key: 'created',
    title: '下单时间',
    sort: { asc: 'oldest', desc: 'newest' },
    cell: (row) => quiet(formatTime(row.createdAt)),
  },
];

export const orderFilters = (placeholder: string): Filter[] => [
  { kind: 'tabs', key: 'status', label: '状态', options: ORDER_STATUSES },
  { kind: 'search', key: 'q', label: '搜索订单', placeholder },
  { kind: 'select', key: 'only', label: '异常', options: ORDER_TROUBLES },
  { kind: 'date', key: 'from', label: '下单从' },
  { kind: 'date', key: 'to', label: '到' },
];
