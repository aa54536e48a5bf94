import type { RouteResponse } from '@yigou/contracts';
import { INVOICE_STATUSES } from '@yigou/contracts/labels';
import { type Column, tag, text } from '../shared/data-table/table';
import { formatMoney, formatTime } from '../shared/format';
import { INVOICE_TONES } from '../shared/tones';

type Row = RouteResponse<'listInvoices'>['items'][number];

/** What a list of invoices shows of one, on whichever side; the other side has the column `who`. */
export const invoiceColumns = (who: Column<Row>): Column<Row>[] => [
  { key: 'number', title: '发票号码', cell: ({ number, issuedOn }) => text(number, `${issuedOn} 开具`) },
  who,
  { key: 'status', title: '状态', cell: ({ status }) => tag(INVOICE_STATUSES[status], INVOICE_TONES[status]) },
  { key: 'amount', title: '价税合计', align: 'right', cell: ({ amountFen }) => text(formatMoney(amountFen)) },
  { key: 'orders', title: '订单', align: 'right', cell: ({ orders }) => text(`${orders} 个`) },
  {
    key: 'checked',
    title: '核对',
    cell: ({ readFromFile, titleDiffers }) =>
      titleDiffers ? tag('抬头不是本单位', 'stop') : text(readFromFile ? '与原件一致' : '请人工核对'),
  },
  { key: 'recorded', title: '登记', wide: true, cell: ({ recordedAt }) => text(formatTime(recordedAt)) },
];
export const INVOICE_FILTERS = [{ kind: 'select', key: 'status', label: '状态', options: INVOICE_STATUSES }] as const;
