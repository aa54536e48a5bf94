import { Component, inject, viewChild } from '@angular/core';
import { SUPPLIER_KINDS, SUPPLIER_STATUSES } from '@yigou/contracts/labels';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { dueCell } from '../../shared/deadlines';
import { formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { SUPPLIER_TONES } from '../../shared/tones';
import { AdmissionDetail } from './admission-detail';

const WAITING: readonly string[] = ['county_review', 'platform_review', 'returned', 'rectifying'];

/** Suppliers that want to come in, and how all others stand, 带贫主体入驻. */
@Component({
  selector: 'yg-admissions',
  imports: [AdmissionDetail, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header heading="主体入驻" [note]="note()" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-admission-detail [id]="id" (decided)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Admissions {
  private readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listAdmissions'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listAdmissions',
    noun: '主体',
    testId: 'admission',
    empty: '辖区内还没有主体登记。合作社等在后台登录后可自行登记。',
    drawerWidth: 860,
    filters: [
      {
        kind: 'tabs',
        key: 'status',
        label: '状态',
        options: {
          county_review: SUPPLIER_STATUSES.county_review,
          platform_review: SUPPLIER_STATUSES.platform_review,
          returned: SUPPLIER_STATUSES.returned,
          admitted: SUPPLIER_STATUSES.admitted,
          rectifying: SUPPLIER_STATUSES.rectifying,
          frozen: SUPPLIER_STATUSES.frozen,
          blacklisted: SUPPLIER_STATUSES.blacklisted,
        },
      },
      { kind: 'search', key: 'q', label: '搜索主体', placeholder: '名称或统一社会信用代码' },
      { kind: 'region', key: 'region', label: '所在地' },
    ],
    columns: [
      { key: 'name', title: '主体', cell: (row) => text(row.name, SUPPLIER_KINDS[row.kind]) },
      { key: 'county', title: '所在地', cell: (row) => text(row.county?.path, row.township) },
      {
        key: 'status',
        title: '状态',
        cell: (row) => tag(SUPPLIER_STATUSES[row.status], SUPPLIER_TONES[row.status]),
      },
      { key: 'mine', title: '办理', cell: (row) => (row.mine ? tag('待我单位办理', 'todo') : quiet('—')) },
      { key: 'since', title: '状态变更', wide: true, cell: (row) => quiet(formatTime(row.statusSince)) },
      { key: 'due', title: '时限', cell: (row) => dueCell(row.dueAt, !WAITING.includes(row.status)) },
    ],
    drawerTitle: (row) => row?.name ?? '主体档案',
  });

  protected note(): string {
    return this.session.seat()?.reviewLevel === 'national'
      ? '平台审核县级已推荐的主体；同意后才能申请认定和销售。'
      : '县级审核本县主体的档案和带贫机制，推荐给平台。';
  }
}
