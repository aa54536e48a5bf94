import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { INVOICE_STATUSES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { formatMoney } from '../shared/format';
import { StatusTag } from '../shared/status-tag';
import { INVOICE_TONES } from '../shared/tones';

/** The invoices of one order, as its supplier sees them. */
@Component({
  selector: 'yg-order-invoices',
  imports: [RouterLink, StatusTag],
  template: `
    @for (one of invoices.latest()?.items ?? []; track one.id) {
      <p data-testid="order-invoice">
        <a routerLink="/supplier/invoices" [queryParams]="{ id: one.id }">{{ one.number }}</a>
        {{ money(one.amountFen) }} <yg-status [label]="statuses[one.status]" [tone]="tones[one.status]" />
      </p>
    } @empty {
      <p class="muted">还没有登记发票。</p>
    }
  `,
})
export class OrderInvoices {
  readonly orderId = input.required<string>();
  protected readonly invoices = apiResource('listIssuedInvoices', () => ({
    query: { orderId: this.orderId(), limit: 100 },
  }));
  protected readonly statuses = INVOICE_STATUSES;
  protected readonly tones = INVOICE_TONES;
  protected readonly money = formatMoney;
}
