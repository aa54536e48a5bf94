import { Component, inject, signal, viewChild } from '@angular/core';
import { ApiClient } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { dayAhead } from '../../shared/deadlines';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import { percent } from '../filing-words';
import { revokeGrantForm } from '../grant-forms';

type Row = RowOf<'listRatioGrants'>;
const stateOf = ({ revokedAt }: Row) =>
  revokedAt ? ({ label: '已撤销', tone: 'rest' } as const) : ({ label: '有效', tone: 'go' } as const);

/** Ratios below the minimum that the region's units were granted (R1). */
@Component({
  selector: 'yg-ratio-grants',
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
    StatusTag,
  ],
  template: `
    <yg-page-header heading="较低比例批准" note="经批准可以低于下限的单位。批准在“预留份额确认”中打开单位后办理。" />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="份批准">
          <ng-template [ygRecord]="row" let-one>
            <yg-facts>
              <ng-template ygFact="状态">
                <yg-status [label]="state(one).label" [tone]="state(one).tone" data-testid="grant-status" />
              </ng-template>
              <ng-template ygFact="年度">{{ one.year }} 年</ng-template>
              <ng-template ygFact="不低于">{{ percent(one.ratioBp) }}</ng-template>
              <ng-template ygFact="批准文号">{{ one.documentNumber }}</ng-template>
              <ng-template ygFact="批准文件">
                @if (one.document; as file) {
                  <yg-evidence-list [files]="[file]" />
                } @else {
                  没有上传
                }
              </ng-template>
              <ng-template ygFact="理由">{{ one.reason || '—' }}</ng-template>
              <ng-template ygFact="办理">{{ one.grantedBy ?? '—' }}，{{ time(one.grantedAt) }}</ng-template>
              @if (one.revokedAt) {
                <ng-template ygFact="撤销">{{ time(one.revokedAt) }}：{{ one.revokeReason }}</ng-template>
              }
            </yg-facts>
            @if (!one.revokedAt && session.may('revokeRatioGrant')) {
              <button nz-button nzDanger type="button" (click)="revoke(one)" data-testid="grant-revoke">
                撤销批准
              </button>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed()" />
    }
  `,
})
export class RatioGrants {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listRatioGrants'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly percent = percent;
  protected readonly time = formatTime;
  protected readonly state = stateOf;
  private readonly year = Number(dayAhead(0).slice(0, 4));
  protected readonly table = defineTable({
    route: 'listRatioGrants',
    noun: '批准',
    testId: 'grant',
    empty: '没有批准过较低的比例。',
    filters: [
      { kind: 'tabs', key: 'holds', label: '范围', options: { 1: '有效' } },
      {
        kind: 'select',
        key: 'year',
        label: '年度',
        options: Object.fromEntries([1, 0, -1].map((more) => [this.year + more, `${this.year + more} 年`])),
      },
    ],
    columns: [
      { key: 'unit', title: '单位', cell: ({ unit }) => text(unit.name, unit.region?.path) },
      { key: 'year', title: '年度', cell: ({ year }) => text(`${year} 年`) },
      { key: 'ratio', title: '不低于', align: 'right', cell: ({ ratioBp }) => text(percent(ratioBp)) },
      { key: 'document', title: '批准文号', wide: true, cell: ({ documentNumber }) => text(documentNumber) },
      {
        key: 'state',
        title: '状态',
        cell: (row) => tag(stateOf(row).label, stateOf(row).tone),
      },
      { key: 'granted', title: '批准时间', wide: true, cell: ({ grantedAt }) => quiet(formatTime(grantedAt)) },
    ],
    drawerTitle: (row) => row?.unit.name ?? '批准',
  });

  protected revoke(row: Row): void {
    this.dialog.set(revokeGrantForm(this.api, row));
  }

  /** Also after a refusal: somebody else may have been faster. */
  protected closed(): void {
    this.dialog.set(null);
    this.list().reload();
  }
}
