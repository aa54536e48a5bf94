import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { formatMoney, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';

/** Orders of units that the supplier has yet to invoice; they are invoiced where invoices are recorded. */
@Component({
  selector: 'yg-invoiceable-orders',
  imports: [DataTable, NzButtonComponent, PageHeader, RouterLink],
  template: `
    <yg-page-header heading="待开票订单" note="预算单位已签署、还没有开足发票的订单。已完成的请尽快开票。">
      <a nz-button nzType="primary" routerLink="/supplier/invoices">去登记发票</a>
    </yg-page-header>
    <yg-data-table [config]="table" />
  `,
})
export class InvoiceableOrders {
  protected readonly table = defineTable({
    route: 'listInvoiceableOrders',
    noun: '待开票订单',
    testId: 'invoiceable-order',
    empty: '没有待开票的订单。',
    filters: [{ kind: 'tabs', key: 'finished', label: '范围', options: { 1: '已完成' } }],
    columns: [
      { key: 'unit', title: '采购单位', cell: ({ unit }) => text(unit.name, unit.creditCode) },
      { key: 'number', title: '订单', cell: ({ number, createdAt }) => text(number, formatTime(createdAt)) },
      { key: 'open', title: '待开票', align: 'right', cell: ({ openFen }) => text(formatMoney(openFen)) },
      { key: 'net', title: '订单金额', align: 'right', cell: ({ netFen }) => text(formatMoney(netFen)) },
      {
        key: 'invoiced',
        title: '已开票',
        align: 'right',
        wide: true,
        cell: ({ invoicedFen }) => text(formatMoney(invoicedFen)),
      },
    ],
  });
}
