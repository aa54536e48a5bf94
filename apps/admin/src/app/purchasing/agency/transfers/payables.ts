import { Component, viewChild } from '@angular/core';
import { ORDER_STATUSES, TRANSFER_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../../shared/data-table/table';
import { DetailTemplate } from '../../../shared/data-table/templates';
import { dueCell } from '../../../shared/deadlines';
import { formatMoney } from '../../../shared/format';
import { PageHeader } from '../../../shared/page-header';
import { ORDER_TONES, TRANSFER_TONES } from '../../../shared/tones';
import { AccountTabs } from '../account-tabs';
import { PayableRecord } from './payable-record';

/** What the unit has to pay, and what it paid by bank transfer. */
@Component({
  selector: 'yg-payables',
  imports: [AccountTabs, DataTable, DetailTemplate, PageHeader, PayableRecord],
  template: `
    <yg-page-header
      heading="付款"
      note="供应商已签署、等待付款的订单。可以由下单人线上支付，也可以对公转账后在这里登记银行回单，供应商确认到账后发货。"
    />
    <yg-account-tabs />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-payable-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Payables {
  protected readonly list = viewChild.required<DataTable<'listPayables'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listPayables',
    noun: '订单',
    testId: 'payable',
    empty: '没有等待付款的订单。',
    filters: [{ kind: 'tabs', key: 'unpaid', label: '范围', options: { 1: '待付款' } }],
    columns: [
      { key: 'goods', title: '商品', cell: ({ goods, number }) => text(goods, number) },
      { key: 'supplier', title: '供应商', cell: ({ supplierName }) => text(supplierName) },
      { key: 'total', title: '应付', align: 'right', cell: ({ totalFen }) => text(formatMoney(totalFen)) },
      { key: 'status', title: '订单', cell: ({ status }) => tag(ORDER_STATUSES[status], ORDER_TONES[status]) },
      {
        key: 'transfer',
        title: '转账',
        cell: ({ transfer }) =>
          transfer ? tag(TRANSFER_STATUSES[transfer], TRANSFER_TONES[transfer]) : quiet('没有登记'),
      },
      { key: 'due', title: '付款期限', cell: ({ dueAt }) => dueCell(dueAt) },
      { key: 'buyer', title: '下单人', wide: true, cell: ({ buyerName }) => text(buyerName) },
    ],
    drawerTitle: (row) => (row ? `订单 ${row.number}` : '付款'),
    drawerWidth: 760,
  });
}
