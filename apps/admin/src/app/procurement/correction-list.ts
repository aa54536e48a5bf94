import { Component, inject, input, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { SHARE_CORRECTION_ACTIONS, SHARE_CORRECTION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../identity/session';
import { quiet, type RowOf, type TableConfig, type TableRoute, tag, text } from '../shared/data-table/table';
import { formatDay, formatMoney, formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { RecordList, RowTemplate } from '../shared/record-list';
import { StatusTag } from '../shared/status-tag';
import { type HistoryStep, StepHistory } from '../shared/step-history';
import {
  answerCorrectionForm,
  askCorrectionForm,
  decideCorrectionForm,
  withdrawCorrectionForm,
} from './correction-forms';
import { CORRECTION_TONES } from './tones';

type Row = RowOf<'listShareCorrections'>;
/** Corrections that concern a unit, and those of a region. */
type CorrectionRoute = {
  [Id in TableRoute]: RouteResponse<Id> extends RouteResponse<'listShareCorrections'> ? Id : never;
}[TableRoute];

/** The table of corrections that a route answers. */
export const correctionTable = (route: CorrectionRoute): TableConfig<CorrectionRoute> => ({
  route,
  noun: '更正申请',
  testId: 'correction',
  empty: '没有订单计入更正的申请。',
  filters: [{ kind: 'tabs', key: 'status', label: '状态', options: SHARE_CORRECTION_STATUSES }],
  columns: [
    { key: 'order', title: '订单', cell: ({ orderNumber, supplierName }) => text(orderNumber, supplierName) },
    { key: 'from', title: '下单单位', wide: true, cell: ({ unit }) => text(unit.name) },
    { key: 'to', title: '应计入', wide: true, cell: ({ toUnit }) => text(toUnit.name) },
    { key: 'goods', title: '货款', align: 'right', cell: ({ goodsFen }) => text(formatMoney(goodsFen)) },
    {
      key: 'status',
      title: '状态',
      cell: ({ status }) => tag(SHARE_CORRECTION_STATUSES[status], CORRECTION_TONES[status]),
    },
    { key: 'asked', title: '申请时间', wide: true, cell: ({ askedAt }) => quiet(formatTime(askedAt)) },
  ],
  drawerTitle: (row) => (row ? `订单 ${row.orderNumber}` : '更正申请'),
});

const stepsOf = ({ steps }: Row): HistoryStep[] =>
  steps.map(({ at, action, by, organisation, reason }) => ({
    at,
    title: SHARE_CORRECTION_ACTIONS[action],
    who: [by, organisation].filter(Boolean).join('，'),
    text: reason,
    bad: action === 'decline' || action === 'reject',
  }));

/** Orders that shall count to another unit (R9): both units and the finance department over them. */
@Component({
  selector: 'yg-correction-list',
  imports: [EvidenceListComponent, Fact, FactList, NzButtonComponent, RecordList, RowTemplate, StatusTag, StepHistory],
  template: `
    <yg-record-list
      heading="订单计入更正"
      note="下错单位又已发货的订单，经对方单位同意、财政部门确认，改为计入另一个单位。"
      [table]="table()"
      [(dialog)]="dialog"
    >
      @if (session.may('askShareCorrection')) {
        <button nz-button nzType="primary" type="button" (click)="ask()" data-testid="correction-new">申请更正</button>
      }
      <ng-template [ygRow]="table()" let-one>
        <yg-facts>
          <ng-template ygFact="状态">
            <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="correction-status" />
            @if (one.dueOn) {
              <span class="muted">{{ day(one.dueOn) }}前办理</span>
            }
          </ng-template>
          <ng-template ygFact="供应商">{{ one.supplierName }}</ng-template>
          <ng-template ygFact="下单">{{ time(one.orderedAt) }}，计入 {{ one.year }} 年</ng-template>
          <ng-template ygFact="货款">{{ money(one.goodsFen) }}</ng-template>
          <ng-template ygFact="下单单位">{{ one.unit.name }}</ng-template>
          <ng-template ygFact="应计入">{{ one.toUnit.name }}</ng-template>
          <ng-template ygFact="更正原因">{{ one.reason }}</ng-template>
          @if (mayRead(one)) {
            <ng-template ygFact="书面申请"><yg-evidence-list [files]="one.proofs" /></ng-template>
          }
        </yg-facts>
        <p class="actions">
          @if (one.may.withdraw) {
            <button nz-button type="button" (click)="withdraw(one)" data-testid="correction-withdraw">撤回申请</button>
          }
          @if (one.may.answer) {
            <button nz-button type="button" (click)="answer(one, 'decline')" data-testid="correction-decline">
              不同意
            </button>
            <button
              nz-button
              nzType="primary"
              type="button"
              (click)="answer(one, 'agree')"
              data-testid="correction-agree"
            >
              同意
            </button>
          }
          @if (one.may.decide) {
            <button nz-button type="button" (click)="decide(one, 'reject')" data-testid="correction-reject">
              退回
            </button>
            <button
              nz-button
              nzType="primary"
              type="button"
              (click)="decide(one, 'approve')"
              data-testid="correction-approve"
            >
              确认更正
            </button>
          }
        </p>
        <yg-step-history [steps]="steps(one)" />
      </ng-template>
    </yg-record-list>
  `,
  styles: `
    .actions {
      display: flex;
      gap: 8px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class CorrectionList {
  readonly table = input.required<TableConfig<CorrectionRoute>>();

  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = SHARE_CORRECTION_STATUSES;
  protected readonly tones = CORRECTION_TONES;
  protected readonly money = formatMoney;
  protected readonly time = formatTime;
  protected readonly day = formatDay;
  protected readonly steps = stepsOf;

  /** The application is read by who wrote it and who decides. */
  protected mayRead({ unit }: Row): boolean {
    const seat = this.session.seat();
    return seat?.kind === 'finance' || seat?.organisationId === unit.id;
  }

  protected ask(): void {
    this.dialog.set(askCorrectionForm(this.api));
  }

  protected withdraw(row: Row): void {
    this.dialog.set(withdrawCorrectionForm(this.api, row));
  }

  protected answer(row: Row, decision: 'agree' | 'decline'): void {
    this.dialog.set(answerCorrectionForm(this.api, row, decision));
  }

  protected decide(row: Row, decision: 'approve' | 'reject'): void {
    this.dialog.set(decideCorrectionForm(this.api, row, decision));
  }
}
