import { Component, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import type { OrderRow } from '@yigou/contracts';
import type { OrderStatus } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  InstantPipe,
  PhotoComponent,
  PriceComponent,
  SkeletonComponent,
  StatusTagComponent,
} from '@yigou/web-ui';
import { failureOf } from '../shell/failure';

interface Tab {
  readonly key: string;
  readonly label: string;
  readonly statuses: OrderStatus[];
}

/** By what the buyer has to do or wait for, not by status. */
const TABS: readonly [Tab, ...Tab[]] = [
  { key: 'all', label: '全部', statuses: [] },
  { key: 'to-pay', label: '待付款', statuses: ['pending_payment'] },
  { key: 'to-ship', label: '待发货', statuses: ['to_ship', 'part_shipped'] },
  { key: 'to-receive', label: '待收货', statuses: ['shipped'] },
  { key: 'done', label: '已完成', statuses: ['completed'] },
  { key: 'closed', label: '已关闭', statuses: ['cancelled', 'expired'] },
];

@Component({
  selector: 'app-order-list',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    InstantPipe,
    PhotoComponent,
    PriceComponent,
    RouterLink,
    SkeletonComponent,
    StatusTagComponent,
  ],
  templateUrl: './order-list.html',
  styleUrl: './order-list.scss',
})
export class OrderListPage {
  private readonly api = inject(ApiClient);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  protected readonly tabs = TABS;
  protected readonly tab = computed(() => TABS.find((tab) => tab.key === this.params().get('tab')) ?? TABS[0]);

  protected readonly answer = resource({
    params: () => this.tab(),
    loader: ({ params }) => this.api.call('listOrders', { query: { status: params.statuses } }),
  });
  protected readonly failure = computed(() => failureOf(this.answer));
  protected readonly page = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  private readonly rest = linkedSignal<unknown, { items: readonly OrderRow[]; cursor: string | null } | null>({
    source: () => this.page(),
    computation: () => null,
  });
  protected readonly items = computed(() => [...(this.page()?.items ?? []), ...(this.rest()?.items ?? [])]);
  protected readonly cursor = computed(() => {
    const rest = this.rest();
    return rest ? rest.cursor : (this.page()?.nextCursor ?? null);
  });
  protected readonly loadingMore = signal(false);
  protected readonly moreError = signal('');

  protected async more(): Promise<void> {
    const cursor = this.cursor();
    const from = this.page();
    if (!cursor || this.loadingMore()) return;
    this.loadingMore.set(true);
    this.moreError.set('');
    try {
      const next = await this.api.call('listOrders', { query: { status: this.tab().statuses, cursor } });
      if (from !== this.page()) return;
      this.rest.update((rest) => ({ items: [...(rest?.items ?? []), ...next.items], cursor: next.nextCursor }));
    } catch (error) {
      this.moreError.set(toApiError(error).message);
    } finally {
      this.loadingMore.set(false);
    }
  }
}
