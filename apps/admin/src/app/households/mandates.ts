import { Component, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { HELPER_TITLES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { Session } from '../identity/session';
import { DataTable } from '../shared/data-table/data-table';
import { defineTable, quiet, type RowOf, tag, text } from '../shared/data-table/table';
import { DetailTemplate } from '../shared/data-table/templates';
import { formatTime } from '../shared/format';
import type { FormConfig } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { PageHeader } from '../shared/page-header';
import { StatusTag } from '../shared/status-tag';
import { RecordPage, RecordTemplate } from '../shared/record';
import type { Tone } from '../shared/tones';
import { Consent } from './consent';
import { grantForm, revokeForm } from './mandate-forms';
import { MandateSlip } from './mandate-slip';

type Row = RowOf<'listMandates'>;
const SUBJECTS = { household: '建档立卡户', supplier: '带贫主体' } as const;

/** Who may act for those who cannot use the web, with consent and a code to look it up, 代办授权. */
@Component({
  selector: 'yg-mandates',
  imports: [
    Consent,
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FormDialog,
    MandateSlip,
    NzButtonComponent,
    NzIconDirective,
    PageHeader,
    RecordPage,
    RecordTemplate,
    StatusTag,
  ],
  template: `
    <yg-page-header
      heading="代办授权"
      note="第一书记、帮扶责任人等经本人书面同意代办。在“建档立卡户”或“主体入驻”中打开一户或一个主体，可登记授权。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="份授权">
          <ng-template [ygRecord]="row" let-row>
            <p>
              @let state = stateOf(row);
              <yg-status [label]="state[0]" [tone]="state[1]" />
            </p>
            <yg-facts>
              <ng-template ygFact="代办人">{{ row.helper }}，{{ titles[row.title] }}</ng-template>
              <ng-template ygFact="为谁代办">{{ row.subject.name }}（{{ subjects[row.subject.kind] }}）</ng-template>
              <ng-template ygFact="所在地">{{ row.region.path }}</ng-template>
              <ng-template ygFact="同意的说明">
                {{ row.consentNote }}<yg-consent [evidenceId]="row.consentEvidenceId"
              /></ng-template>
              <ng-template ygFact="登记时间">{{ time(row.grantedAt) }}</ng-template>
              <ng-template ygFact="有效期至">{{ row.endsOn }}</ng-template>
              @if (row.revokedAt) {
                <ng-template ygFact="撤销时间">{{ time(row.revokedAt) }}</ng-template>
              }
              <ng-template ygFact="已代办">{{ row.acts }} 次</ng-template>
            </yg-facts>
            <yg-mandate-slip [mandate]="row" />
            <div class="form-actions">
              <button nz-button type="button" (click)="print()">
                <nz-icon nzType="printer" aria-hidden="true" />打印查询码
              </button>
              @if (row.live && session.may('revokeMandate')) {
                <button nz-button nzDanger type="button" (click)="revoke(row)" data-testid="mandate-revoke">
                  撤销授权
                </button>
              }
            </div>
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed($event)" />
    }
  `,
})
export class Mandates {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly session = inject(Session);
  private readonly list = viewChild.required<DataTable<'listMandates'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly titles = HELPER_TITLES;
  protected readonly subjects = SUBJECTS;
  protected readonly time = formatTime;
  protected readonly table = defineTable({
    route: 'listMandates',
    noun: '授权',
    testId: 'mandate',
    empty: '辖区内还没有代办授权。打开一户或一个主体可以登记。',
    filters: [{ kind: 'tabs', key: 'live', label: '状态', options: { true: '有效' } }],
    columns: [
      { key: 'helper', title: '代办人', cell: (row) => text(row.helper, HELPER_TITLES[row.title]) },
      { key: 'subject', title: '为谁代办', cell: (row) => text(row.subject.name, SUBJECTS[row.subject.kind]) },
      { key: 'region', title: '所在地', cell: (row) => text(row.region.path) },
      { key: 'state', title: '状态', cell: (row) => tag(...this.stateOf(row)) },
      { key: 'endsOn', title: '有效期至', cell: (row) => text(row.endsOn) },
      { key: 'acts', title: '已代办', align: 'right', cell: (row) => text(`${row.acts} 次`) },
      { key: 'granted', title: '登记时间', wide: true, cell: (row) => quiet(formatTime(row.grantedAt)) },
    ],
    drawerTitle: (row) => (row ? `${row.helper} 代 ${row.subject.name}` : '代办授权'),
  });

  constructor() {
    // From a household's or a supplier's file: the dialog is open at once, for the one that the address names.
    effect(() => {
      const [id, kind] = [this.params().get('grant'), this.params().get('kind')];
      if (!id || (kind !== 'household' && kind !== 'supplier')) return;
      untracked(() => this.dialog.set(grantForm(this.api, { id, kind })));
    });
  }

  protected stateOf(row: Row): [string, Tone] {
    if (row.live) return ['有效', 'go'];
    return row.revokedAt ? ['已撤销', 'stop'] : ['已到期', 'rest'];
  }

  protected revoke(row: Row): void {
    this.dialog.set(revokeForm(this.api, row));
  }

  protected print(): void {
    window.print();
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (this.params().get('grant'))
      void this.router.navigate([], {
        relativeTo: this.route,
        queryParams: { grant: null, kind: null },
        queryParamsHandling: 'merge',
      });
    if (done) this.list().reload();
  }
}
