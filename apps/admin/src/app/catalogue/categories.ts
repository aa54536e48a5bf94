import { computed, Injectable, signal, type Signal, untracked } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { apiResource } from '@yigou/web-data';

type Category = RouteResponse<'listCategories'>['items'][number];
export interface CategoryGroup {
  readonly name: string;
  readonly items: readonly Category[];
}

/** The two levels of categories, asked for once. */
@Injectable({ providedIn: 'root' })
export class Categories {
  private readonly wanted = signal(false);
  private readonly loaded = apiResource('listCategories', () => (this.wanted() ? {} : undefined));
  /** Empty until somebody wants them and they are there. */
  readonly known = computed<readonly CategoryGroup[]>(() => group(this.loaded.latest()?.items ?? []));

  /** Asks for them. What failed before is asked for again by each screen that wants them. */
  all(): Signal<readonly CategoryGroup[]> {
    this.wanted.set(true);
    if (untracked(this.loaded.failure)) this.loaded.reload();
    return this.known;
  }
}

/** A parent without children is itself what a product can be in. */
function group(items: readonly Category[]): CategoryGroup[] {
  return items
    .filter((category) => category.parentSlug === null)
    .map((parent) => {
      const children = items.filter((category) => category.parentSlug === parent.slug);
      return { name: parent.name, items: children.length > 0 ? children : [parent] };
    });
}
