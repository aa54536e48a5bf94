import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { RegionRef } from '@yigou/contracts';
import {
  CAMPAIGN_FORM_CODES,
  CAMPAIGN_FORMS,
  CAMPAIGN_STATUSES,
  GROUP_BUY_STATE_CODES,
  GROUP_BUY_STATES,
} from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  PhotoComponent,
  PriceComponent,
  RegionFieldComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { pageHead } from '../shell/page-head';
import { RegionNames } from '../regions/region-names';
import { FORM_WORDS, standingWords, timeLeft } from './campaign-words';
import { ShareProgressComponent } from './share-progress';

const REGION = /^\d{6}$/;
const CLOCK_MS = 1_000;

/** Group purchases, 以购代捐: those that recruit first. The address bar holds the filter. */
@Component({
  selector: 'app-group-buy-list',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    PhotoComponent,
    PriceComponent,
    RegionFieldComponent,
    RouterLink,
    ShareProgressComponent,
    SkeletonComponent,
  ],
  templateUrl: './group-buy-list.html',
  styleUrl: './group-buy-list.scss',
})
export class GroupBuyListPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly names = inject(RegionNames);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly forms = CAMPAIGN_FORM_CODES.map((code) => ({
    code,
    name: CAMPAIGN_FORMS[code],
    words: FORM_WORDS[code],
  }));
  protected readonly states = GROUP_BUY_STATE_CODES.map((code) => ({ code, name: GROUP_BUY_STATES[code] }));
  protected readonly filter = computed(
    () => {
      const region = this.params().get('region') ?? '';
      return {
        form: CAMPAIGN_FORM_CODES.find((code) => code === this.params().get('form')),
        state: GROUP_BUY_STATE_CODES.find((code) => code === this.params().get('state')),
        region: REGION.test(region) ? region : undefined,
      };
    },
    { equal: (a, b) => a.form === b.form && a.state === b.state && a.region === b.region },
  );
  protected readonly filtered = computed(() => Object.values(this.filter()).some(Boolean));
  protected readonly region = this.names.of(() => this.filter().region);

  protected readonly answer = apiResource('listGroupBuys', () => ({ query: this.filter() }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listGroupBuys', { query: { ...this.filter(), cursor } }),
  );
  private readonly now = signal(Date.now());
  protected readonly cards = computed(() =>
    this.list.items().map((item) => ({
      ...item,
      formName: CAMPAIGN_FORMS[item.form],
      statusName: CAMPAIGN_STATUSES[item.status],
      standing: standingWords(item.status, item),
      left: item.status === 'recruiting' ? timeLeft(Date.parse(item.deadline) - this.now()) : '',
      place: item.counties.slice(0, 2).join('、') + (item.counties.length > 2 ? ` 等 ${item.counties.length} 县` : ''),
    })),
  );

  constructor() {
    pageHead(
      () => ({
        title: '以购代捐',
        description: '大家一起买，帮产地把收成卖出去：人数够了才成团，没成团全额退款，钱和货的去向都公开。',
        path: '/group-buys',
        index: !this.filtered(),
      }),
      this.failure,
    );
    const clock = setInterval(() => this.now.set(Date.now()), CLOCK_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
  }

  protected choose(region: RegionRef): void {
    this.names.remember(region);
    this.patch({ region: region.code });
  }

  protected patch(queryParams: { form?: string | null; state?: string | null; region?: string | null }): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }
}
