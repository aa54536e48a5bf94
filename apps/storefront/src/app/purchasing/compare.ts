import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { bulkWords, CERTIFICATE_WORTHS, weightWords } from '@yigou/contracts/labels';
import { apiResource, Seats, toApiError } from '@yigou/web-data';
import {
  EmptyStateComponent,
  ErrorStateComponent,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  formatFen,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';
import { CartState } from '../orders/cart-state';
import { CompareTray } from './compare-tray';

type Good = RouteResponse<'compareGoods'>['items'][number];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST = 4;

/** Up to four goods side by side, as the unit would buy so many of each and have them sent to one of its points. The address says which, how many and where to. */
@Component({
  selector: 'app-compare',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './compare.html',
  styleUrl: './compare.scss',
})
export class ComparePage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly cart = inject(CartState);
  private readonly toast = inject(Toast);
  private readonly tray = inject(CompareTray);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly seated = computed(() => this.seat()?.kind === 'agency');
  private readonly seat = inject(Seats).current;
  protected readonly ids = computed(() => {
    const said = (this.params().get('ids') ?? '').split(',').filter((id) => UUID.test(id));
    return [...new Set(said)].slice(0, MOST);
  });
  protected readonly quantity = computed(() => {
    const said = this.params().get('quantity') ?? '';
    return /^[1-9]\d{0,3}$/.test(said) ? Number(said) : 1;
  });
  protected readonly pointId = computed(() => {
    const said = this.params().get('point') ?? '';
    return UUID.test(said) ? said : null;
  });
  private readonly known = apiResource('listDeliveryPoints', () => (this.seated() ? {} : undefined));
  protected readonly points = computed(() => (this.known.latest()?.items ?? []).filter(({ active }) => active));
  protected readonly answer = apiResource('compareGoods', () => {
    const [ids, pointId] = [this.ids(), this.pointId()];
    if (!this.seated() || ids.length === 0) return undefined;
    return { query: { ids: ids.join(','), quantity: this.quantity(), ...(pointId ? { pointId } : {}) } };
  });
  protected readonly failure = this.answer.failure;
  protected readonly goods = computed(() => this.answer.latest()?.items ?? null);
  protected readonly worths = CERTIFICATE_WORTHS;

  protected terms({ bulk, weight }: Good): string {
    if (weight) return weightWords(weight, formatFen);
    return (bulk && bulkWords(bulk, formatFen)) || '没有批量价';
  }

  protected setQuantity(written: string): void {
    if (/^[1-9]\d{0,3}$/.test(written.trim())) this.go({ quantity: written.trim() });
  }

  protected setPoint(id: string): void {
    this.go({ point: id || null });
  }

  protected remove({ asked }: Good): void {
    this.tray.remove(asked);
    this.go({
      ids:
        this.ids()
          .filter((id) => id !== asked)
          .join(',') || null,
    });
  }

  protected async add({ skuId, productName }: Good): Promise<void> {
    try {
      await this.cart.add(skuId, this.quantity());
      this.toast.say(`已加入购物车：${productName} ${this.quantity()}件`, { text: '去购物车', to: '/cart' });
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    }
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], {
      relativeTo: this.route,
      queryParams,
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}
