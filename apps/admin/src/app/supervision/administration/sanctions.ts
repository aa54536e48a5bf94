import { Component, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SANCTION_KINDS, SANCTION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import { lastWorkingDay } from '../../shared/since';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { StatusTag } from '../../shared/status-tag';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { SANCTION_TONES } from '../../shared/tones';
import { liftForm, sanctionForm } from './sanction-forms';
import { SubjectPicker, type Subject } from './subject-picker';

type Row = RowOf<'listSanctions'>;

/** Decisions against certificates and suppliers, 处理决定. */
@Component({
  selector: 'yg-sanctions',
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
    SubjectPicker,
  ],
  template: `
    <yg-page-header
      heading="处理决定"
      note="暂停、撤销证书，冻结、清退主体，列入黑名单。决定立即生效，当事主体可以申诉。"
    >
      @if (session.may('imposeSanction')) {
        <button nz-button nzType="primary" type="button" (click)="picking.set(true)" data-testid="impose-open">
          作出处理决定
        </button>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="个决定">
          <ng-template [ygRecord]="row" let-row>
            <yg-facts>
              <ng-template ygFact="处理">{{ kinds[row.kind] }}</ng-template>
              <ng-template ygFact="状态">
                <yg-status [label]="statuses[row.status]" [tone]="tones[row.status]"
              /></ng-template>
              <ng-template ygFact="主体">
                <a routerLink="/administration/admissions" [queryParams]="{ id: row.supplierId }">{{
                  row.supplierName
                }}</a>
              </ng-template>
              @if (sendsAway(row)) {
                <ng-template ygFact="未完成的订单">
                  <a
                    routerLink="/administration/orders"
                    [queryParams]="{ only: 'supplier_gone', q: row.supplierName }"
                    data-testid="orders-left"
                    >须限期发货或退款的订单</a
                  >
                </ng-template>
              }
              @if (row.certificateId) {
                <ng-template ygFact="证书">
                  <a routerLink="/administration/certificates" [queryParams]="{ id: row.certificateId }">{{
                    row.certificateNumber
                  }}</a>
                </ng-template>
              }
              <ng-template ygFact="事实和理由">
                {{ row.reason }}
                @if (row.evidence.length > 0) {
                  <yg-evidence-list [files]="row.evidence" />
                }
              </ng-template>
              <ng-template ygFact="决定">{{ row.decidedBy }}，{{ time(row.decidedAt) }}</ng-template>
              <ng-template ygFact="期满">{{ row.endsAt ? time(row.endsAt) : '直到解除' }}</ng-template>
              <ng-template ygFact="申诉截止">
                {{ lastWorkingDay(row.appealBy) }}
                @if (row.appealId) {
                  <a routerLink="/administration/appeals" [queryParams]="{ id: row.appealId }">已申诉</a>
                }
              </ng-template>
              @if (row.closedAt) {
                <ng-template [ygFact]="statuses[row.status]">
                  {{ time(row.closedAt) }}{{ row.closedReason ? '，' + row.closedReason : '' }}
                </ng-template>
              }
            </yg-facts>
            @if (row.can.lift && session.may('liftSanction')) {
              <button nz-button type="button" (click)="lift(row)" data-testid="lift-open">解除</button>
            }
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (picking()) {
      <yg-subject-picker (closed)="picked($event)" />
    }
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class Sanctions {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listSanctions'>>(DataTable);
  protected readonly picking = signal(false);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly kinds = SANCTION_KINDS;
  protected readonly statuses = SANCTION_STATUSES;
  protected readonly tones = SANCTION_TONES;
  protected readonly time = formatTime;
  protected readonly lastWorkingDay = lastWorkingDay;
  protected readonly table = defineTable({
    route: 'listSanctions',
    noun: '处理决定',
    testId: 'sanction',
    empty: '辖区内没有处理决定。',
    filters: [
      { kind: 'tabs', key: 'status', label: '状态', options: SANCTION_STATUSES },
      { kind: 'search', key: 'q', label: '搜索决定', placeholder: '主体或证书编号' },
      { kind: 'select', key: 'kind', label: '处理', options: SANCTION_KINDS },
      { kind: 'region', key: 'region', label: '地区' },
    ],
    columns: [
      { key: 'supplier', title: '对象', cell: (row) => text(row.supplierName, row.certificateNumber) },
      { key: 'kind', title: '处理', cell: (row) => text(SANCTION_KINDS[row.kind]) },
      { key: 'county', title: '地区', cell: (row) => text(row.county?.path) },
      { key: 'status', title: '状态', cell: (row) => tag(SANCTION_STATUSES[row.status], SANCTION_TONES[row.status]) },
      { key: 'decided', title: '决定', cell: (row) => text(row.decidedBy, formatTime(row.decidedAt)) },
      { key: 'ends', title: '期满', cell: (row) => quiet(row.endsAt ? formatTime(row.endsAt) : '直到解除') },
      { key: 'appeal', title: '申诉', wide: true, cell: (row) => quiet(row.appealId ? '已申诉' : '—') },
    ],
    drawerTitle: (row) => (row ? `${SANCTION_KINDS[row.kind]}：${row.supplierName}` : '处理决定'),
  });

  /** Whose open orders are wound up. */
  protected sendsAway({ kind, status }: Row): boolean {
    return status === 'in_force' && (kind === 'removal' || kind === 'blacklist');
  }

  protected lift(row: Row): void {
    this.dialog.set(liftForm(this.api, row));
  }

  protected picked(subject: Subject | null): void {
    this.picking.set(false);
    if (subject) this.dialog.set(sanctionForm(this.api, subject, null));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.list().reload();
  }
}
