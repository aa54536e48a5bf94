import { Component, viewChild } from '@angular/core';
import { TRANSFER_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatMoney, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { TRANSFER_TONES } from '../../shared/tones';
import { TransferRecord } from './transfer-record';

/** Vouchers of units that say that they paid: whether the money came is said here. */
@Component({
  selector: 'yg-transfers',
  imports: [DataTable, DetailTemplate, PageHeader, TransferRecord],
  template: `
    <yg-page-header
      heading="转账到账"
      note="单位登记了银行回单的订单。请核对银行账户，到账的确认，没有到账或金额不符的退回并写明原因。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-transfer-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Transfers {
  protected readonly list = viewChild.required<DataTable<'listTransfers'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listTransfers',
    noun: '转账凭证',
    testId: 'transfer',
    empty: '还没有单位登记转账。',
    filters: [{ kind: 'select', key: 'status', label: '状态', options: TRANSFER_STATUSES }],
    columns: [
      { key: 'unit', title: '付款单位', cell: ({ unitName, orderNumber }) => text(unitName, orderNumber) },
      { key: 'goods', title: '商品', wide: true, cell: ({ goods }) => text(goods) },
      { key: 'amount', title: '金额', align: 'right', cell: ({ amountFen }) => text(formatMoney(amountFen)) },
      { key: 'paidOn', title: '汇款日期', cell: ({ paidOn }) => text(paidOn) },
      { key: 'status', title: '状态', cell: ({ status }) => tag(TRANSFER_STATUSES[status], TRANSFER_TONES[status]) },
      {
        key: 'submitted',
        title: '登记',
        cell: ({ submittedBy, submittedAt }) => text(submittedBy, formatTime(submittedAt)),
      },
    ],
    drawerTitle: (row) => (row ? `订单 ${row.orderNumber} 的转账` : '转账'),
    drawerWidth: 720,
  });
}
