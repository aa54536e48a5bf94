import { Component, inject, signal, viewChild } from '@angular/core';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { Drawer } from '../../shared/drawer';
import { PageHeader } from '../../shared/page-header';
import { INVOICE_FILTERS, invoiceColumns } from '../invoice-columns';
import { InvoiceRecord } from '../invoice-record';
import { InvoiceForm } from './invoice-form';

/** Invoices that the supplier recorded against orders of budget units. */
@Component({
  selector: 'yg-issued-invoices',
  imports: [DataTable, DetailTemplate, Drawer, InvoiceForm, InvoiceRecord, NzButtonComponent, PageHeader],
  template: `
    <yg-page-header
      heading="发票"
      note="预算单位的订单签署后，在税务平台开好发票，把原件登记到订单上，采购单位就能下载和核收。"
    >
      @if (session.may('recordInvoice')) {
        <button nz-button nzType="primary" type="button" (click)="recording.set(true)" data-testid="invoice-new">
          登记发票
        </button>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-invoice-record source="getIssuedInvoice" [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
    <yg-drawer heading="登记发票" [open]="recording()" [width]="720" (closed)="recording.set(false)">
      @if (recording()) {
        <yg-invoice-form (done)="recorded()" />
      }
    </yg-drawer>
  `,
})
export class IssuedInvoices {
  protected readonly session = inject(Session);
  protected readonly recording = signal(false);
  protected readonly list = viewChild.required<DataTable<'listIssuedInvoices'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listIssuedInvoices',
    noun: '发票',
    testId: 'invoice',
    empty: '还没有登记发票。',
    filters: [...INVOICE_FILTERS],
    columns: invoiceColumns({ key: 'who', title: '采购单位', cell: ({ unitName }) => text(unitName) }),
    drawerTitle: (row) => (row ? `发票 ${row.number}` : '发票'),
    drawerWidth: 760,
  });

  protected recorded(): void {
    this.recording.set(false);
    this.list().reload();
  }
}
