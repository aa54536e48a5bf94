import { Component, input } from '@angular/core';
import { INVOICE_STATUSES } from '@yigou/contracts/labels';
import { apiResource, apiUrl } from '@yigou/web-data';
import { FenPipe } from '@yigou/web-ui';

/** The invoices that the supplier recorded against an order of the caller's unit, to be downloaded as they were issued. */
@Component({
  selector: 'app-order-invoices',
  imports: [FenPipe],
  template: `
    @for (one of invoices.latest()?.items ?? []; track one.id) {
      <p data-testid="order-invoice">
        <a [href]="original(one.id)" download>下载发票 {{ one.number }}</a>
        <br />{{ one.amountFen | fen }} · {{ one.issuedOn }} 开具 · {{ statuses[one.status] }}
      </p>
    } @empty {
      <p class="muted small">{{ invoices.failure() ? '现在不能读取发票，请稍后再看。' : '供应商还没有登记发票。' }}</p>
    }
    <p class="muted small">本单位财务人员在管理后台核收发票。</p>
  `,
})
export class OrderInvoicesComponent {
  readonly orderId = input.required<string>();
  protected readonly invoices = apiResource('listInvoices', () => ({ query: { orderId: this.orderId(), limit: 100 } }));
  protected readonly statuses = INVOICE_STATUSES;
  protected readonly original = (id: string): string => apiUrl('invoiceFile', { id });
}
