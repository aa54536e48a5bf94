import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { CANTEEN_KINDS, UNIT_ADMISSION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../identity/session';
import { quiet, type RowOf, type TableConfig, type TableRoute, tag, text } from '../shared/data-table/table';
import { formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { RecordList, RowTemplate } from '../shared/record-list';
import { StatusTag } from '../shared/status-tag';
import { admissionForm } from './admission-forms';
import type { Side } from './review-forms';
import { ADMISSION_TONES } from './tones';

type Row = RowOf<'listUnitAdmissions'>;
/** Requests that name a unit or one below it, and those of a region. */
type AdmissionRoute = {
  [Id in TableRoute]: RouteResponse<Id> extends RouteResponse<'listUnitAdmissions'> ? Id : never;
}[TableRoute];

/** The table of requests that a route answers. */
export const admissionTable = (route: AdmissionRoute): TableConfig<AdmissionRoute> => ({
  route,
  noun: '申请',
  testId: 'admission',
  empty: '没有单位申请列入。',
  filters: [{ kind: 'tabs', key: 'status', label: '状态', options: UNIT_ADMISSION_STATUSES }],
  columns: [
    { key: 'unit', title: '单位', cell: ({ unit, creditCode }) => text(unit.name, creditCode) },
    { key: 'parent', title: '主管单位', cell: ({ parent }) => text(parent.name) },
    { key: 'region', title: '所在地', wide: true, cell: ({ unit }) => text(unit.region?.path) },
    {
      key: 'status',
      title: '状态',
      cell: ({ status }) => tag(UNIT_ADMISSION_STATUSES[status], ADMISSION_TONES[status]),
    },
    { key: 'asked', title: '申请时间', cell: ({ askedAt }) => quiet(formatTime(askedAt)) },
  ],
  drawerTitle: (row) => row?.unit.name ?? '申请',
});

/** Units that ask to stand below another: the unit above, or the finance department of the region, agrees or sends back (R21). */
@Component({
  selector: 'yg-admission-list',
  imports: [Fact, FactList, NzButtonComponent, RecordList, RowTemplate, RouterLink, StatusTag],
  template: `
    <yg-record-list
      heading="单位登记申请"
      note="申请列为下级的单位：同意之前不计入合计，也不能填报和下单。"
      [table]="table()"
      [(dialog)]="dialog"
    >
      <a nz-button [routerLink]="'/' + side() + '/unit-changes'" data-testid="to-unit-changes">单位变动报告</a>
      <ng-template [ygRow]="table()" let-one>
        <yg-facts>
          <ng-template ygFact="状态">
            <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="admission-status" />
          </ng-template>
          <ng-template ygFact="统一社会信用代码">{{ one.creditCode ?? '未登记' }}</ng-template>
          <ng-template ygFact="主管单位">{{ one.parent.name }}</ng-template>
          <ng-template ygFact="所在地">{{ one.unit.region?.path ?? '未登记' }}</ng-template>
          <ng-template ygFact="食堂">{{ canteens[one.canteen] }}</ng-template>
          <ng-template ygFact="申请">{{ one.askedBy ?? '—' }}，{{ time(one.askedAt) }}</ng-template>
          @if (one.decidedAt) {
            <ng-template ygFact="办理">{{ one.decidedBy }}，{{ time(one.decidedAt) }}</ng-template>
          }
          @if (one.reason) {
            <ng-template ygFact="原因">{{ one.reason }}</ng-template>
          }
        </yg-facts>
        @if (one.status === 'waiting' && may()) {
          <p class="actions">
            <button nz-button type="button" (click)="ask(one, 'refuse')" data-testid="admission-refuse">退回</button>
            <button
              nz-button
              nzType="primary"
              type="button"
              (click)="ask(one, 'accept')"
              data-testid="admission-accept"
            >
              同意
            </button>
          </p>
        }
      </ng-template>
    </yg-record-list>
  `,
  styles: `
    .actions {
      display: flex;
      gap: 8px;
    }
  `,
})
export class AdmissionList {
  readonly side = input.required<Side>();
  readonly table = input.required<TableConfig<AdmissionRoute>>();

  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  protected readonly may = computed(() =>
    this.session.may(this.side() === 'finance' ? 'decideRegionAdmission' : 'decideUnitAdmission'),
  );
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = UNIT_ADMISSION_STATUSES;
  protected readonly tones = ADMISSION_TONES;
  protected readonly canteens = CANTEEN_KINDS;
  protected readonly time = formatTime;

  protected ask({ id, unit }: Row, decision: 'accept' | 'refuse'): void {
    this.dialog.set(admissionForm(this.api, this.side(), { id, name: unit.name }, decision));
  }
}
