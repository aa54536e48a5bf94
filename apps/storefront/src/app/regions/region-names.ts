import { computed, Injectable, type Signal } from '@angular/core';
import type { RegionRef } from '@yigou/contracts';
import { regionOf } from '@yigou/web-data';

/** Places by their code, for addresses that name one. What was chosen on a page before is known already. */
@Injectable({ providedIn: 'root' })
export class RegionNames {
  private readonly known = new Map<string, RegionRef>();

  remember(region: RegionRef): void {
    this.known.set(region.code, region);
  }

  /** The place of a code that may change; null until it is known. For a field of a component. */
  of(code: () => string | null | undefined): Signal<RegionRef | null> {
    const known = computed(() => this.known.get(code() ?? ''));
    const found = regionOf(() => (known() ? null : code()));
    return computed(() => known() ?? found());
  }
}
