import { Component, inject, signal, viewChild } from '@angular/core';
import { REFUND_STATUSES } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { DataTable } from '../../shared/data-table/data-table';
import { defineTable, quiet, tag, text } from '../../shared/data-table/table';
import { RowActionsTemplate } from '../../shared/data-table/templates';
import { formatMoney, formatTime } from '../../shared/format';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { PageHeader } from '../../shared/page-header';
import { REFUND_TONES } from '../../shared/tones';
import { type OwedRefund, refundForm } from '../transfer-forms';

/** What goes back of orders that were paid by transfer: the supplier has that money, and sends it. */
@Component({
  selector: 'yg-transfer-refunds',
  imports: [DataTable, FormDialog, NzButtonComponent, PageHeader, RowActionsTemplate],
  template: `
    <yg-page-header
      heading="转账退款"
      note="对公转账付款的订单，取消、短缺或拒收的款项由供应商转账退回单位，并登记银行回单。"
    />
    <yg-data-table [config]="table">
      <ng-template [ygRowActions]="table" let-row>
        @if (row.status === 'pending' && session.may('sendTransferRefund')) {
          <button
            nz-button
            nzType="primary"
            nzSize="small"
            type="button"
            (click)="ask(row)"
            [attr.aria-label]="'登记退款：订单 ' + row.orderNumber"
            data-testid="transfer-refund-open"
          >
            登记退款
          </button>
        }
      </ng-template>
    </yg-data-table>
    @if (dialog(); as config) {
      <yg-form-dialog [config]="config" (closed)="dialog.set(null)" />
    }
  `,
})
export class TransferRefunds {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = viewChild.required<DataTable<'listTransferRefunds'>>(DataTable);
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly table = defineTable({
    route: 'listTransferRefunds',
    noun: '转账退款',
    testId: 'transfer-refund',
    empty: '没有需要转账退回的款项。',
    filters: [{ kind: 'tabs', key: 'owed', label: '范围', options: { 1: '待退回' } }],
    columns: [
      { key: 'unit', title: '单位', cell: ({ unitName, orderNumber }) => text(unitName, orderNumber) },
      { key: 'amount', title: '应退', align: 'right', cell: ({ amountFen }) => text(formatMoney(amountFen)) },
      { key: 'reason', title: '原因', cell: ({ reason }) => text(reason) },
      { key: 'status', title: '状态', cell: ({ status }) => tag(REFUND_STATUSES[status], REFUND_TONES[status]) },
      { key: 'paidOn', title: '汇款日期', cell: ({ paidOn }) => (paidOn ? text(paidOn) : quiet('还没登记')) },
      { key: 'created', title: '产生时间', wide: true, cell: ({ createdAt }) => text(formatTime(createdAt)) },
    ],
  });

  protected ask(row: OwedRefund): void {
    this.dialog.set(refundForm(this.api, row, () => this.list().reload()));
  }
}
