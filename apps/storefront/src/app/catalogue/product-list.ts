import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { BENEFIT_MECHANISMS, CHANNELS, PRODUCT_SORT_CODES, PRODUCT_SORTS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import {
  CardSkeletonsComponent,
  CountPipe,
  DialogComponent,
  EmptyStateComponent,
  ErrorStateComponent,
  formatFen,
  IconComponent,
  ProductCardComponent,
} from '@yigou/web-ui';
import { CompareLinkComponent, CompareToggleComponent } from '../purchasing/compare-toggle';
import { CompareTray } from '../purchasing/compare-tray';
import { RegionNames } from '../regions/region-names';
import { pageHead, SHOP_ORIGIN } from '../shell/page-head';
import { FilterPanelComponent } from './filter-panel';
import { type FilterKey, type FilterPatch, readFilter } from './product-filter';
import { listHead } from './shop-head';

interface Chosen {
  readonly keys: readonly FilterKey[];
  readonly label: string;
}

@Component({
  selector: 'app-product-list',
  imports: [
    CardSkeletonsComponent,
    CompareLinkComponent,
    CompareToggleComponent,
    CountPipe,
    DialogComponent,
    EmptyStateComponent,
    ErrorStateComponent,
    FilterPanelComponent,
    IconComponent,
    ProductCardComponent,
    RouterLink,
  ],
  templateUrl: './product-list.html',
  styleUrl: './product-list.scss',
})
export class ProductListPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly regionNames = inject(RegionNames);
  /** Who sits in a unit puts goods side by side. */
  protected readonly compares = inject(CompareTray).open;
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly filter = computed(() => readFilter(this.params()), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  private readonly facetFilter = computed(
    () => {
      const { sort: _sort, ...filter } = this.filter();
      return filter;
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );

  protected readonly first = apiResource('listProducts', () => ({ query: this.filter() }));
  private readonly facetAnswer = apiResource('productFacets', () => ({ query: this.facetFilter() }));
  protected readonly region = this.regionNames.of(() => this.filter().region);
  /** A county has a page of its own; a province or prefecture has not. */
  protected readonly countyPage = computed(() => {
    const region = this.region();
    return region && !region.code.endsWith('00') ? region : null;
  });
  private readonly categories = apiResource('listCategories');

  protected readonly failure = this.first.failure;
  protected readonly page = this.first.latest;
  protected readonly facets = this.facetAnswer.latest;
  protected readonly list = new Paged(this.first, (cursor) =>
    this.api.call('listProducts', { query: { ...this.filter(), cursor } }),
  );

  protected readonly drawer = signal(false);
  protected readonly sorts = PRODUCT_SORT_CODES.map((code) => ({ code, label: PRODUCT_SORTS[code] }));

  private readonly categoryName = computed(() => {
    const slug = this.filter().category;
    if (!slug || !this.categories.hasValue()) return null;
    return this.categories.value().items.find((category) => category.slug === slug)?.name ?? null;
  });
  protected readonly heading = computed(() => {
    const { q, region, category } = this.filter();
    if (q) return `“${q}”的搜索结果`;
    const place = region ? (this.region()?.name ?? '所选地区') : '';
    const what = category ? (this.categoryName() ?? '所选品类') : '';
    if (place && what) return `${place}的${what}`;
    return place ? `${place}的产品` : what || '全部产品';
  });
  protected readonly chosen = computed<readonly Chosen[]>(() => {
    const f = this.filter();
    const tags: (Chosen | false | undefined)[] = [
      !!f.q && { keys: ['q'], label: `搜索：${f.q}` },
      !!f.region && { keys: ['region'], label: `产地：${this.region()?.name ?? '所选地区'}` },
      !!f.category && { keys: ['category'], label: `品类：${this.categoryName() ?? '所选品类'}` },
      !!f.mechanism && { keys: ['mechanism'], label: BENEFIT_MECHANISMS[f.mechanism] },
      !!f.channel && { keys: ['channel'], label: CHANNELS[f.channel] },
      !!f.certified && { keys: ['certified'], label: f.certified === 'true' ? '认定产品' : '未认定产品' },
      !!f.inStock && { keys: ['inStock'], label: '有货' },
      (f.minFen !== undefined || f.maxFen !== undefined) && {
        keys: ['minFen', 'maxFen'],
        label: this.priceLabel(f.minFen, f.maxFen),
      },
    ];
    return tags.filter((tag): tag is Chosen => !!tag);
  });

  constructor() {
    const origin = inject(SHOP_ORIGIN);
    pageHead(() => {
      const page = this.page();
      return page && listHead(this.heading(), this.filter(), page, origin);
    }, this.failure);
  }

  protected patch(patch: FilterPatch): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: patch, queryParamsHandling: 'merge' });
  }

  protected remove(tag: Chosen): void {
    this.patch(Object.fromEntries(tag.keys.map((key) => [key, null])));
  }

  protected clear(): void {
    const { sort } = this.filter();
    void this.router.navigate([], { relativeTo: this.route, queryParams: sort ? { sort } : {} });
  }

  private priceLabel(minFen: number | undefined, maxFen: number | undefined): string {
    if (minFen === undefined) return `${formatFen(maxFen ?? 0)}以内`;
    return maxFen === undefined ? `${formatFen(minFen)}以上` : `${formatFen(minFen)} – ${formatFen(maxFen)}`;
  }
}
