import { Component, inject, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { ORDER_STATUSES } from '@yigou/contracts/labels';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../../../shared/data-table/data-table';
import { defineTable, tag, text } from '../../../shared/data-table/table';
import { DetailTemplate } from '../../../shared/data-table/templates';
import { dueCell } from '../../../shared/deadlines';
import { PageHeader } from '../../../shared/page-header';
import { StatusTag } from '../../../shared/status-tag';
import { ORDER_TONES } from '../../../shared/tones';
import type { Tone } from '../../../shared/tone';
import { AcceptableOrderRecord } from './acceptable-order';
import { KEPT_STATES, type KeptState } from '../../../shared/kept/kept-on-phone';
import { KeptSheets } from './kept-sheets';

const TONES: Readonly<Record<KeptState, Tone>> = { draft: 'todo', waiting: 'run', refused: 'stop', sent: 'go' };

/** What came and waits to be accepted, and above it the sheets that lie on this phone. */
@Component({
  selector: 'yg-acceptable-orders',
  imports: [AcceptableOrderRecord, DataTable, DetailTemplate, NzButtonComponent, PageHeader, StatusTag],
  template: `
    <yg-page-header
      heading="到货验收"
      note="货到后由一位验收人登记数量、短缺和拒收并签字，再由另一位验收人复核。复核后订单完成，短缺和拒收的部分退款。"
    />
    @if (kept.sheets().length > 0) {
      <ul class="kept" aria-label="本机上的验收单" data-testid="kept-sheets">
        @for (sheet of kept.sheets(); track sheet.id) {
          <li data-testid="kept-sheet">
            <yg-status [label]="states[sheet.state]" [tone]="tones[sheet.state]" data-testid="kept-state" />
            <span
              >{{ sheet.order.goods }}<br /><span class="muted">{{ sheet.order.supplierName }}</span></span
            >
            @if (sheet.state === 'sent') {
              <button nz-button type="button" (click)="kept.forget(sheet.id)">知道了</button>
            } @else {
              <button nz-button type="button" (click)="open(sheet.order.id)" data-testid="kept-open">
                {{ sheet.state === 'waiting' ? '查看' : '继续填写' }}
              </button>
            }
          </li>
        }
      </ul>
    }
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-acceptable-order [id]="id" (changed)="list().reload()" />
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
      padding: 8px 12px;
      margin-block-end: 8px;
      border: 1px solid var(--color-line);
      border-radius: 8px;
    }
    .kept span {
      min-width: 0;
    }
    .kept button {
      margin-inline-start: auto;
    }
  `,
})
export class AcceptableOrders {
  private readonly router = inject(Router);
  protected readonly kept = inject(KeptSheets);
  protected readonly states = KEPT_STATES;
  protected readonly tones = TONES;
  protected readonly list = viewChild.required<DataTable<'listAcceptableOrders'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listAcceptableOrders',
    noun: '待验收的订单',
    testId: 'acceptable-order',
    empty: '没有等待验收的订单。',
    filters: [{ kind: 'tabs', key: 'unsigned', label: '范围', options: { 1: '还没登记' } }],
    columns: [
      { key: 'goods', title: '商品', cell: ({ goods, number }) => text(goods, number) },
      { key: 'supplier', title: '供应商', cell: ({ supplierName }) => text(supplierName) },
      { key: 'status', title: '状态', cell: ({ status }) => tag(ORDER_STATUSES[status], ORDER_TONES[status]) },
      { key: 'waiting', title: '待验收', align: 'right', cell: ({ waiting }) => text(`${waiting} 件`) },
      {
        key: 'open',
        title: '登记',
        cell: ({ open }) => (open ? text(`${open.firstName}已登记`, '等另一人复核') : text('还没登记')),
      },
      { key: 'due', title: '验收时限', cell: ({ autoConfirmAt }) => dueCell(autoConfirmAt) },
      { key: 'buyer', title: '下单人', wide: true, cell: ({ buyerName }) => text(buyerName) },
    ],
    drawerTitle: (row) => row?.goods ?? '到货验收',
    drawerWidth: 760,
  });

  protected open(id: string): void {
    void this.router.navigate([], { queryParams: { id }, queryParamsHandling: 'merge' });
  }
}
