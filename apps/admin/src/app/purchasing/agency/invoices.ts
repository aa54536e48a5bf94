import { Component, viewChild } from '@angular/core';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { INVOICE_FILTERS, invoiceColumns } from '../invoice-columns';
import { InvoiceRecord } from '../invoice-record';

/** Invoices that suppliers recorded against the unit's orders: whoever does its finance receives them or objects. */
@Component({
  selector: 'yg-unit-invoices',
  imports: [DataTable, DetailTemplate, InvoiceRecord, PageHeader],
  template: `
    <yg-page-header
      heading="发票"
      note="供应商登记的发票。财务人员核对原件后核收；抬头、金额有误的，写明原因退给供应商。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-invoice-record source="getInvoice" [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class UnitInvoices {
  protected readonly list = viewChild.required<DataTable<'listInvoices'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listInvoices',
    noun: '发票',
    testId: 'invoice',
    empty: '还没有发票。订单签署后，供应商可以在这里登记发票。',
    filters: [...INVOICE_FILTERS],
    columns: invoiceColumns({ key: 'who', title: '供应商', cell: ({ supplierName }) => text(supplierName) }),
    drawerTitle: (row) => (row ? `发票 ${row.number}` : '发票'),
    drawerWidth: 760,
  });
}
