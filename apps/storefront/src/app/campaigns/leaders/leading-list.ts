import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_STATUSES, LEADER_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  InstantPipe,
  PhotoComponent,
  SkeletonComponent,
} from '@yigou/web-ui';

/** 我的帮卖: campaigns that one gathers people for, the latest first. */
@Component({
  selector: 'app-leading-list',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    InstantPipe,
    PhotoComponent,
    RouterLink,
    SkeletonComponent,
  ],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">我的帮卖</h1>
      @if (failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="answer.reload()" />
      } @else if (answer.latest()) {
        <ul class="rows">
          @for (row of rows(); track row.campaign.id) {
            <li>
              <a class="yg-card row" [routerLink]="['/my/leading', row.campaign.id]" data-testid="leading-row">
                <yg-photo [photoKey]="row.campaign.photo" sizes="72px" />
                <span class="what">
                  <strong>{{ row.campaign.title }}</strong>
                  <span class="small">
                    {{ row.people | count }} 人 {{ row.shares | count }} 份 · 全团
                    {{ row.campaign.paidShares | count }} / {{ row.campaign.thresholdShares | count }} 份成团
                  </span>
                  <span class="muted small">
                    {{ row.campaignWord }} · {{ row.campaign.deadline | instant: 'short' }} 截止
                    @if (row.pointName) {
                      · 自提点 {{ row.pointName }}
                    }
                  </span>
                </span>
                <span class="state" [attr.data-state]="row.status">{{ row.word }}</span>
              </a>
            </li>
          } @empty {
            <li>
              <yg-empty-state
                icon="people"
                heading="还没有帮卖的活动"
                text="在正在招募的活动页点“成为团长”，发起人同意后就有您的专属链接。"
              >
                <a class="yg-button yg-button--main" routerLink="/group-buys">看正在招募的活动</a>
              </yg-empty-state>
            </li>
          }
        </ul>
        @if (list.cursor()) {
          <p class="more">
            <button type="button" class="yg-button" [disabled]="list.loading()" (click)="list.more()">
              {{ list.loading() ? '正在加载' : '加载更多' }}
            </button>
          </p>
        }
        @if (list.problem()) {
          <p class="notice notice--bad" role="alert">{{ list.problem() }}</p>
        }
      } @else {
        <span class="yg-sr-only" role="status">正在加载</span>
        <yg-skeleton height="320px" />
      }
    </div>
  `,
  styleUrl: './leaders.scss',
})
export class LeadingListPage {
  private readonly api = inject(ApiClient);

  protected readonly answer = apiResource('listLeading');
  protected readonly failure = this.answer.failure;
  protected readonly list = new Paged(this.answer, (cursor) => this.api.call('listLeading', { query: { cursor } }));
  protected readonly rows = computed(() =>
    this.list.items().map((row) => ({
      ...row,
      word: LEADER_STATUSES[row.status],
      campaignWord: CAMPAIGN_STATUSES[row.campaign.status],
    })),
  );
}
