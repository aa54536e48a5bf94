import { Component, inject, signal, viewChild } from '@angular/core';
import { DRAW_METHODS, INSPECTION_CAUSES, INSPECTION_STATUSES, type InspectionStatus } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { dueCell } from '../../shared/deadlines';
import { formatCount, formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { INSPECTION_TONES } from '../../shared/tones';
import { InspectionDetail } from './inspection-detail';
import { drawForm } from './inspection-forms';

const DONE: readonly InspectionStatus[] = ['passed', 'failed'];

/** Inspections of certified products, drawn at random or by risk, 抽查. */
@Component({
  selector: 'yg-inspections',
  imports: [DataTable, DetailTemplate, FormDialog, InspectionDetail, NzButtonComponent, PageHeader],
  template: `
    <yg-page-header heading="抽查" note="按风险或随机抽取有效证书，检查质量、售价、产地真实性和销量。">
      @if (session.may('drawInspections')) {
        <button nz-button nzType="primary" type="button" (click)="draw()" data-testid="draw-open">抽取检查对象</button>
      }
    </yg-page-header>
    @if (draws.hasValue() && draws.value().items.length > 0) {
      <details class="panel">
        <summary>历次抽取 {{ draws.value().items.length }} 次</summary>
        <div class="scroll" role="region" aria-label="历次抽取" tabindex="0">
          <table class="plain-table" data-testid="draws">
            <thead>
              <tr>
                <th scope="col">时间</th>
                <th scope="col">抽取人</th>
                <th scope="col">方式</th>
                <th scope="col">范围</th>
                <th scope="col">种子</th>
                <th scope="col" class="number">证书总数</th>
                <th scope="col" class="number">抽取</th>
                <th scope="col" class="number">已检查</th>
              </tr>
            </thead>
            <tbody>
              @for (one of draws.value().items; track one.id) {
                <tr>
                  <td>{{ time(one.drawnAt) }}</td>
                  <td>{{ one.drawnBy }}</td>
                  <td>{{ methods[one.method] }}</td>
                  <td>{{ one.region?.path ?? '全辖区' }}{{ one.category ? '，' + one.category : '' }}</td>
                  <td class="mono">{{ one.seed }}</td>
                  <td class="number">{{ count(one.population) }}</td>
                  <td class="number">{{ one.size }}</td>
                  <td class="number">{{ one.done }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      </details>
    }
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-inspection-detail [id]="id" (decided)="list().reload()" />
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
  styles: `
    .panel {
      margin-bottom: 12px;
      padding: 8px 16px;
    }
    summary {
      min-height: 24px;
      cursor: pointer;
    }
    .scroll {
      max-height: 260px;
      overflow: auto;
    }
    .mono {
      font-family: var(--font-mono);
      font-size: 13px;
      user-select: all;
    }
    td {
      white-space: nowrap;
    }
  `,
})
export class Inspections {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listInspections'>>(DataTable);
  protected readonly draws = apiResource('listDraws');
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly methods = DRAW_METHODS;
  protected readonly time = formatTime;
  protected readonly count = formatCount;
  protected readonly table = defineTable({
    route: 'listInspections',
    noun: '抽查',
    testId: 'inspection',
    empty: '还没有抽查。按“抽取检查对象”开始。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: INSPECTION_STATUSES },
      { kind: 'search', key: 'q', label: '搜索抽查', placeholder: '抽查编号、证书、产品或主体' },
      { kind: 'region', key: 'region', label: '产地' },
    ],
    columns: [
      { key: 'product', title: '产品', cell: (row) => text(row.productName, row.supplierName) },
      { key: 'number', title: '抽查编号', cell: (row) => text(row.number, row.certificateNumber) },
      { key: 'county', title: '产地', cell: (row) => text(row.county?.path) },
      { key: 'cause', title: '来由', cell: (row) => text(INSPECTION_CAUSES[row.cause]) },
      {
        key: 'status',
        title: '状态',
        cell: (row) => tag(INSPECTION_STATUSES[row.status], INSPECTION_TONES[row.status]),
      },
      { key: 'due', title: '时限', cell: (row) => dueCell(row.dueOn, DONE.includes(row.status)) },
    ],
    drawerTitle: (row) => (row ? `抽查 ${row.number}` : '抽查'),
  });

  protected draw(): void {
    const prefix = this.session.seat()?.regionPrefix ?? '';
    this.dialog.set(
      drawForm(this.api, prefix ? prefix.padEnd(6, '0') : null, () => {
        this.list().reload();
        this.draws.reload();
      }),
    );
  }
}
