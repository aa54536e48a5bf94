import { Component } from '@angular/core';
import { Fact, FactList } from '@yigou/web-ui';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../shared/data-table/table';
import { formatTime } from '../shared/format';
import { DetailTemplate } from '../shared/data-table/templates';
import { PageHeader } from '../shared/page-header';
import { RecordPage, RecordTemplate } from '../shared/record';

@Component({
  selector: 'yg-mails',
  imports: [DataTable, DetailTemplate, Fact, FactList, PageHeader, RecordPage, RecordTemplate],
  template: `
    <yg-page-header heading="邮件发件箱" note="开发环境中邮件不会寄出，在这里查看内容和链接。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="封邮件">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="收件人">{{ row.to }}</ng-template>
              <ng-template ygFact="生成时间">{{ time(row.createdAt) }}</ng-template>
              <ng-template ygFact="发送时间">{{ row.sentAt ? time(row.sentAt) : '未发送' }}</ng-template>
            </yg-facts>
            <pre data-testid="mail-body">{{ row.body }}</pre>
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
  `,
  styles: `
    pre {
      margin: 0;
      padding: 12px 16px;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      background: var(--color-sunken);
      border-radius: var(--radius);
      font: inherit;
    }
  `,
})
export class Mails {
  protected readonly time = formatTime;
  protected readonly table = defineTable({
    route: 'listMails',
    noun: '邮件',
    testId: 'mail',
    empty: '发件箱是空的。',
    filters: [],
    columns: [
      { key: 'subject', title: '主题', cell: (row) => text(row.subject) },
      { key: 'to', title: '收件人', cell: (row) => text(row.to) },
      { key: 'sent', title: '状态', cell: (row) => (row.sentAt ? tag('已发送', 'go') : tag('未发送', 'rest')) },
      { key: 'created', title: '生成时间', cell: (row) => quiet(formatTime(row.createdAt)) },
    ],
    drawerTitle: (row) => row?.subject ?? '邮件',
  });
}
