import { inject, Injectable } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';

type Region = RouteResponse<'listRegions'>['items'][number];

/** Names of places. Lists of divisions change once a year at most, so each is asked for once. */
@Injectable({ providedIn: 'root' })
export class Regions {
  private readonly api = inject(ApiClient);
  private readonly below = new Map<string, Promise<Region[]>>();

  children(parent?: string): Promise<Region[]> {
    const key = parent ?? '';
    let list = this.below.get(key);
    if (!list) {
      list = this.api.call('listRegions', { query: { parent } }).then((answer) => answer.items);
      list.catch(() => this.below.delete(key));
      this.below.set(key, list);
    }
    return list;
  }
}
