import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { PLEDGE_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  InstantPipe,
  PhotoComponent,
  PriceComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { pledgeWords } from './pledge-words';

/** 我的参与: what somebody took of group purchases, the latest first. */
@Component({
  selector: 'app-pledge-list',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    InstantPipe,
    PhotoComponent,
    PriceComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './pledge-list.html',
  styleUrl: './pledge-list.scss',
})
export class PledgeListPage {
  private readonly api = inject(ApiClient);

  protected readonly answer = apiResource('listPledges');
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) => this.api.call('listPledges', { query: { cursor } }));
  protected readonly rows = computed(() =>
    this.list
      .items()
      .map((pledge) => ({ ...pledge, words: pledgeWords(pledge), name: PLEDGE_STATUSES[pledge.status] })),
  );
}
