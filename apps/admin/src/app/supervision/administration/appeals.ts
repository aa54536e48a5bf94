import { Component, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { APPEAL_CHOICES, APPEAL_STATUSES, REVIEW_LEVELS } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { dueCell } from '../../shared/deadlines';
import { formatTime } from '../../shared/format';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { StatusTag } from '../../shared/status-tag';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { APPEAL_TONES } from '../../shared/tones';
import { courseWords } from '../course-words';

type Row = RowOf<'listAppeals'>;

/** Appeals against decisions and refusals; never decided by who decided first, 申诉. */
@Component({
  selector: 'yg-appeals',
  imports: [
    DataTable,
    DetailTemplate,
    EvidenceListComponent,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
    StatusTag,
  ],
  template: `
    <yg-page-header
      heading="申诉"
      note="对处理决定或不予认定的申诉，由没有参与过该事项的人员复核；未获支持的，可以向上一级再申诉一次。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="件申诉">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="状态">
                <yg-status [label]="statuses[row.status]" [tone]="tones[row.status]"
              /></ng-template>
              <ng-template ygFact="申诉人">
                <a routerLink="/administration/admissions" [queryParams]="{ id: row.supplierId }">{{
                  row.supplierName
                }}</a>
              </ng-template>
              <ng-template ygFact="针对">
                {{ row.against }}
                @if (row.applicationId) {
                  <a [routerLink]="['/administration/reviews', row.applicationId]">查看申请</a>
                }
                @if (row.sanctionId) {
                  <a routerLink="/administration/sanctions" [queryParams]="{ id: row.sanctionId }">查看决定</a>
                }
              </ng-template>
              <ng-template ygFact="次数">
                {{ row.instance === 2 ? '再次申诉' : '第一次申诉' }}，由{{ levels[row.level] }}或以上复核
              </ng-template>

              <ng-template ygFact="经过">
                @for (step of row.course; track step.at + step.action) {
                  <p class="step">{{ time(step.at) }} {{ courseWords(step) }}</p>
                }
              </ng-template>
              <ng-template ygFact="提出时间">{{ time(row.filedAt) }}</ng-template>
              <ng-template ygFact="理由">
                <span class="content">
                  {{ row.reason }}
                  @if (row.evidence.length > 0) {
                    <yg-evidence-list [files]="row.evidence" />
                  }</span
              ></ng-template>
              @if (row.decidedAt) {
                <ng-template ygFact="复核">{{ row.decidedBy }}，{{ time(row.decidedAt) }}</ng-template>
                <ng-template ygFact="复核意见">
                  <span class="content">{{ row.decision }}</span>
                </ng-template>
              }
            </yg-facts>
            @if (row.can.decide && session.may('decideAppeal')) {
              <button nz-button nzType="primary" type="button" (click)="decide(row)" data-testid="appeal-decide">
                复核
              </button>
            } @else if (row.can.why) {
              <p class="muted">{{ row.can.why }}</p>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
  styles: `
    .content {
      white-space: pre-line;
    }
  `,
})
export class Appeals {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listAppeals'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = APPEAL_STATUSES;
  protected readonly tones = APPEAL_TONES;
  protected readonly levels = REVIEW_LEVELS;
  protected readonly courseWords = courseWords;
  protected readonly time = formatTime;
  protected readonly table = defineTable({
    route: 'listAppeals',
    noun: '申诉',
    testId: 'appeal',
    empty: '辖区内没有申诉。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: APPEAL_STATUSES },
      { kind: 'select', key: 'only', label: '复核', options: APPEAL_CHOICES },
      { kind: 'search', key: 'q', label: '搜索申诉', placeholder: '主体' },
      { kind: 'region', key: 'region', label: '地区' },
    ],
    columns: [
      { key: 'supplier', title: '申诉人', cell: (row) => text(row.supplierName) },
      { key: 'against', title: '针对', cell: (row) => text(row.against) },
      { key: 'status', title: '状态', cell: (row) => tag(APPEAL_STATUSES[row.status], APPEAL_TONES[row.status]) },
      { key: 'filed', title: '提出时间', cell: (row) => quiet(formatTime(row.filedAt)) },
      { key: 'due', title: '时限', cell: (row) => dueCell(row.dueAt, row.status !== 'open') },
    ],
    drawerTitle: (row) => (row ? `申诉：${row.supplierName}` : '申诉'),
  });

  protected decide(row: Row): void {
    const upheld = row.applicationId
      ? '申请将回到不予认定前的一步，重新审核。'
      : '原决定撤销；没有其他决定时立即恢复。';
    this.dialog.set({
      heading: '复核申诉',
      testId: 'appeal',
      intro: (values) =>
        values.text('outcome') === 'upheld'
          ? upheld
          : row.instance === 2
            ? `针对：${row.against}。再次申诉的复核决定是最终的。`
            : `针对：${row.against}。申诉人还可以向上一级再申诉一次。`,
      fields: [
        {
          key: 'outcome',
          label: '复核结论',
          kind: 'choice',
          options: { upheld: '申诉成立', rejected: '维持原决定' },
        },
        { key: 'reason', label: '复核意见', kind: 'area', max: 2000, hint: '申诉人会看到。' },
        { key: 'evidence', label: '复核材料', kind: 'evidence', optional: true },
      ],
      action: (values) => (values.text('outcome') === 'upheld' ? '撤销原决定' : '提交复核决定'),
      ...sendsTo(
        'decideAppeal',
        (values) => ({
          upheld: values.text('outcome') === 'upheld',
          reason: values.text('reason'),
          evidenceIds: values.fileIds('evidence'),
        }),
        async (sent) => {
          await this.api.call('decideAppeal', { params: { id: row.id }, ...sent });
          return `已复核：${APPEAL_STATUSES[sent.body.upheld ? 'upheld' : 'rejected']}。`;
        },
        { evidenceIds: 'evidence' },
      ),
    });
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.list().reload();
  }
}
