import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterLink } from '@angular/router';
import { ORDER_ORIGINS, type OrderStatus } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
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

interface Tab {
  readonly key: string;
  readonly label: string;
  readonly statuses: OrderStatus[];
}

/** By what the buyer has to do or wait for, not by status. */
const TABS: readonly [Tab, ...Tab[]] = [
  { key: 'all', label: '全部', statuses: [] },
  { key: 'to-pay', label: '待付款', statuses: ['to_sign', 'pending_payment', 'payable'] },
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

  protected readonly origins = ORDER_ORIGINS;
  protected readonly answer = apiResource('listOrders', () => ({ query: { status: this.tab().statuses } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listOrders', { query: { status: this.tab().statuses, cursor } }),
  );
}
