import { Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OrderView } from '@yigou/contracts';
import { CARRIERS, kilograms, ORDER_ORIGINS, receivingWords, weightWords } from '@yigou/contracts/labels';
import { ApiClient, apiResource, apiUrl, IntentKey, Seats, toApiError, watchOrder } from '@yigou/web-data';
import {
  Confirm,
  DialogComponent,
  EmptyStateComponent,
  EndRestComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  formatFen,
  IconComponent,
  InstantPipe,
  PhotoComponent,
  PriceComponent,
  SkeletonComponent,
  StatusTagComponent,
  TimelineComponent,
  Toast,
} from '@yigou/web-ui';
import { ShopTitleStrategy } from '../shell/title-strategy';
import { BatchChainComponent } from '../traceability/batch-chain';
import { ExtendPaymentDialog } from './extend-payment';
import { OrderInvoicesComponent } from './order-invoices';
import { countdown, orderTimeline, parcelTimeline, roadOf, sentenceFor } from './order-progress';

const REASONS = ['不想买了', '地址或电话填错了', '规格或数量选错了', '等待时间太长'] as const;

@Component({
  selector: 'app-order-detail',
  imports: [
    BatchChainComponent,
    DialogComponent,
    EmptyStateComponent,
    EndRestComponent,
    ErrorStateComponent,
    ExtendPaymentDialog,
    Fact,
    FactList,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    IconComponent,
    InstantPipe,
    OrderInvoicesComponent,
    PhotoComponent,
    PriceComponent,
    RouterLink,
    SkeletonComponent,
    StatusTagComponent,
    TimelineComponent,
  ],
  templateUrl: './order-detail.html',
  styleUrl: './order-detail.scss',
})
export class OrderDetailPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);
  private readonly seats = inject(Seats);

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly receiving = receivingWords;
  protected readonly origins = ORDER_ORIGINS;
  protected readonly answer = apiResource('getOrder', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly order = this.answer.latest;
  protected readonly timeline = computed(() => (this.order() ? orderTimeline(this.order()!) : []));
  protected readonly sentence = computed(() => (this.order() ? sentenceFor(this.order()!) : ''));
  protected readonly road = computed(() => {
    const order = this.order();
    if (!order || order.status === 'cancelled' || order.status === 'expired') return null;
    return roadOf(order).map((stop) => ({
      label: stop.label,
      done: (stop.reached as readonly string[]).includes(order.status),
    }));
  });
  protected readonly parcels = computed(() =>
    (this.order()?.parcels ?? []).map((parcel) => ({
      ...parcel,
      carrierName: CARRIERS[parcel.carrier],
      entries: parcelTimeline(parcel),
    })),
  );

  /** What belongs to the unit is asked for from its seat. */
  protected readonly seated = computed(() => this.seats.current()?.kind === 'agency');
  /** Something happened while the order was being read. */
  private readonly stale = signal(false);
  private readonly now = signal(Date.now());
  protected readonly left = computed(() => {
    const order = this.order();
    if (order?.status !== 'pending_payment' || !order.expiresAt) return null;
    return countdown(Date.parse(order.expiresAt) - this.now());
  });

  protected readonly reasons = REASONS;
  protected readonly kilograms = kilograms;
  protected readonly weightWords = weightWords;
  protected readonly money = formatFen;
  protected readonly cancelling = signal(false);
  protected readonly ending = signal(false);
  protected readonly extending = signal(false);
  protected readonly contractUrl = computed(() => apiUrl('orderContract', { id: this.id() }));
  protected readonly reason = signal('');
  protected readonly cancelProblem = signal('');
  protected readonly busy = signal(false);
  private readonly cancelKey = new IntentKey();
  private readonly receiptKey = new IntentKey();

  constructor() {
    const title = inject(ShopTitleStrategy);
    effect(() => {
      const order = this.order();
      if (order) title.set(`订单 ${order.number}`);
    });
    effect((onCleanup) => onCleanup(watchOrder(this.id(), () => this.refresh())));
    effect(() => {
      if (this.answer.isLoading() || !this.stale()) return;
      this.stale.set(false);
      this.answer.reload();
    });
    const clock = setInterval(() => this.tick(), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
  }

  protected async pay(): Promise<void> {
    const order = this.order();
    if (!order || this.busy()) return;
    this.busy.set(true);
    try {
      const checkout = await this.api.call('payCheckout', { params: { id: order.checkoutId } });
      if (checkout.payment.payUrl) {
        location.assign(checkout.payment.payUrl);
        return;
      }
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    }
    this.busy.set(false);
    this.answer.reload();
  }

  protected async cancel(event: Event): Promise<void> {
    event.preventDefault();
    const order = this.order();
    const reason = this.reason().trim();
    if (!order || this.busy()) return;
    if (!reason) {
      this.cancelProblem.set('请选择或填写原因');
      return;
    }
    const intent = { id: order.id, reason };
    const sent = await this.act(this.cancelKey, () =>
      this.api.call('cancelOrder', {
        params: { id: order.id },
        body: { reason },
        idempotencyKey: this.cancelKey.for(intent),
      }),
    );
    if (sent === null) {
      this.cancelling.set(false);
      this.toast.say('订单已取消');
    } else this.cancelProblem.set(sent);
  }

  protected async receive(): Promise<void> {
    const order = this.order();
    if (!order || this.busy()) return;
    const sure = await this.confirm.ask({
      heading: '确认收货',
      text: `请先核对货品的数量和品质。确认后 ${formatFen(order.totalFen)} 的交易完成，不能撤回。`,
      action: '已收到，确认收货',
      keep: '还没收到',
    });
    if (!sure) return;
    const problem = await this.act(this.receiptKey, () =>
      this.api.call('confirmReceipt', { params: { id: order.id }, idempotencyKey: this.receiptKey.for(order.id) }),
    );
    if (problem === null) this.toast.say('已确认收货');
    else this.toast.warn(problem);
  }

  protected restEnded(order: OrderView): void {
    this.ending.set(false);
    this.answer.set(order);
    this.toast.say('未发部分已结束，退款原路退回');
    this.refresh();
  }

  protected extended(order: OrderView): void {
    this.extending.set(false);
    this.answer.set(order);
    this.toast.say('付款期已延长');
    this.refresh();
  }

  protected openCancel(): void {
    this.reason.set('');
    this.cancelProblem.set('');
    this.cancelling.set(true);
  }

  /** A resource that is loading takes no second request: what happened meanwhile is asked for after it. */
  private refresh(): void {
    if (!this.answer.reload()) this.stale.set(true);
  }

  /** Runs a step of the order and shows what it became; gives the refusal in words, or null when it went through. */
  private async act(key: IntentKey, step: () => Promise<OrderView>): Promise<string | null> {
    this.busy.set(true);
    try {
      this.answer.set(await step());
      return null;
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.code !== 'network' && refusal.code !== 'idempotency_in_progress') key.renew();
      return refusal.message;
    } finally {
      this.busy.set(false);
      this.refresh();
    }
  }

  private tick(): void {
    const order = this.order();
    if (order?.status !== 'pending_payment' || !order.expiresAt) return;
    const end = Date.parse(order.expiresAt);
    const before = this.now();
    this.now.set(Date.now());
    // The moment it runs out the server closes the order by itself: ask once what became of it.
    if (before < end && Date.now() >= end) this.answer.reload();
  }
}
