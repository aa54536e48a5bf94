import { Component, computed, DestroyRef, inject, input, type OnInit, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { CheckoutView } from '@yigou/contracts';
import { ApiClient, type ApiError, toApiError } from '@yigou/web-data';
import {
  CountPipe,
  ErrorStateComponent,
  FenPipe,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  StatusTagComponent,
} from '@yigou/web-ui';

/** The provider's word usually arrives within seconds; after these the page stops asking and says where to look. */
const POLL_MS = [1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 5_000] as const;

type Outcome = 'asking' | 'paid' | 'pending' | 'closed' | 'quarantined' | 'resolved';

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
  private timer: ReturnType<typeof setTimeout> | undefined;
  private left = false;

  /** Bound from the address. */
  readonly checkout = input<string>();

  protected readonly view = signal<CheckoutView | null>(null);
  protected readonly error = signal<ApiError | null>(null);
  protected readonly asking = signal(true);
  protected readonly resuming = signal(false);
  protected readonly resumeProblem = signal('');
  protected readonly outcome = computed<Outcome>(() => {
    const view = this.view();
    if (!view) return 'asking';
    switch (view.payment.status) {
      case 'paid':
        return 'paid';
      case 'cancelled':
        return 'closed';
      case 'quarantined':
      case 'resolved':
        return view.payment.status;
      default:
        return this.asking() ? 'asking' : 'pending';
    }
  });
  protected readonly orderLink = computed(() => {
    const orders = this.view()?.orders ?? [];
    return orders.length === 1 && orders[0] ? ['/orders', orders[0].id] : ['/orders'];
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.left = true;
      clearTimeout(this.timer);
    });
  }

  ngOnInit(): void {
    void this.ask();
  }

  protected async ask(): Promise<void> {
    const id = this.checkout();
    if (!id) return;
    this.asking.set(true);
    this.error.set(null);
    try {
      this.view.set(await this.api.call('syncCheckout', { params: { id } }));
    } catch {
      // The provider may be out of reach while its message to us is already in: our own record is asked instead.
    }
    await this.poll(id, 0);
  }

  protected async resume(): Promise<void> {
    const id = this.checkout();
    if (!id || this.resuming()) return;
    this.resuming.set(true);
    this.resumeProblem.set('');
    try {
      const view = await this.api.call('payCheckout', { params: { id } });
      this.view.set(view);
      if (view.payment.payUrl) location.assign(view.payment.payUrl);
      else await this.ask();
    } catch (error) {
      this.resumeProblem.set(toApiError(error).message);
    }
    this.resuming.set(false);
  }

  private async poll(id: string, attempt: number): Promise<void> {
    if (this.left) return;
    if (this.view()?.payment.status !== undefined && this.view()?.payment.status !== 'pending')
      return this.asking.set(false);
    const wait = POLL_MS[attempt];
    if (wait === undefined) return this.asking.set(false);
    if (this.view()) await new Promise<void>((resolve) => (this.timer = setTimeout(resolve, wait)));
    if (this.left) return;
    try {
      this.view.set(await this.api.call('getCheckout', { params: { id } }));
    } catch (error) {
      if (!this.view()) {
        this.error.set(toApiError(error));
        this.asking.set(false);
        return;
      }
    }
    await this.poll(id, attempt + 1);
  }
}
