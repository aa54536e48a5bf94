import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { RegionRef } from '@yigou/contracts';
import { ApiClient, apiGather, apiResource } from '@yigou/web-data';
import { CountPipe, ErrorStateComponent, RegionPickerComponent, SkeletonComponent } from '@yigou/web-ui';
import { ProvinceMapComponent } from './province-map';
import { RegionNames } from './region-names';

/** The way in by place: the provinces on a map of tiles, each opening its prefectures and counties of the 832, or a search. */
@Component({
  selector: 'app-counties',
  imports: [CountPipe, ErrorStateComponent, ProvinceMapComponent, RegionPickerComponent, RouterLink, SkeletonComponent],
  templateUrl: './counties.html',
  styleUrl: './counties.scss',
})
export class CountiesPage {
  /** Bound from the address: the province that a county’s page leads back to. */
  readonly province = input<string>();
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly names = inject(RegionNames);

  private readonly provinceAnswer = apiResource('listRegions', () => ({ query: {} }));
  protected readonly failure = this.provinceAnswer.failure;
  protected readonly provinces = computed(() =>
    this.provinceAnswer.hasValue() ? this.provinceAnswer.value().items.filter((item) => item.poverty) : null,
  );
  protected readonly chosen = linkedSignal<string | null>(() => this.province() ?? null);
  protected readonly open = computed(
    () => this.provinces()?.find((item) => item.code === this.chosen()) ?? this.provinces()?.[0] ?? null,
  );

  private readonly countyAnswer = apiGather(
    () => this.open()?.code,
    (province) => this.load(province),
  );
  protected readonly countyFailure = this.countyAnswer.failure;
  protected readonly prefectures = this.countyAnswer.latest;
  protected readonly countyCount = computed(() =>
    (this.prefectures() ?? []).reduce((sum, prefecture) => sum + prefecture.counties.length, 0),
  );

  protected reload(): void {
    this.provinceAnswer.reload();
    this.countyAnswer.reload();
  }

  protected go(region: RegionRef): void {
    this.names.remember(region);
    const county = !region.code.endsWith('00');
    void (county
      ? this.router.navigate(['/counties', region.code])
      : this.router.navigate(['/products'], { queryParams: { region: region.code } }));
  }

  private async load(province: string) {
    const below = (await this.api.call('listRegions', { query: { parent: province } })).items.filter((x) => x.poverty);
    const direct = below.filter((item) => item.leaf);
    const groups = await Promise.all(
      below
        .filter((item) => !item.leaf)
        .map(async (prefecture) => {
          const { items } = await this.api.call('listRegions', { query: { parent: prefecture.code } });
          return { code: prefecture.code, name: prefecture.name, counties: items.filter((item) => item.poverty) };
        }),
    );
    // What is governed by the province directly has no prefecture above it, or is one without counties.
    return direct.length ? [...groups, { code: province, name: '省直辖', counties: direct }] : groups;
  }
}
