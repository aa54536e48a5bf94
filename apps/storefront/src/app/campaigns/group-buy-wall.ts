import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_FORMS, CAMPAIGN_STATUSES, MOST_COUNTED_PEOPLE } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  IconComponent,
  InstantPipe,
  PhotoComponent,
  SkeletonComponent,
  TimelineComponent,
  type TimelineEntry,
} from '@yigou/web-ui';
import { pageHead } from '../shell/page-head';
import { CampaignImpactComponent } from './fulfilment/campaign-impact';
import { ProgressReportsComponent } from './progress-reports';

/** What became of a group purchase that succeeded: what was bought of whom, where it is, and who took part. */
@Component({
  selector: 'app-group-buy-wall',
  imports: [
    CampaignImpactComponent,
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    IconComponent,
    InstantPipe,
    PhotoComponent,
    ProgressReportsComponent,
    RouterLink,
    SkeletonComponent,
    TimelineComponent,
  ],
  templateUrl: './group-buy-wall.html',
  styleUrl: './group-buy-wall.scss',
})
export class GroupBuyWallPage {
  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getGroupBuyWall', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly wall = this.answer.latest;
  protected readonly words = computed(() => {
    const wall = this.wall();
    if (!wall) return null;
    return {
      form: CAMPAIGN_FORMS[wall.form],
      status: CAMPAIGN_STATUSES[wall.status],
      people: wall.people >= MOST_COUNTED_PEOPLE ? `${MOST_COUNTED_PEOPLE / 10_000} 万多` : String(wall.people),
      others: wall.people - wall.thanks.length,
    };
  });
  protected readonly steps = computed((): TimelineEntry[] =>
    (this.wall()?.steps ?? [])
      .map(({ to, at }, place, all): TimelineEntry => ({
        title: CAMPAIGN_STATUSES[to],
        at,
        mark: place === all.length - 1 ? 'now' : 'past',
      }))
      .reverse(),
  );

  constructor() {
    pageHead(() => {
      const wall = this.wall();
      if (!wall) return null;
      return {
        title: `成果：${wall.title}`,
        description: `以购代捐活动“${wall.title}”的成果：${this.words()?.people ?? ''}人参加，货款和农户收益逐笔公开。`,
        path: `/group-buys/${this.id()}/results`,
      };
    }, this.failure);
  }
}
