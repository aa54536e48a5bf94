import { Component, inject, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { ORDER_STATUSES } from '@yigou/contracts/labels';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import { KEPT_STATES } from '../../shared/kept/kept-on-phone';
import { PageHeader } from '../../shared/page-header';
import { ORDER_TONES } from '../../shared/tones';
import { DeliveryRecord } from './delivery-record';
import { KeptDeliveries } from './kept-deliveries';

/** What was sent to the recipient and waits to be signed for, and above it what lies on this phone. */
@Component({
  selector: 'yg-deliveries',
  imports: [DataTable, DeliveryRecord, DetailTemplate, NzButtonComponent, PageHeader],
  template: `
    <yg-page-header
      heading="捐赠物资"
      note="货到后清点件数，登记收到、短缺、破损并签收。短缺和破损的部分退款给捐赠人，用不完的可以转给其他单位。"
    />
    @if (kept.sheets().length > 0) {
      <ul class="kept" aria-label="本机上的签收单" data-testid="kept-deliveries">
        @for (sheet of kept.sheets(); track sheet.id) {
          <li data-testid="kept-delivery">
            <b>{{ states[sheet.state] }}</b> {{ sheet.delivery.goods }}
            @if (sheet.state === 'sent') {
              <button nz-button type="button" (click)="kept.forget(sheet.id)">知道了</button>
            } @else {
              <button nz-button type="button" (click)="open(sheet.delivery.id)">查看</button>
            }
          </li>
        }
      </ul>
    }
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-delivery-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
  styles: `
    .kept {
      margin: 0 0 16px;
      padding: 0;
      list-style: none;
    }
    .kept li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      min-height: 44px;
    }
  `,
})
export class DeliveryList {
  private readonly router = inject(Router);
  protected readonly kept = inject(KeptDeliveries);
  protected readonly states = KEPT_STATES;
  protected readonly list = viewChild.required<DataTable<'listDeliveries'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listDeliveries',
    noun: '批物资',
    testId: 'delivery',
    empty: '没有发给本单位的捐赠物资。',
    filters: [{ kind: 'tabs', key: 'unsigned', label: '范围', options: { 1: '到货、还没签收' } }],
    columns: [
      { key: 'goods', title: '物资', cell: ({ goods, title }) => text(goods, title) },
      { key: 'supplier', title: '供应商', cell: ({ supplierName, number }) => text(supplierName, number) },
      { key: 'shipped', title: '已发', align: 'right', cell: ({ shipped }) => text(`${shipped} 件`) },
      { key: 'status', title: '状态', cell: ({ status }) => tag(ORDER_STATUSES[status], ORDER_TONES[status]) },
      { key: 'signed', title: '签收', cell: ({ signedAt }) => quiet(signedAt ? formatTime(signedAt) : '—') },
    ],
    drawerTitle: (row) => row?.goods ?? '捐赠物资',
    drawerWidth: 760,
  });

  protected open(id: string): void {
    void this.router.navigate([], { queryParams: { id }, queryParamsHandling: 'merge' });
  }
}
