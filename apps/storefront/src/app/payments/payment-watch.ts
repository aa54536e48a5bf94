import { computed, DestroyRef, inject, signal } from '@angular/core';
import type { CheckoutView } from '@yigou/contracts';
import { type ApiError, toApiError } from '@yigou/web-data';

/** The provider's word usually arrives within seconds; after these the page stops asking and says where to look. */
const POLL_MS = [1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 5_000] as const;

export type PaymentOutcome = 'asking' | 'paid' | 'waiting' | 'pending' | 'closed' | 'quarantined' | 'resolved';
interface Paid {
  readonly payment: Pick<CheckoutView['payment'], 'status' | 'payUrl'>;
}
/** How what is paid is asked for, and paid. */
export interface PaymentCalls<View> {
  /** Asks the provider. */
  readonly sync: () => Promise<View>;
  /** Asks our own record. */
  readonly read: () => Promise<View>;
  /** Begins to pay once more. */
  readonly pay: () => Promise<View>;
}

/** How often a provider that did not answer is asked again where to pay. */
const AGAIN_MS = [2_000, 3_000, 5_000, 5_000, 10_000, 10_000, 15_000, 15_000, 30_000] as const;

/** What became of a payment after the provider sent the browser back: asked until it is known, or for a while. Made where injection is possible. */
export class PaymentWatch<View extends Paid> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private left = false;
  readonly view = signal<View | null>(null);
  readonly error = signal<ApiError | null>(null);
  readonly asking = signal(true);
  /** Ordered, and the provider has not said yet where to pay. */
  readonly waiting = signal(false);
  /** Came back without paying, as the provider's address says; it only hints, so that the asking goes on. */
  readonly given = signal(false);
  readonly resuming = signal(false);
  readonly resumeProblem = signal('');
  readonly outcome = computed<PaymentOutcome>(() => {
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
        if (this.waiting()) return 'waiting';
        return this.asking() && !this.given() ? 'asking' : 'pending';
    }
  });

  constructor(private readonly calls: PaymentCalls<View>) {
    inject(DestroyRef).onDestroy(() => {
      this.left = true;
      clearTimeout(this.timer);
    });
  }

  async ask(): Promise<void> {
    this.asking.set(true);
    this.error.set(null);
    try {
      this.view.set(await this.calls.sync());
    } catch {
      // The provider may be out of reach while its message to us is already in: our own record is asked instead.
    }
    await this.poll(0);
  }

  /** Placed a moment ago, and the provider did not answer: it is asked for where to pay until it does. */
  async wait(): Promise<void> {
    this.waiting.set(true);
    try {
      this.view.set(await this.calls.read());
    } catch (error) {
      this.error.set(toApiError(error));
    }
    for (const pause of AGAIN_MS) {
      if (this.left || this.view()?.payment.status !== 'pending') break;
      await new Promise<void>((resolve) => (this.timer = setTimeout(resolve, pause)));
      if (this.left) return;
      try {
        const view = await this.calls.pay();
        this.view.set(view);
        if (view.payment.payUrl) break;
      } catch {
        // Not yet.
      }
    }
    this.waiting.set(false);
    this.asking.set(false);
  }

  async resume(): Promise<void> {
    if (this.resuming()) return;
    this.resuming.set(true);
    this.resumeProblem.set('');
    try {
      const view = await this.calls.pay();
      this.view.set(view);
      if (view.payment.payUrl) location.assign(view.payment.payUrl);
      else await this.ask();
    } catch (error) {
      this.resumeProblem.set(toApiError(error).message);
    }
    this.resuming.set(false);
  }

  private async poll(attempt: number): Promise<void> {
    if (this.left) return;
    if (this.view()?.payment.status !== undefined && this.view()?.payment.status !== 'pending')
      return this.asking.set(false);
    const wait = POLL_MS[attempt];
    if (wait === undefined) return this.asking.set(false);
    if (this.view()) await new Promise<void>((resolve) => (this.timer = setTimeout(resolve, wait)));
    if (this.left) return;
    try {
      this.view.set(await this.calls.read());
    } catch (error) {
      if (!this.view()) {
        this.error.set(toApiError(error));
        this.asking.set(false);
        return;
      }
    }
    await this.poll(attempt + 1);
  }
}
