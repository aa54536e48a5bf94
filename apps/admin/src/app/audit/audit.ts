import { Component } from '@angular/core';
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from '@yigou/contracts/labels';
import { apiUrl } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, text } from '../shared/data-table/table';
import { formatTime } from '../shared/format';
import { DetailTemplate } from '../shared/data-table/templates';
import { PageHeader } from '../shared/page-header';
import { RecordPage, RecordTemplate } from '../shared/record';

/** An action in words; one that has none yet is shown by its code. */
const actionLabel = (code: string): string => (AUDIT_ACTIONS as Readonly<Record<string, string>>)[code] ?? code;

const subjectLabel = (code: string): string => (AUDIT_SUBJECTS as Readonly<Record<string, string>>)[code] ?? code;

@Component({
  selector: 'yg-audit',
  imports: [DataTable, DetailTemplate, Fact, FactList, PageHeader, RecordPage, RecordTemplate],
  template: `
    <yg-page-header heading="审计记录" note="谁在什么时候做了什么。记录只增不改。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="条记录">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="时间">{{ time(row.at) }}</ng-template>
              <ng-template ygFact="操作人">{{ row.actor }}</ng-template>
              <ng-template ygFact="单位">{{ row.organisation || '—' }}</ng-template>
              <ng-template ygFact="操作">{{ action(row.action) }}</ng-template>
              <ng-template ygFact="内容">{{ row.summary }}</ng-template>
              <ng-template ygFact="对象">{{ subject(row.subjectKind) }} {{ row.subjectId }}</ng-template>
              <ng-template ygFact="来源地址">{{ row.address || '—' }}</ng-template>
              <ng-template ygFact="请求编号">{{ row.requestId || '—' }}</ng-template>
            </yg-facts>
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
  `,
})
export class Audit {
  protected readonly time = formatTime;
  protected readonly action = actionLabel;
  protected readonly subject = subjectLabel;
  protected readonly table = defineTable({
    route: 'listAudit',
    noun: '记录',
    testId: 'audit',
    empty: '还没有审计记录。',
    filters: [
      { kind: 'search', key: 'q', label: '搜索记录', placeholder: '操作人、内容或对象' },
      { kind: 'date', key: 'from', label: '从' },
      { kind: 'date', key: 'to', label: '到' },
    ],
    columns: [
      { key: 'at', title: '时间', sort: 'at', width: '150px', cell: (row) => text(formatTime(row.at)) },
      { key: 'actor', title: '操作人', cell: (row) => text(row.actor, row.organisation) },
      { key: 'summary', title: '内容', cell: (row) => text(row.summary) },
      { key: 'action', title: '操作', cell: (row) => text(actionLabel(row.action)) },
      {
        key: 'address',
        title: '来源地址',
        wide: true,
        cell: (row) => ({ kind: 'text', text: row.address ?? '—', mono: true }),
      },
    ],
    drawerTitle: () => '审计记录',
    exportUrl: (filters) => apiUrl('exportAdmin', { kind: 'audit' }, filters),
  });
}
