import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { SHARE_STATES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { appointForm } from '../identity/member-forms';
import { Session } from '../identity/session';
import { DataTable } from '../shared/data-table/data-table';
import type { TableConfig, TableRoute } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { formatCount, formatMoney } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { PageHeader } from '../shared/page-header';
import { RecordPage, RecordTemplate } from '../shared/record';
import { grantForm } from './grant-forms';
import { FilingRecord } from './filing-record';
import { type Named, passForm, remindForm, returnForm, type Side } from './review-forms';
import { type SharePage, type ShareRow, UNFILED } from './share-table';

/** The lists of units and their year: what stands below a unit, and what a region has. */
type ShareRoute = { [Id in TableRoute]: RouteResponse<Id> extends SharePage ? Id : never }[TableRoute];

/** Units and their year, with totals, what was filed in a drawer, and what is done with many at once. */
@Component({
  selector: 'yg-share-list',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FilingRecord,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
  ],
  template: `
    <yg-page-header [heading]="heading()" [note]="note()">
      @if (side() === 'agency' && session.may('previewRoster')) {
        <a nz-button routerLink="/agency/subtree/roster" data-testid="roster-import">导入单位名册</a>
      }
      @if (session.may(side() === 'finance' ? 'remindRegionUnits' : 'remindUnits')) {
        <button
          nz-button
          type="button"
          [disabled]="unfiled().length === 0"
          (click)="ask(remind(unfiled()))"
          data-testid="share-remind"
        >
          提醒 {{ unfiled().length || '' }}
        </button>
      }
      @if (session.may(side() === 'finance' ? 'confirmFilings' : 'approveFilings')) {
        <button
          nz-button
          type="button"
          [disabled]="waiting().length === 0"
          (click)="ask(sendBack(waiting()))"
          data-testid="bulk-return"
        >
          退回 {{ waiting().length || '' }}
        </button>
        <button
          nz-button
          nzType="primary"
          type="button"
          [disabled]="waiting().length === 0"
          (click)="ask(pass(waiting()))"
          data-testid="bulk-pass"
        >
          {{ side() === 'finance' ? '确认' : '通过' }} {{ waiting().length || '' }}
        </button>
      }
    </yg-page-header>
    @if (answer(); as page) {
      <section class="panel" aria-label="汇总" data-testid="share-totals">
        <yg-facts layout="figures">
          <ng-template ygFact="单位">{{ count(page.totals.units) }}</ng-template>
          @for (one of page.states; track one.state) {
            <ng-template [ygFact]="states[one.state]">{{ count(one.units) }}</ng-template>
          }
          <ng-template ygFact="低于下限">{{ count(page.totals.belowMinimum) }}</ng-template>
          <ng-template ygFact="采购总额">{{ money(page.totals.canteenTotalFen) }}</ng-template>
          <ng-template ygFact="预留金额">{{ money(page.totals.reservedFen) }}</ng-template>
          <ng-template ygFact="计入份额">{{ money(page.totals.countedFen) }}</ng-template>
          <ng-template ygFact="工会需求">{{ money(page.totals.unionDemandFen) }}</ng-template>
        </yg-facts>
      </section>
    }
    <yg-data-table [config]="table()">
      <ng-template [ygDetail]="table()" let-row>
        <yg-record noun="个单位">
          <ng-template [ygRecord]="row" let-one>
            @if (one.filing; as filing) {
              <yg-filing-record [id]="filing.id" (decided)="list().reload()" />
            } @else {
              <p>{{ one.unit.name }}还没有填报。</p>
              @if (one.remindedOn) {
                <p class="muted">上次提醒：{{ one.remindedOn }}</p>
              }
            }
            @if (side() === 'agency' && session.may('inviteUnitManager')) {
              <button nz-button type="button" (click)="ask(invite(one.unit))" data-testid="invite-manager">
                邀请负责人
              </button>
            }
            @if (side() === 'finance' && session.may('grantRatio')) {
              <button nz-button type="button" (click)="ask(grant(one.unit))" data-testid="ratio-grant">
                批准较低比例
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
export class ShareList {
  readonly side = input.required<Side>();
  readonly heading = input.required<string>();
  readonly note = input.required<string>();
  readonly table = input.required<TableConfig<ShareRoute>>();

  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<ShareRoute>>(DataTable);
  protected readonly answer = computed(() => this.list().answer());
  /** Of what is chosen: filings whose turn it is here, and units that have not filed. */
  protected readonly waiting = computed(() =>
    this.list()
      .chosen()
      .flatMap((row) => filingOf(row, this.side())),
  );
  protected readonly unfiled = computed(() =>
    this.list()
      .chosen()
      .filter(({ state }) => UNFILED.includes(state))
      .map(({ unit }) => unit),
  );
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly states = SHARE_STATES;
  protected readonly count = formatCount;
  protected readonly money = formatMoney;

  protected pass(filings: readonly Named[]): FormConfig {
    return passForm(this.api, this.side(), filings);
  }

  protected sendBack(filings: readonly Named[]): FormConfig {
    return returnForm(this.api, this.side(), filings);
  }

  protected remind(units: readonly Named[]): FormConfig | null {
    const year = this.answer()?.year;
    return year === undefined ? null : remindForm(this.api, this.side(), year, units);
  }

  protected grant(unit: Named): FormConfig | null {
    const year = this.answer()?.year;
    return year === undefined ? null : grantForm(this.api, year, unit);
  }

  protected invite(unit: Named): FormConfig {
    return appointForm(this.api, unit, () => undefined, 'inviteUnitManager');
  }

  protected ask(config: FormConfig | null): void {
    this.dialog.set(config);
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.list().reload();
  }
}

/** Whose turn it is: units above look at what was filed, finance at what they let pass. */
const filingOf = ({ filing, state, unit }: ShareRow, side: Side): Named[] =>
  filing && state === (side === 'finance' ? 'reviewed' : 'submitted') ? [{ id: filing.id, name: unit.name }] : [];
