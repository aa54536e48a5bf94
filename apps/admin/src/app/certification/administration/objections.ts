import { Component, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OBJECTION_STATUSES, REVIEW_LEVELS } from '@yigou/contracts/labels';
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
import { OBJECTION_TONES } from '../../shared/tones';

type Row = RowOf<'listObjections'>;

/** Objections against publications and their examination, 公示异议核查. */
@Component({
  selector: 'yg-objections',
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
    <yg-page-header heading="公示异议" note="收到异议后公示暂停。核查不成立，公示继续走完余下时间；成立，认定终止。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="件异议">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="状态">
                <yg-status [label]="statuses[row.status]" [tone]="tones[row.status]"
              /></ng-template>
              <ng-template ygFact="申请">
                <a [routerLink]="['/administration/reviews', row.applicationId]">{{ row.productName }}</a>
              </ng-template>
              <ng-template ygFact="主体">{{ row.supplierName }}</ng-template>
              <ng-template ygFact="产地">{{ row.county.path }}</ng-template>
              <ng-template ygFact="提出人">
                {{ row.name }}，{{ row.contact }}<br /><span class="muted">只供核查单位联系，不得外传。</span>
              </ng-template>

              <ng-template ygFact="提出时间">{{ time(row.createdAt) }}</ng-template>
              <ng-template ygFact="理由">{{ row.reason }}</ng-template>
              <ng-template ygFact="材料">
                @if (row.evidence.length > 0) {
                  <yg-evidence-list [files]="row.evidence" />
                } @else {
                  没有附材料
                }
              </ng-template>
              @if (row.finding) {
                <ng-template ygFact="核查结论">{{ row.finding }}</ng-template>
              }
            </yg-facts>
            @if (row.examiner; as level) {
              <p data-testid="examiner">
                由{{ levels[level] }}核查{{ level === 'county' ? '' : '：县里可以办理的人都参与过审核，须回避' }}。
              </p>
            }
            @if (row.examiner === session.seat()?.reviewLevel && session.may('examineObjection')) {
              <button nz-button nzType="primary" type="button" (click)="examine(row)" data-testid="examine">
                填写核查结论
              </button>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class Objections {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listObjections'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = OBJECTION_STATUSES;
  protected readonly levels = REVIEW_LEVELS;
  protected readonly tones = OBJECTION_TONES;
  protected readonly time = formatTime;
  protected readonly table = defineTable({
    route: 'listObjections',
    noun: '异议',
    testId: 'objection',
    empty: '辖区内没有异议。公示期间公众可以在商城的公示页提出。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: OBJECTION_STATUSES },
      { kind: 'region', key: 'region', label: '产地' },
    ],
    columns: [
      { key: 'product', title: '申请', cell: (row) => text(row.productName, row.supplierName) },
      { key: 'number', title: '异议编号', cell: (row) => text(row.number) },
      { key: 'county', title: '产地', cell: (row) => text(row.county.path) },
      { key: 'status', title: '状态', cell: (row) => tag(OBJECTION_STATUSES[row.status], OBJECTION_TONES[row.status]) },
      { key: 'created', title: '提出时间', wide: true, cell: (row) => quiet(formatTime(row.createdAt)) },
      { key: 'due', title: '时限', cell: (row) => dueCell(row.dueAt, row.status !== 'open') },
    ],
    drawerTitle: (row) => (row ? `异议 ${row.number}` : '公示异议'),
  });

  protected examine(row: Row): void {
    this.dialog.set({
      heading: `核查异议 ${row.number}`,
      testId: 'examination',
      fields: [
        {
          key: 'finding',
          label: '核查结论',
          kind: 'choice',
          options: { rejected: '异议不成立，恢复公示', upheld: '异议成立，终止认定' },
        },
        {
          key: 'reason',
          label: '核查情况和理由',
          kind: 'area',
          max: 1000,
          hint: '提出人和申请人都会看到。',
          quick: ['经实地核查，反映的情况不属实', '经核查，反映的情况属实'],
        },
        { key: 'evidence', label: '核查材料', kind: 'evidence', optional: true },
      ],
      intro: (values) =>
        values.text('finding') === 'upheld'
          ? `“${row.productName}”的认定申请将终止，不能恢复；申请人可以申诉。`
          : `“${row.productName}”的公示${values.text('finding') ? '将继续走完余下的时间' : '现在暂停'}。`,
      danger: (values) => values.text('finding') === 'upheld',
      action: (values) => (values.text('finding') === 'upheld' ? '终止认定' : '提交结论'),
      ...sendsTo(
        'examineObjection',
        (values) => ({
          finding: values.text('finding') as 'upheld' | 'rejected',
          reason: values.text('reason'),
          evidenceIds: values.fileIds('evidence'),
        }),
        async (sent) => {
          await this.api.call('examineObjection', { params: { id: row.id }, ...sent });
          return `异议 ${row.number}：${OBJECTION_STATUSES[sent.body.finding]}。`;
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
