import { Component, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiUrl } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { ShipDialog } from '../../logistics/ship-dialog';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, text } from '../../shared/data-table/table';
import { DetailTemplate, RowActionsTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { orderColumns, orderFilters } from '../order-columns';
import { OrderInvoices } from '../../purchasing/order-invoices';
import { RecordSection } from '../../shared/record';
import { OrderDetail } from '../order-detail';

@Component({
  selector: 'yg-supplier-orders',
  imports: [
    DataTable,
    DetailTemplate,
    NzButtonComponent,
    OrderDetail,
    OrderInvoices,
    PageHeader,
    RecordSection,
    RouterLink,
    RowActionsTemplate,
    ShipDialog,
  ],
  template: `
    <yg-page-header
      heading="订单与发货"
      note="单位订单先签署合同再付款；付款后的订单请尽快发货，一个订单可以分成多个包裹。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygRowActions]="table" let-row>
        @if (session.may('shipOrder') && shippable(row)) {
          <button
            nz-button
            nzType="primary"
            nzSize="small"
            type="button"
            (click)="shipping.set(row.id)"
            [attr.aria-label]="'为订单 ' + row.number + ' 发货'"
            data-testid="ship-open"
          >
            发货
          </button>
        } @else if (row.status === 'shipped' || row.status === 'completed') {
          <a nz-button nzSize="small" [routerLink]="['/supplier/orders', row.id, 'slip']" target="_blank">装箱单</a>
        }
      </ng-template>
      <ng-template [ygDetail]="table" let-id="id">
        <yg-order-detail
          [id]="id"
          source="getSupplierOrder"
          (ship)="shipping.set($event)"
          (changed)="list().reload()"
        />
        @if (detail()?.unitName()) {
          <yg-record-section heading="发票"><yg-order-invoices [orderId]="id" /></yg-record-section>
        }
      </ng-template>
    </yg-data-table>
    @if (shipping(); as orderId) {
      <yg-ship-dialog [orderId]="orderId" (closed)="shipped($event)" />
    }
  `,
})
export class SupplierOrders {
  protected readonly session = inject(Session);
  protected readonly shipping = signal<string | null>(null);
  protected readonly list = viewChild.required<DataTable<'listSupplierOrders'>>(DataTable);
  protected readonly detail = viewChild(OrderDetail);

  protected readonly table = defineTable({
    route: 'listSupplierOrders',
    noun: '订单',
    testId: 'order',
    empty: '还没有订单。产品上架后，买家下单会出现在这里。',
    filters: orderFilters('订单号、手机号、收货人或产品'),
    columns: [
      ...orderColumns({ key: 'party', title: '买家', cell: (row) => text(row.buyerName) }),
      {
        key: 'expires',
        title: '签署或付款截止',
        wide: true,
        cell: (row) => quiet(row.expiresAt ? formatTime(row.expiresAt) : '—'),
      },
    ],
    drawerTitle: (row) => (row ? `订单 ${row.number}` : '订单'),
    exportUrl: (filters) => apiUrl('exportSupplierOrders', {}, filters),
  });

  protected shippable(row: RowOf<'listSupplierOrders'>): boolean {
    return row.status === 'to_ship' || row.status === 'part_shipped';
  }

  protected shipped(changed: boolean): void {
    this.shipping.set(null);
    if (!changed) return;
    this.list().reload();
    this.detail()?.reload();
  }
}
