import { Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { RegionRef } from '@yigou/contracts';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import {
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  RegionFieldComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { RegionNames } from '../regions/region-names';

const REGION = /^\d{6}$/;

/** What finance departments published of reserved shares, 通报 (R11). The address bar holds the place. */
@Component({
  selector: 'app-bulletin-list',
  imports: [
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    InstantPipe,
    RegionFieldComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './bulletin-list.html',
  styleUrl: './bulletin-list.scss',
})
export class BulletinListPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly names = inject(RegionNames);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });

  protected readonly code = computed(() => {
    const region = this.params().get('region') ?? '';
    return REGION.test(region) ? region : undefined;
  });
  protected readonly region = this.names.of(() => this.code());
  protected readonly answer = apiResource('listPublicBulletins', () => ({ query: { region: this.code() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listPublicBulletins', { query: { region: this.code(), cursor } }),
  );

  protected choose(region: RegionRef): void {
    this.names.remember(region);
    this.go(region.code);
  }

  protected go(region: string | null): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: { region }, queryParamsHandling: 'merge' });
  }
}
