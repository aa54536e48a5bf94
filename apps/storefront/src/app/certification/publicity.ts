import { Component, computed, DestroyRef, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  GramsPipe,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
} from '@yigou/web-ui';
import { pageHead } from '../shell/page-head';
import { ObjectionFormComponent } from './objection-form';
import { clockOf, percentOver } from './publicity-clock';

/** What is left is said by the hour: looking once a minute is enough, and nothing on the page moves in between. */
const TICK_MS = 60_000;

/** One publication, 公示: all that the public may see of it, how long there is to object, and the form to do so. */
@Component({
  selector: 'app-publicity',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    GramsPipe,
    IconComponent,
    InstantPipe,
    ObjectionFormComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './publicity.html',
  styleUrl: './publicity.scss',
})
export class PublicityPage {
  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getPublicity', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly publicity = this.answer.latest;
  private readonly now = signal(Date.now());
  protected readonly clock = computed(() => {
    const publicity = this.publicity();
    return publicity ? clockOf(publicity, this.now()) : null;
  });
  protected readonly percent = computed(() => {
    const publicity = this.publicity();
    return publicity ? percentOver(publicity.startedAt, publicity.endsAt, this.now()) : 0;
  });
  /** What was filed here stays on screen, also when the page is read again. */
  protected readonly filed = signal(false);

  constructor() {
    pageHead(() => {
      const publicity = this.publicity();
      if (!publicity) return null;
      const { id, productName, supplierName, county, households } = publicity;
      return {
        title: `公示：${productName}`,
        description: `${supplierName}申请认定${productName}为扶贫产品，产自${county.path}，带动${households}户。公示期内任何人都可以提出异议。`,
        path: `/publicity/${id}`,
      };
    }, this.failure);
    const timer = setInterval(() => this.now.set(Date.now()), TICK_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
