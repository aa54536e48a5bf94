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
  RegionFieldComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { RegionNames } from '../../regions/region-names';
import { NeedProgressComponent } from './need-progress';

const REGION = /^\d{6}$/;
const SLUG = /^[a-z][a-z0-9-]{0,39}$/;
interface Patch {
  readonly q?: string | null;
  readonly region?: string | null;
  readonly category?: string | null;
  readonly missing?: string | null;
}

/** What hospitals, schools, welfare homes and places in distress need, 受赠需求: open to everybody who wants to start a campaign for it. The address bar holds the filter. */
@Component({
  selector: 'app-need-board',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    NeedProgressComponent,
    RegionFieldComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './need-board.html',
  styleUrl: './needs.scss',
})
export class NeedBoardPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly names = inject(RegionNames);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly filter = computed(
    () => {
      const [region, category] = [this.params().get('region') ?? '', this.params().get('category') ?? ''];
      return {
        region: REGION.test(region) ? region : undefined,
        category: SLUG.test(category) ? category : undefined,
        missing: this.params().get('missing') === '1' ? ('1' as const) : undefined,
        q: (this.params().get('q') ?? '').trim().slice(0, 60) || undefined,
      };
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  protected readonly typed = linkedSignal(() => this.filter().q ?? '');
  protected readonly filtered = computed(() => Object.values(this.filter()).some(Boolean));
  protected readonly categories = apiResource('listCategories');

  protected readonly answer = apiResource('listNeeds', () => ({ query: this.filter() }));
  protected readonly region = this.names.of(() => this.filter().region);
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listNeeds', { query: { ...this.filter(), cursor } }),
  );

  protected search(event: Event): void {
    event.preventDefault();
    this.patch({ q: this.typed().trim() || null });
  }

  protected choose(region: RegionRef): void {
    this.names.remember(region);
    this.patch({ region: region.code });
  }

  protected clear(): void {
    this.patch({ q: null, region: null, category: null, missing: null });
  }

  protected patch(queryParams: Patch): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }
}
