import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import {
  CardSkeletonsComponent,
  CountPipe,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  formatFenShort,
  GramsPipe,
  IconComponent,
  PhotoComponent,
  ProductCardComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { EndingSoonComponent } from '../campaigns/ending-soon';
import { pageHead, SHOP_ORIGIN } from '../shell/page-head';
import { SearchBoxComponent } from './search-box';
import { homeHead } from './shop-head';

const BOARD_ROWS = 7;

@Component({
  selector: 'app-home',
  imports: [
    CardSkeletonsComponent,
    CountPipe,
    EndingSoonComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    GramsPipe,
    IconComponent,
    PhotoComponent,
    ProductCardComponent,
    RouterLink,
    SearchBoxComponent,
    SkeletonComponent,
  ],
  templateUrl: './home.html',
  styleUrl: './home.scss',
})
export class HomePage {
  protected readonly home = apiResource('home');
  protected readonly failure = this.home.failure;
  protected readonly view = this.home.latest;
  /** What sells now, and where that is little what is new, by the price of 500 g: the board that hangs over every market stall. */
  protected readonly board = computed(() =>
    [...(this.view()?.popular ?? []), ...(this.view()?.newest ?? [])]
      .filter((product) => product.unitPriceFen !== null)
      .slice(0, BOARD_ROWS),
  );
  protected readonly categories = computed(() => (this.view()?.categories ?? []).filter((c) => c.parentSlug === null));
  protected readonly sales = computed(() => formatFenShort(this.view()?.year.salesFen ?? 0));
  protected readonly year = new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format();

  constructor() {
    const origin = inject(SHOP_ORIGIN);
    pageHead(() => {
      const view = this.view();
      return view && homeHead(view, origin);
    }, this.failure);
  }
}
