import { Component, computed, inject, input, type OnInit } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CheckoutView } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';
import {
  CountPipe,
  ErrorStateComponent,
  FenPipe,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  StatusTagComponent,
} from '@yigou/web-ui';
import { PaymentWatch } from './payment-watch';

@Component({
  selector: 'app-pay-return',
  imports: [
    CountPipe,
    ErrorStateComponent,
    FenPipe,
    IconComponent,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
    StatusTagComponent,
  ],
  templateUrl: './pay-return.html',
  styleUrl: './pay-return.scss',
})
export class PayReturnPage implements OnInit {
  private readonly api = inject(ApiClient);

  /** Bound from the address. */
  readonly checkout = input<string>();
  /** Ordered, and not payable yet. */
  readonly placed = input<string>();
  /** The provider's hint of how it went. */
  readonly redirect_status = input<string>();

  private readonly watch = new PaymentWatch<CheckoutView>({
    sync: () => this.api.call('syncCheckout', { params: this.params() }),
    read: () => this.api.call('getCheckout', { params: this.params() }),
    pay: () => this.api.call('payCheckout', { params: this.params() }),
  });
  protected readonly view = this.watch.view;
  protected readonly error = this.watch.error;
  protected readonly resuming = this.watch.resuming;
  protected readonly resumeProblem = this.watch.resumeProblem;
  protected readonly outcome = this.watch.outcome;
  protected readonly orderLink = computed(() => {
    const orders = this.view()?.orders ?? [];
    return orders.length === 1 && orders[0] ? ['/orders', orders[0].id] : ['/orders'];
  });
  private readonly params = () => ({ id: this.checkout() ?? '' });

  ngOnInit(): void {
    this.watch.given.set(this.redirect_status() === 'failed');
    void (this.placed() && this.checkout() ? this.watch.wait() : this.ask());
  }

  protected async ask(): Promise<void> {
    if (this.checkout()) await this.watch.ask();
  }

  protected async resume(): Promise<void> {
    if (this.checkout()) await this.watch.resume();
  }
}
