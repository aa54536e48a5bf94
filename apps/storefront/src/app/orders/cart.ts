import { Component, computed, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { CartView } from '@yigou/contracts';
import { weightWords } from '@yigou/contracts/labels';
import { apiResource, toApiError } from '@yigou/web-data';
import {
  Confirm,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  formatFen,
  IconComponent,
  PhotoComponent,
  PriceComponent,
  QuantityStepperComponent,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';
import { CartState } from './cart-state';
import { CheckoutDraft } from './checkout-draft';

type CartLine = CartView['groups'][number]['lines'][number];

@Component({
  selector: 'app-cart',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    IconComponent,
    PhotoComponent,
    PriceComponent,
    QuantityStepperComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './cart.html',
  styleUrl: './cart.scss',
})
export class CartPage {
  private readonly cart = inject(CartState);
  private readonly confirm = inject(Confirm);
  private readonly draft = inject(CheckoutDraft);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);

  protected readonly answer = apiResource('getCart');
  protected readonly failure = this.answer.failure;
  protected readonly view = this.answer.latest;
  private readonly lines = computed(() => (this.view()?.groups ?? []).flatMap((group) => group.lines));
  private readonly left = signal<ReadonlySet<string>>(new Set());
  protected readonly chosen = computed(() => this.lines().filter((line) => this.isChosen(line)));
  protected readonly chosenFen = computed(() => this.chosen().reduce((sum, line) => sum + line.lineFen, 0));
  protected readonly orderable = computed(() => this.lines().filter((line) => this.canOrder(line)));
  protected readonly allChosen = computed(
    () => this.orderable().length > 0 && this.chosen().length === this.orderable().length,
  );
  protected readonly weightWords = weightWords;
  protected readonly money = formatFen;
  protected readonly busy = signal<string | null>(null);

  protected canOrder(line: CartLine): boolean {
    return line.orderable && line.quantity <= line.available;
  }
  protected isChosen(line: CartLine): boolean {
    return this.canOrder(line) && !this.left().has(line.skuId);
  }
  protected problem(line: CartLine): string {
    if (!line.orderable) return line.available === 0 ? '已售罄，不能下单' : '已下架，不能下单';
    return line.quantity > line.available ? `库存只剩${line.available}件，请减少数量` : '';
  }

  protected toggle(line: CartLine): void {
    this.left.update((left) => {
      const next = new Set(left);
      if (!next.delete(line.skuId)) next.add(line.skuId);
      return next;
    });
  }
  protected toggleAll(): void {
    this.left.set(this.allChosen() ? new Set(this.orderable().map((line) => line.skuId)) : new Set());
  }

  protected setQuantity(line: CartLine, quantity: number): Promise<void> {
    return this.change(line, () => this.cart.setQuantity(line.skuId, quantity));
  }

  protected async remove(line: CartLine): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '移出购物车',
      text: `把“${line.productName} ${line.skuName}”移出购物车？`,
      action: '移出',
      keep: '留着',
    });
    if (sure) await this.change(line, () => this.cart.remove(line.skuId));
  }

  protected checkout(): void {
    this.draft.write(this.chosen().map(({ skuId, quantity }) => ({ skuId, quantity })));
    void this.router.navigateByUrl('/checkout');
  }

  private async change(line: CartLine, act: () => Promise<void>): Promise<void> {
    this.busy.set(line.skuId);
    try {
      await act();
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    } finally {
      this.busy.set(null);
      this.answer.reload();
    }
  }
}
