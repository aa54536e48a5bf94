import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { BANK_LINE_STATES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../../identity/session';
import { DataTable } from '../../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../../shared/data-table/table';
import { DetailTemplate } from '../../../shared/data-table/templates';
import { formatMoney } from '../../../shared/format';
import type { FormConfig } from '../../../shared/form-dialog/form';
import { FormDialog } from '../../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../../shared/page-header';
import { BANK_LINE_TONES } from '../../../shared/tones';
import { certainPairs, confirmTogetherForm, reasonsOf } from './bank-line-forms';
import { BankLineRecord } from './bank-line-record';

/** Money that came by the supplier's bank statements, with the vouchers that it may be of. */
@Component({
  selector: 'yg-bank-lines',
  imports: [BankLineRecord, DataTable, DetailTemplate, FormDialog, NzButtonComponent, PageHeader, RouterLink],
  template: `
    <yg-page-header
      heading="银行流水"
      note="导入收款账户的流水，与单位登记的转账凭证核对。建议不会自动入账，请核对后逐笔确认；金额和订单号都一致的可以一起确认。"
    >
      @if (session.may('confirmBankLines')) {
        <button
          nz-button
          type="button"
          [disabled]="certain() === 0"
          (click)="confirmTogether()"
          data-testid="bank-confirm-all"
        >
          确认到账 {{ certain() || '' }}
        </button>
      }
      @if (session.may('previewBankStatement')) {
        <a nz-button nzType="primary" routerLink="/supplier/bank-lines/import" data-testid="statement-import">
          导入流水
        </a>
      }
    </yg-page-header>
    <yg-data-table [config]="table">
      <ng-template [ygDetail]="table" let-id="id">
        <yg-bank-line-record [id]="id" (changed)="list().reload()" />
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
})
export class BankLines {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listBankLines'>>(DataTable);
  protected readonly certain = computed(() => certainPairs(this.list().chosen()).length);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly table = defineTable({
    route: 'listBankLines',
    noun: '银行流水',
    testId: 'bank-line',
    empty: '还没有银行流水。请从网上银行下载收款账户的流水后导入。',
    filters: [
      { kind: 'tabs', key: 'state', label: '状态', options: BANK_LINE_STATES },
      { kind: 'search', key: 'q', label: '搜索流水', placeholder: '对方户名、摘要或流水号' },
    ],
    columns: [
      { key: 'payer', title: '付款方', cell: ({ payer, memo }) => text(payer || '（没有户名）', memo) },
      { key: 'amount', title: '到账金额', align: 'right', cell: ({ amountFen }) => text(formatMoney(amountFen)) },
      { key: 'day', title: '到账时间', cell: ({ day, time }) => text(day, time) },
      { key: 'state', title: '状态', cell: ({ state }) => tag(BANK_LINE_STATES[state], BANK_LINE_TONES[state]) },
      {
        key: 'voucher',
        title: '转账凭证',
        cell: ({ match, suggestion }) =>
          match
            ? text(
                `订单 ${match.orderNumber}`,
                match.status === 'submitted' ? `${match.unitName}，待确认` : match.unitName,
              )
            : suggestion
              ? text(`订单 ${suggestion.orderNumber}`, reasonsOf(suggestion))
              : quiet('—'),
      },
      { key: 'serial', title: '流水号', wide: true, cell: ({ serial }) => text(serial) },
    ],
    drawerTitle: (row) => (row ? `${row.day} 到账 ${formatMoney(row.amountFen)}` : '银行流水'),
    drawerWidth: 720,
    choosable: ({ suggestion }) => suggestion?.certain === true,
  });

  protected confirmTogether(): void {
    this.dialog.set(confirmTogetherForm(this.api, this.list().chosen(), () => this.list().reload()));
  }
}
