import { Component, computed, input, output, signal } from '@angular/core';
import type { RegionRef, RouteResponse } from '@yigou/contracts';
import { CountPipe, RegionFieldComponent } from '@yigou/web-ui';
import { type Filter, type FilterPatch, yuanToFen } from './product-filter';

type Facets = RouteResponse<'productFacets'>;
type FacetKey = 'category' | 'channel' | 'mechanism';

const COLLAPSED = 8;

/** The filters with their counts; the same panel stands beside the list and in the drawer on a phone. */
@Component({
  selector: 'app-filter-panel',
  imports: [CountPipe, RegionFieldComponent],
  templateUrl: './filter-panel.html',
  styleUrl: './filter-panel.scss',
})
export class FilterPanelComponent {
  readonly facets = input<Facets | null>(null);
  readonly filter = input.required<Filter>();
  readonly region = input<RegionRef | null>(null);
  readonly changed = output<FilterPatch>();

  protected readonly allCategories = signal(false);
  protected readonly priceError = signal('');
  protected readonly groups = computed(() => {
    const facets = this.facets();
    if (!facets) return [];
    const all: { key: FacetKey; title: string; items: Facets['categories'] }[] = [
      {
        key: 'category',
        title: '品类',
        items: this.allCategories() ? facets.categories : facets.categories.slice(0, COLLAPSED),
      },
      { key: 'mechanism', title: '带贫机制', items: facets.mechanisms },
      { key: 'channel', title: '适合渠道', items: facets.channels },
    ];
    return all.filter((group) => group.items.length > 0);
  });
  protected readonly hidden = computed(() => Math.max(0, (this.facets()?.categories.length ?? 0) - COLLAPSED));
  protected readonly provinces = computed(() => (this.region() ? [] : (this.facets()?.provinces ?? []).slice(0, 6)));

  protected toggle(key: FacetKey, value: string): void {
    this.changed.emit({ [key]: this.filter()[key] === value ? null : value });
  }

  protected yuan(fen: number | undefined): string {
    return fen === undefined ? '' : String(fen / 100);
  }

  protected applyPrice(event: Event, min: string, max: string): void {
    event.preventDefault();
    const minFen = min.trim() ? yuanToFen(min) : null;
    const maxFen = max.trim() ? yuanToFen(max) : null;
    if ((min.trim() && minFen === null) || (max.trim() && maxFen === null)) {
      this.priceError.set('请填写金额，如 20 或 19.9');
      return;
    }
    this.priceError.set('');
    const swap = minFen !== null && maxFen !== null && minFen > maxFen;
    this.changed.emit(swap ? { minFen: maxFen, maxFen: minFen } : { minFen, maxFen });
  }
}
