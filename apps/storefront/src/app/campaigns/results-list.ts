import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_FORM_CODES, CAMPAIGN_FORMS, type CampaignForm } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
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
  PhotoComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { pageHead } from '../shell/page-head';

/** Group purchases whose results were made public (成果公示), the latest first, with the figures as they were published. */
@Component({
  selector: 'app-results-list',
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
    PhotoComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './results-list.html',
  styleUrl: './results-list.scss',
})
export class ResultsListPage {
  constructor() {
    pageHead(
      () => ({
        title: '成果公示',
        description: '办成的以购代捐活动：多少人参加、卖了多少货、帮到多少农户，逐一公开。',
        path: '/group-buys/results',
      }),
      () => this.failure(),
    );
  }

  private readonly api = inject(ApiClient);

  protected readonly forms = CAMPAIGN_FORM_CODES.map((code) => ({ code, name: CAMPAIGN_FORMS[code] }));
  protected readonly form = signal<CampaignForm | undefined>(undefined);
  protected readonly answer = apiResource('listResults', () => ({ query: { form: this.form() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listResults', { query: { form: this.form(), cursor } }),
  );
  protected readonly rows = computed(() =>
    this.list.items().map((item) => ({ ...item, formName: CAMPAIGN_FORMS[item.form] })),
  );
}
