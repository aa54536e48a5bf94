import { inject, Injectable } from '@angular/core';
import type { RegionRef } from '@yigou/contracts';
import { ApiClient } from '@yigou/web-data';

/** The name behind a region code in the address bar. */
@Injectable({ providedIn: 'root' })
export class RegionNames {
  private readonly api = inject(ApiClient);
  private readonly known = new Map<string, RegionRef>();

  remember(region: RegionRef): void {
    this.known.set(region.code, region);
  }

  async find(code: string): Promise<RegionRef | null> {
    const known = this.known.get(code);
    if (known) return known;
    const province = await this.child(undefined, `${code.slice(0, 2)}0000`);
    if (!province) return null;
    if (code.endsWith('0000')) return this.keep(province.code, province.name, [province.name]);
    const prefecture = await this.child(province.code, `${code.slice(0, 4)}00`);
    if (code.endsWith('00') && prefecture)
      return this.keep(prefecture.code, prefecture.name, [province.name, prefecture.name]);
    // Counties governed by their province directly have no prefecture above them.
    const county = await this.child(prefecture?.code ?? province.code, code);
    if (!county) return null;
    const path = prefecture ? [province.name, prefecture.name, county.name] : [province.name, county.name];
    return this.keep(county.code, county.name, path);
  }

  private async child(parent: string | undefined, code: string) {
    const { items } = await this.api.call('listRegions', { query: { parent } });
    return items.find((item) => item.code === code);
  }

  private keep(code: string, name: string, path: readonly string[]): RegionRef {
    const region = { code, name, path: path.join(' ') };
    this.remember(region);
    return region;
  }
}
