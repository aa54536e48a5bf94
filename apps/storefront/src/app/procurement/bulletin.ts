import { Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import {
  CopyTextComponent,
  CountPipe,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
} from '@yigou/web-ui';
import { ShopTitleStrategy } from '../shell/title-strategy';
import { barsOf, rateWords } from './bulletin-bars';
import { SHOP_ORIGIN } from '../shell/page-head';

/** A bulletin (通报) as it was published, for everybody: figures, counties as a picture and as a table, and its address to pass on. */
@Component({
  selector: 'app-bulletin',
  imports: [
    CopyTextComponent,
    CountPipe,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    IconComponent,
    InstantPipe,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './bulletin.html',
  styleUrl: './bulletin.scss',
})
export class BulletinPage {
  private readonly origin = inject(SHOP_ORIGIN);
  private readonly titles = inject(ShopTitleStrategy);

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getPublicBulletin', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly rate = rateWords;
  protected readonly chart = computed(() => barsOf(this.page()?.counties ?? []));
  protected readonly finding = computed(() => {
    const [first] = this.chart().bars;
    return first ? `${first.name}完成率最高，${first.rate}` : '';
  });
  protected readonly address = computed(() => new URL(`/bulletins/${this.id()}`, this.origin).href);

  constructor() {
    effect(() => {
      const page = this.page();
      if (page) this.titles.set(`${page.region} ${page.title}`);
    });
  }
}
