import { Component, inject, signal, viewChild } from '@angular/core';
import { SURPLUS_SIDES, SURPLUS_STATUSES, type SurplusStatus } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { DetailTemplate } from '../../shared/data-table/templates';
import { formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { RecordHead, RecordPage, RecordTemplate } from '../../shared/record';
import { StatusTag } from '../../shared/status-tag';
import type { Tone } from '../../shared/tone';
import { answerSurplusForm, withdrawSurplusForm } from './surplus-forms';

const TONES: Readonly<Record<SurplusStatus, Tone>> = {
  offered: 'todo',
  accepted: 'go',
  refused: 'stop',
  withdrawn: 'rest',
};

/** Surplus between recipients (余量再分配): what is offered, and what is offered to others. */
@Component({
  selector: 'yg-surplus-list',
  imports: [
    DataTable,
    DetailTemplate,
    Fact,
    FactList,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordHead,
    RecordPage,
    RecordTemplate,
    StatusTag,
  ],
  template: `
    <yg-page-header
      heading="余量再分配"
      note="签收后用不完的物资可以转给其他受赠单位，对方同意才算数。转出从“捐赠物资”里的一批物资开始。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-row>
        <yg-record noun="项转赠">
          <ng-template [ygRecord]="row" let-one>
            <yg-record-head>
              <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" data-testid="surplus-status" />
              <ng-container recordActions>
                @if (one.can.withdraw) {
                  <button
                    nz-button
                    type="button"
                    (click)="dialog.set(withdraw(api, one))"
                    data-testid="surplus-withdraw"
                  >
                    撤回
                  </button>
                }
                @if (one.can.answer) {
                  <button
                    nz-button
                    type="button"
                    (click)="dialog.set(answer(api, one, 'refuse'))"
                    data-testid="surplus-refuse"
                  >
                    不接收
                  </button>
                  <button
                    nz-button
                    nzType="primary"
                    type="button"
                    (click)="dialog.set(answer(api, one, 'accept'))"
                    data-testid="surplus-accept"
                  >
                    同意接收
                  </button>
                }
              </ng-container>
            </yg-record-head>
            <yg-facts>
              <ng-template ygFact="物资">{{ one.productName }} {{ one.skuName }}，{{ one.pieces }} 件</ng-template>
              <ng-template ygFact="活动">{{ one.title }}</ng-template>
              <ng-template ygFact="转出">{{ one.fromName }}</ng-template>
              <ng-template ygFact="接收">{{ one.toName }}</ng-template>
              <ng-template ygFact="提出">{{ time(one.createdAt) }}</ng-template>
              @if (one.note) {
                <ng-template ygFact="说明">{{ one.note }}</ng-template>
              }
              @if (one.reason) {
                <ng-template ygFact="答复">{{ one.reason }}</ng-template>
              }
            </yg-facts>
          </ng-template>
        </yg-record>
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="closed()" />
    }
  `,
})
export class SurplusList {
  protected readonly api = inject(ApiClient);
  protected readonly list = viewChild.required<DataTable<'listSurplus'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly statuses = SURPLUS_STATUSES;
  protected readonly tones = TONES;
  protected readonly time = formatTime;
  protected readonly answer = answerSurplusForm;
  protected readonly withdraw = withdrawSurplusForm;
  protected readonly table = defineTable({
    route: 'listSurplus',
    noun: '转赠',
    testId: 'surplus',
    empty: '没有转赠的物资。',
    filters: [
      { kind: 'tabs', key: 'side', label: '方向', options: SURPLUS_SIDES },
      { kind: 'select', key: 'status', label: '状态', options: SURPLUS_STATUSES },
    ],
    columns: [
      {
        key: 'goods',
        title: '物资',
        cell: ({ productName, skuName, title }) => text(`${productName} ${skuName}`, title),
      },
      { key: 'pieces', title: '件数', align: 'right', cell: ({ pieces }) => text(String(pieces)) },
      { key: 'who', title: '对方', cell: ({ side, fromName, toName }) => text(side === 'in' ? fromName : toName) },
      { key: 'status', title: '状态', cell: ({ status }) => tag(SURPLUS_STATUSES[status], TONES[status]) },
      { key: 'at', title: '提出时间', cell: ({ createdAt }) => quiet(formatTime(createdAt)) },
    ],
    drawerTitle: (row) => (row ? `${row.productName} ${row.pieces} 件` : '余量再分配'),
  });

  protected closed(): void {
    this.dialog.set(null);
    this.list().reload();
  }
}
