import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PRODUCT_STATUSES } from '@yigou/contracts/labels';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { formatCount, formatMoney, formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { PRODUCT_TONES } from '../../shared/tones';

@Component({
  selector: 'yg-supplier-products',
  imports: [DataTable, NzButtonComponent, NzIconDirective, PageHeader, RouterLink],
  template: `
    <yg-page-header heading="产品" note="点击一行修改资料、价格、库存和图片。">
      @if (session.may('createSupplierProduct')) {
        <a nz-button nzType="primary" routerLink="/supplier/products/new" data-testid="product-new">
          <nz-icon nzType="plus" aria-hidden="true" />新建产品
        </a>
      }
    </yg-page-header>
    <yg-data-table [config]="table" />
  `,
})
export class SupplierProducts {
  protected readonly session = inject(Session);
  protected readonly table = defineTable({
    route: 'listSupplierProducts',
    noun: '产品',
    testId: 'product',
    empty: '还没有产品。点击“新建产品”填写资料，保存为草稿后再上架。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: PRODUCT_STATUSES },
      { kind: 'search', key: 'q', label: '搜索产品', placeholder: '产品名称' },
    ],
    columns: [
      {
        key: 'name',
        title: '产品',
        cell: (row) => ({
          kind: 'photo',
          key: row.photo,
          text: row.name,
          sub: `${row.categoryName} · ${row.skuCount} 个规格`,
        }),
      },
      { key: 'status', title: '状态', cell: (row) => tag(PRODUCT_STATUSES[row.status], PRODUCT_TONES[row.status]) },
      {
        key: 'price',
        title: '起售价',
        align: 'right',
        cell: (row) => text(row.priceFen === null ? '未定价' : formatMoney(row.priceFen)),
      },
      {
        key: 'stock',
        title: '库存',
        align: 'right',
        cell: (row) => text(formatCount(row.onHand), row.reserved > 0 ? `订单占用 ${formatCount(row.reserved)}` : null),
      },
      { key: 'sold', title: '已售', align: 'right', cell: (row) => text(formatCount(row.soldCount)) },
      { key: 'certificate', title: '证书', cell: (row) => text(row.certificateNumber) },
      { key: 'updated', title: '更新时间', wide: true, cell: (row) => quiet(formatTime(row.updatedAt)) },
    ],
    link: (row) => ['/supplier/products', row.id],
  });
}
