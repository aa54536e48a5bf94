import { inject, Injectable } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';

export interface RegionOption {
  readonly code: string;
  readonly path: string;
}
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

  async search(words: string): Promise<RegionOption[]> {
    if (!words) return (await this.children()).map(({ code, name }) => ({ code, path: name }));
    return (await this.api.call('searchRegions', { query: { q: words } })).items;
  }

  /** “甘肃省 定西市 渭源县” for a code, walking down from the province. */
  async path(code: string): Promise<string> {
    const names: string[] = [];
    let parent: string | undefined;
    for (const step of [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`, code]) {
      const region: Region | undefined = (await this.children(parent)).find((one) => one.code === step);
      if (region) {
        names.push(region.name);
        parent = region.code;
      }
      if (step === code) break;
    }
    return names.join(' ') || code;
  }
}
