import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_FORMS, CAMPAIGN_STATUSES, MOST_COUNTED_PEOPLE, ORGANISATION_KINDS } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import {
  CalendarDatePipe,
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  GramsPipe,
  IconComponent,
  InstantPipe,
  PhotoComponent,
  PriceComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { pageHead, SHOP_ORIGIN } from '../shell/page-head';
import { campaignHead } from './campaign-head';
import { watchCampaign } from './campaign-watch';
import { deliveryWords, FORM_WORDS, hasResults, sharesLeft, standingWords, timeLeft } from './campaign-words';
import { leaderOfLink } from './leaders/leader-link';
import { ProgressReportsComponent } from './progress-reports';
import { ReportCampaignComponent } from './report-campaign';
import { ShareCampaignComponent } from './share-campaign';
import { ShareProgressComponent } from './share-progress';

/** A group purchase as everybody sees it: how far it is, moving by itself, and all that is worth knowing before joining. */
@Component({
  selector: 'app-group-buy-page',
  imports: [
    CalendarDatePipe,
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    GramsPipe,
    IconComponent,
    InstantPipe,
    PhotoComponent,
    PriceComponent,
    ProgressReportsComponent,
    ReportCampaignComponent,
    RouterLink,
    ShareCampaignComponent,
    ShareProgressComponent,
    SkeletonComponent,
  ],
  templateUrl: './group-buy-page.html',
  styleUrl: './group-buy-page.scss',
})
export class GroupBuyPage {
  /** Bound from the address; `via` is the code of the sub-leader whose link was followed. */
  readonly id = input.required<string>();
  readonly via = input<string>();

  protected readonly answer = apiResource('getGroupBuy', () => ({ params: { id: this.id() } }));
  /** Whose link was followed, where it counts. */
  protected readonly leader = leaderOfLink(
    () => this.id(),
    () => this.via(),
  );
  protected readonly failure = this.answer.failure;
  private readonly watched = watchCampaign(() => this.id(), this.answer);
  protected readonly campaign = this.watched.campaign;
  protected readonly isLive = this.watched.isLive;
  protected readonly sharing = signal(false);
  protected readonly reporting = signal(false);

  protected readonly left = computed(() => timeLeft(this.watched.leftMs()));
  protected readonly words = computed(() => {
    const campaign = this.campaign();
    if (!campaign) return null;
    const { form, status, deliveryMode, recipientName, byList, people, organiser } = campaign;
    const { succeeded, failed, cancelled } = organiser.record;
    return {
      form: CAMPAIGN_FORMS[form],
      formMeans: FORM_WORDS[form],
      status: CAMPAIGN_STATUSES[status],
      standing: standingWords(status, campaign),
      delivery: deliveryWords(deliveryMode, recipientName, byList),
      people: people >= MOST_COUNTED_PEOPLE ? `${MOST_COUNTED_PEOPLE / 10_000} 万多人` : `${people} 人`,
      organiser: organiser.kind ? ORGANISATION_KINDS[organiser.kind] : '个人',
      first: succeeded + failed + cancelled === 0,
    };
  });
  protected readonly joinable = computed(() => {
    const campaign = this.campaign();
    return campaign?.status === 'recruiting' && this.watched.leftMs() > 0 && sharesLeft(campaign) > 0;
  });
  protected readonly results = computed(() => hasResults(this.campaign()?.status ?? 'recruiting'));
  protected readonly paragraphs = computed(() => (this.campaign()?.story ?? '').split(/\n+/).filter(Boolean));
  protected readonly counties = computed(() => this.campaign()?.counties.join('、') || '未公布');

  constructor() {
    const origin = inject(SHOP_ORIGIN);
    pageHead(() => {
      const campaign = this.answer.latest();
      return campaign && campaignHead(campaign, origin);
    }, this.failure);
  }
}
