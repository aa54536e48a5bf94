import { Component, computed, inject, linkedSignal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { RegionRef } from '@yigou/contracts';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  RegionFieldComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { pageHead } from '../shell/page-head';
import { RegionNames } from '../regions/region-names';
import { daysLeftWords } from './publicity-clock';

const REGION = /^\d{6}$/;

/** What counties are about to certify, 公示: open to everybody's objection for some days. The address bar holds the filter. */
@Component({
  selector: 'app-publicity-list',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    InstantPipe,
    RegionFieldComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './publicity-list.html',
  styleUrl: './publicity-list.scss',
})
export class PublicityListPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly names = inject(RegionNames);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly filter = computed(
    () => {
      const region = this.params().get('region') ?? '';
      const q = (this.params().get('q') ?? '').trim().slice(0, 60);
      return { region: REGION.test(region) ? region : undefined, q: q || undefined };
    },
    { equal: (a, b) => a.region === b.region && a.q === b.q },
  );
  protected readonly typed = linkedSignal(() => this.filter().q ?? '');
  protected readonly filtered = computed(() => !!(this.filter().region ?? this.filter().q));

  protected readonly answer = apiResource('listPublicity', () => ({ query: this.filter() }));
  protected readonly region = this.names.of(() => this.filter().region);
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listPublicity', { query: { ...this.filter(), cursor } }),
  );
  protected readonly rows = computed(() =>
    this.list.items().map((item) => ({ ...item, left: daysLeftWords(item.endsAt, Date.now()) })),
  );

  constructor() {
    pageHead(
      () => ({
        title: '认定公示',
        description: '正在公示的扶贫产品认定申请：谁申请、产自哪里、带动多少农户。公示期内任何人都可以提出异议。',
        path: '/publicity',
        index: !this.filtered(),
      }),
      this.failure,
    );
  }

  protected search(event: Event): void {
    event.preventDefault();
    this.patch({ q: this.typed().trim() || null });
  }

  protected choose(region: RegionRef): void {
    this.names.remember(region);
    this.patch({ region: region.code });
  }

  protected patch(queryParams: { q?: string | null; region?: string | null }): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }
}
