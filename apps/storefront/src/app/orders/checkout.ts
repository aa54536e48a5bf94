import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Address, CheckoutView, Delivery } from '@yigou/contracts';
import { overWeekWords, PAYMENT_TERMS, type PaymentTerm, receivingWords, weightWords } from '@yigou/contracts/labels';
import { ApiClient, apiResource, IntentKey, Seats, toApiError } from '@yigou/web-data';
import {
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  formatFen,
  IconComponent,
  PhotoComponent,
  PriceComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { AddressBookComponent } from './address-book';
import { BudgetChoiceComponent, PERSONAL } from './budget-choice';
import { afterwards, type Paying, submitWords } from './checkout-words';
import { CartState } from './cart-state';
import { CheckoutDraft } from './checkout-draft';
import { deliveriesOf, DeliveryChoiceComponent, type PartTo, unevenly } from './delivery-choice';

/** One page from address to payment: every cost by supplier before the button, and the button says the sum. */
@Component({
  selector: 'app-checkout',
  imports: [
    AddressBookComponent,
    BudgetChoiceComponent,
    DeliveryChoiceComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    IconComponent,
    PhotoComponent,
    PriceComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './checkout.html',
  styleUrl: './checkout.scss',
})
export class CheckoutPage {
  private readonly api = inject(ApiClient);
  private readonly cart = inject(CartState);
  private readonly draft = inject(CheckoutDraft);
  private readonly router = inject(Router);

  protected readonly lines = this.draft.read();
  /** Undefined until the address book has answered: the first preview waits for it, so that sums do not jump. */
  protected readonly address = signal<Address | null | undefined>(undefined);
  protected readonly remark = signal('');
  protected readonly weightWords = weightWords;
  protected readonly money = formatFen;
  protected readonly receiving = receivingWords;
  protected readonly personal = PERSONAL;

  /** Whoever sits in a unit buys for it, of one of its budgets, unless they say that they buy for themselves. */
  protected readonly seated = inject(Seats).current()?.kind === 'agency';
  /** A budget's id, or for oneself; null until it is known. */
  protected readonly purse = signal<string | null>(null);

  /** To which points of the unit, on which days; null: to an address of whoever orders. */
  protected readonly parts = signal<readonly PartTo[] | null>(null);
  private readonly toPoints = computed(() => (this.seated && this.purse() !== PERSONAL ? this.parts() : null));
  /** Under the names that the preview gives them, once there is one. */
  protected readonly named = computed(() => this.lines.map((line) => ({ ...line, name: this.nameOf(line.skuId) })));
  private readonly choice = viewChild(DeliveryChoiceComponent);
  private readonly wrongDay = computed(() =>
    (this.toPoints() ?? []).map((part) => this.choice()?.wrong(part) ?? '').find(Boolean),
  );
  /** Why nothing can be sent to the points as they are said; empty where it can, or where none are. */
  private readonly wrongPoints = computed(() => {
    const parts = this.toPoints();
    return parts ? (this.wrongDay() ?? unevenly(parts, this.named())) : '';
  });
  /** It is known where everything goes. What is asked of the API hangs on it, so it knows nothing of the answer, such as names. */
  protected readonly placed = computed(() => {
    const parts = this.toPoints();
    return parts ? !this.wrongDay() && unevenly(parts, this.lines) === '' : !!this.address();
  });

  /** What a unit chose; it holds only where region and suppliers grant it. */
  protected readonly chosenTerms = signal<PaymentTerm>('prepaid');
  protected readonly termNames = PAYMENT_TERMS;
  protected readonly onAcceptance = computed(() => {
    const offered = this.view()?.onAcceptance;
    return this.seated && this.purse() !== PERSONAL && offered?.granted ? offered : null;
  });
  protected readonly terms = computed(() => (this.onAcceptance() ? this.chosenTerms() : 'prepaid'));
  protected readonly paying = computed<Paying>(() =>
    this.seated && this.purse() !== PERSONAL ? this.terms() : 'oneself',
  );
  protected readonly submitWords = submitWords;
  protected readonly afterwards = afterwards;

  protected readonly answer = apiResource('previewCheckout', () => {
    const address = this.address();
    if (this.lines.length === 0 || address === undefined) return undefined;
    const personal = this.purse() === PERSONAL;
    return { body: { lines: [...this.lines], ...this.whereTo(), ...(personal ? { personal } : {}) } };
  });
  protected readonly failure = this.answer.failure;
  protected readonly view = this.answer.latest;
  protected readonly fresh = computed(() => this.answer.hasValue() && !this.answer.isLoading());
  protected readonly undeliverable = computed(() => (this.view()?.groups ?? []).filter((group) => !group.deliverable));
  protected readonly blocked = computed(() => {
    if (this.seated && this.purse() === null) return '请先选择用哪笔预算';
    if (this.wrongPoints()) return this.wrongPoints();
    if (!this.placed()) return '请先添加或选择收货地址';
    if (this.undeliverable().length > 0)
      return `有供应商送不到这个${this.toPoints() ? '收货点' : '地址'}，请换一个，或回购物车去掉这些产品`;
    const { totalFen = 0, limitFen = Infinity } = this.view() ?? {};
    if (totalFen > limitFen)
      return `合计 ${formatFen(totalFen)}，超过支付渠道单笔上限 ${formatFen(limitFen)}，请回购物车减少产品，分几次下单`;
    const [few] = (this.view()?.groups ?? []).flatMap(({ lines }) => lines.filter((one) => one.quantity < one.minimum));
    if (few) return `${few.productName}：单位采购 ${few.minimum} 件起订，请回购物车增加数量`;
    const [over] = this.view()?.overWeek ?? [];
    if (over) return `${this.nameOf(over.skuId)}：${overWeekWords(over)}，请回购物车减少数量，或下周再订`;
    const held = this.view()?.unpaid;
    if (held) return held;
    if (this.view() && !this.view()!.orderable) return '有产品已售罄或下架，请回购物车调整';
    return '';
  });
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  /** What is left of the budgets is asked for again after each. */
  protected readonly refusals = signal(0);
  private readonly placeKey = new IntentKey();

  /** Why a line is more than its seller delivers to units in this week; empty where it is not. */
  protected overWeek(skuId: string): string {
    const over = this.view()?.overWeek.find((one) => one.skuId === skuId);
    return over ? overWeekWords(over) : '';
  }

  private nameOf(skuId: string): string {
    const lines = (this.view()?.groups ?? []).flatMap((group) => group.lines);
    return lines.find((line) => line.skuId === skuId)?.productName ?? '';
  }

  protected async place(): Promise<void> {
    const preview = this.view();
    if (!this.placed() || !preview || this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    const body = {
      lines: [...this.lines],
      ...this.whereTo(),
      expectedTotalFen: preview.totalFen,
      remark: this.remark().trim(),
      ...this.paysWith(),
    };
    try {
      const checkout = await this.api.call('placeCheckout', { body, idempotencyKey: this.placeKey.for(body) });
      this.draft.write([]);
      void this.cart.load();
      await this.goToPayment(checkout);
    } catch (error) {
      this.refused(error);
    }
  }

  private whereTo(): { addressId: string | null; deliveries?: Delivery[] } {
    const parts = this.toPoints();
    if (!parts) return { addressId: this.address()?.id ?? null };
    // Not said in full yet: shown like what has no place.
    return { addressId: null, ...(this.placed() ? { deliveries: deliveriesOf(parts) } : {}) };
  }

  private paysWith(): { budgetId?: string; personal?: boolean; paymentTerms?: PaymentTerm } {
    const purse = this.purse();
    if (!this.seated || purse === null) return {};
    return purse === PERSONAL ? { personal: true } : { budgetId: purse, paymentTerms: this.terms() };
  }

  /** The order stands already: whatever happens from here, it can be paid from the order. */
  private async goToPayment(checkout: CheckoutView): Promise<void> {
    const orderPage = checkout.orders.length === 1 ? `/orders/${checkout.orders[0]?.id}` : '/orders';
    // What a unit buys is signed by its supplier first.
    if (checkout.orders.some(({ status }) => status === 'to_sign')) {
      await this.router.navigateByUrl(orderPage);
      return;
    }
    if (checkout.payment.payUrl) location.assign(checkout.payment.payUrl);
    // The provider did not answer: the page follows it, and says when it can be paid.
    else if (checkout.payment.status === 'pending')
      await this.router.navigateByUrl(`/pay/return?checkout=${checkout.id}&placed=1`);
    else await this.router.navigateByUrl(orderPage);
  }

  private refused(error: unknown): void {
    const refusal = toApiError(error);
    // After a lost answer the same key is sent again, and the API answers with the order it may already have made.
    if (refusal.code !== 'network' && refusal.code !== 'idempotency_in_progress') this.placeKey.renew();
    this.problem.set(refusal.message);
    this.refusals.update((count) => count + 1);
    this.busy.set(false);
    this.answer.reload();
  }
}
