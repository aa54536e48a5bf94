import { Component } from '@angular/core';
import { apiUrl } from '@yigou/web-data';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { PageHeader } from '../../shared/page-header';
import { orderColumns, orderFilters } from '../order-columns';
import { OrderDetail } from '../order-detail';

@Component({
  selector: 'yg-admin-orders',
  imports: [DataTable, DetailTemplate, OrderDetail, PageHeader],
  template: `
    <yg-page-header heading="订单" note="辖区内产品的全部订单。点击一行查看进展、包裹和付款。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id"><yg-order-detail [id]="id" source="getAdminOrder" /></ng-template>
    </yg-data-table>
  `,
})
export class AdminOrders {
  protected readonly table = defineTable({
    route: 'listAdminOrders',
    noun: '订单',
    testId: 'order',
    empty: '还没有订单。',
    filters: [
      ...orderFilters('订单号、手机号、收货人、产品或供应商'),
      { kind: 'region', key: 'region', label: '产地' },
    ],
    columns: orderColumns({
      key: 'party',
      title: '供应商',
      cell: (row) => text(row.supplierName, `买家 ${row.buyerName}`),
    }),
    drawerTitle: (row) => (row ? `订单 ${row.number}` : '订单'),
    exportUrl: (filters) => apiUrl('exportAdmin', { kind: 'orders' }, filters),
  });
}
