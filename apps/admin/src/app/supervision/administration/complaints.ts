import { Component, viewChild } from '@angular/core';
import { COMPLAINT_KINDS, COMPLAINT_STATUSES } from '@yigou/contracts/labels';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { dueCell } from '../../shared/deadlines';
import { formatTime } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { COMPLAINT_TONES } from '../../shared/tones';
import { ComplaintDetail } from './complaint-detail';

/** What the public complains about, 投诉. */
@Component({
  selector: 'yg-complaints',
  imports: [ComplaintDetail, DataTable, DetailTemplate, PageHeader],
  template: `
    <yg-page-header heading="投诉" note="公众投诉按时限核查答复；查实的可当场暂停证书。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-complaint-detail [id]="id" (decided)="list().reload()" />
      </ng-template>
    </yg-data-table>
  `,
})
export class Complaints {
  protected readonly list = viewChild.required<DataTable<'listComplaints'>>(DataTable);
  protected readonly table = defineTable({
    route: 'listComplaints',
    noun: '投诉',
    testId: 'complaint',
    empty: '辖区内没有投诉。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: COMPLAINT_STATUSES },
      { kind: 'search', key: 'q', label: '搜索投诉', placeholder: '编号、证书、产品或主体' },
      { kind: 'region', key: 'region', label: '地区' },
    ],
    columns: [
      { key: 'subject', title: '投诉对象', cell: (row) => text(row.subject, row.number) },
      { key: 'kind', title: '类别', cell: (row) => text(COMPLAINT_KINDS[row.kind]) },
      { key: 'county', title: '地区', cell: (row) => text(row.county?.path) },
      { key: 'status', title: '状态', cell: (row) => tag(COMPLAINT_STATUSES[row.status], COMPLAINT_TONES[row.status]) },
      { key: 'handler', title: '经办人', cell: (row) => (row.handler ? text(row.handler) : quiet('无人接手')) },
      { key: 'created', title: '收到', wide: true, cell: (row) => quiet(formatTime(row.createdAt)) },
      { key: 'due', title: '时限', cell: (row) => dueCell(row.dueAt, row.status === 'answered') },
    ],
    drawerTitle: (row) => (row ? `投诉 ${row.number}` : '投诉'),
  });
}
