import { Component, inject, signal, viewChild } from '@angular/core';
import { RECALL_GRADES, RECALL_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { RECALL_TONES } from '../../shared/tones';
import { openForm } from '../recall-forms';
import { RecallRecord } from '../recall-record';

/** Recalls within the jurisdiction, 召回. */
@Component({
  selector: 'yg-recalls',
  imports: [
    DataTable,
    DetailTemplate,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecallRecord,
    RecordPage,
    RecordTemplate,
  ],
  template: `
    <yg-page-header
      heading="召回"
      note="食品有安全风险时，供应商应主动召回；没有召回的，由监管部门责令召回（食品安全法第六十三条）。"
    >
      @if (session.may('openRecall')) {
        <button nz-button nzType="primary" type="button" (click)="open()" data-testid="recall-open">责令召回</button>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="次召回">
          <ng-template [ygRecord]="row" let-row>
            <yg-recall-record [id]="row.id" route="viewRecall" (changed)="list().reload()" />
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class Recalls {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listRecalls'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly table = defineTable({
    route: 'listRecalls',
    noun: '召回',
    testId: 'recall',
    empty: '辖区内没有召回。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: RECALL_STATUSES },
      { kind: 'search', key: 'q', label: '搜索召回', placeholder: '编号、产品或供应商' },
    ],
    columns: [
      { key: 'number', title: '召回', cell: (row) => text(row.productName, row.number) },
      { key: 'grade', title: '等级', cell: (row) => text(RECALL_GRADES[row.grade].slice(0, 4)) },
      { key: 'supplier', title: '供应商', cell: (row) => text(row.supplierName) },
      { key: 'status', title: '状态', cell: (row) => tag(RECALL_STATUSES[row.status], RECALL_TONES[row.status]) },
      { key: 'opened', title: '启动', cell: (row) => text(formatTime(row.openedAt)) },
      { key: 'due', title: '完成期限', cell: (row) => text(row.completeBy, row.overdue ? '已超期' : undefined) },
    ],
    drawerTitle: (row) => (row ? `召回 ${row.number}` : '召回'),
  });

  protected open(): void {
    this.dialog.set(openForm(this.api, 'openRecall'));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.list().reload();
  }
}
