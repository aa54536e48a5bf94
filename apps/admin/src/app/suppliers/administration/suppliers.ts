import { Component, inject, signal } from '@angular/core';
import { SUPPLIER_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiUrl } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { appointForm } from '../../identity/member-forms';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, text } from '../../shared/data-table/table';
import { markedDemo } from '../../shared/demo-mark';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import { DetailTemplate } from '../../shared/data-table/templates';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { RouterLink } from '@angular/router';
import { Fact, FactList } from '@yigou/web-ui';

@Component({
  selector: 'yg-suppliers',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
  ],
  template: `
    <yg-page-header heading="供应商" note="辖区内的带贫主体，及其产品、订单和销售额。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="个供应商">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="名称">
                {{ row.name }}
                @if (row.demo) {
                  <span class="demo">演示</span>
                }
              </ng-template>
              <ng-template ygFact="类型">{{ kinds[row.kind] }}</ng-template>
              <ng-template ygFact="统一社会信用代码">{{ row.creditCode || '未登记' }}</ng-template>
              <ng-template ygFact="所在地">{{ row.county?.path || '未登记' }}</ng-template>
              <ng-template ygFact="产品">{{ formatCount(row.products) }}</ng-template>
              <ng-template ygFact="订单">{{ formatCount(row.orders) }}</ng-template>
              <ng-template ygFact="销售额">
                <span class="money">{{ formatMoney(row.salesFen) }}</span>
              </ng-template>

              <ng-template ygFact="登记时间">{{ formatTime(row.createdAt) }}</ng-template>
            </yg-facts>
            <p>
              <a routerLink="/administration/admissions" [queryParams]="{ id: row.id }">查看档案</a> ·
              <a routerLink="/administration/products" [queryParams]="{ q: row.name }">查看产品</a> ·
              <a routerLink="/administration/orders" [queryParams]="{ q: row.name }">查看订单</a>
            </p>
            @if (session.may('appointManager')) {
              <div class="form-actions">
                <button nz-button type="button" (click)="appoint(row)" data-testid="appoint">邀请负责人</button>
              </div>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
})
export class Suppliers {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly kinds = SUPPLIER_KINDS;
  protected readonly formatCount = formatCount;
  protected readonly formatMoney = formatMoney;
  protected readonly formatTime = formatTime;
  protected readonly table = defineTable({
    route: 'listSuppliers',
    noun: '供应商',
    testId: 'supplier',
    empty: '还没有供应商。可以在“批量导入”中导入供应商和产品。',
    filters: [
      { kind: 'search', key: 'q', label: '搜索供应商', placeholder: '名称或统一社会信用代码' },
      { kind: 'select', key: 'kind', label: '类型', options: SUPPLIER_KINDS },
      { kind: 'region', key: 'region', label: '所在地' },
    ],
    columns: [
      {
        key: 'name',
        title: '供应商',
        sort: 'name',
        cell: (row) => text(markedDemo(row), row.creditCode),
      },
      { key: 'kind', title: '类型', cell: (row) => text(SUPPLIER_KINDS[row.kind]) },
      { key: 'county', title: '所在地', cell: (row) => text(row.county?.path) },
      {
        key: 'products',
        title: '产品',
        sort: 'products',
        align: 'right',
        cell: (row) => text(formatCount(row.products)),
      },
      { key: 'orders', title: '订单', align: 'right', cell: (row) => text(formatCount(row.orders)) },
      { key: 'sales', title: '销售额', align: 'right', cell: (row) => text(formatMoney(row.salesFen)) },
      {
        key: 'created',
        title: '登记时间',
        sort: 'created',
        wide: true,
        cell: (row) => quiet(formatTime(row.createdAt)),
      },
    ],
    drawerTitle: (row) => row?.name ?? '供应商',
    exportUrl: (filters) => apiUrl('exportAdmin', { kind: 'suppliers' }, filters),
  });

  protected appoint(row: RowOf<'listSuppliers'>): void {
    this.dialog.set(appointForm(this.api, row, () => undefined));
  }
}
