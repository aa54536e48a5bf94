import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import { EmptyStateComponent, ErrorStateComponent, SkeletonComponent } from '@yigou/web-ui';
import { ParticipationPage } from './participation';

/** 谢谢您: what the money of one's own pledge did, with its certificate. */
@Component({
  selector: 'app-thanks',
  imports: [EmptyStateComponent, ErrorStateComponent, ParticipationPage, RouterLink, SkeletonComponent],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">谢谢您</h1>
      @if (failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="answer.reload()" />
      } @else if (answer.latest(); as own) {
        @if (own.number) {
          <p class="lead">您的货款买下了这些产品，带动了这些农户。这是您的参与证书，谁都可以查验。</p>
          <app-participation [number]="own.number" [own]="true" />
        } @else {
          <yg-empty-state
            icon="clock"
            heading="还没有公示"
            text="发起人分发完并公示以后，您可以在这里看到您的货款做到了什么，并下载参与证书。"
          >
            <a class="yg-button yg-button--main" [routerLink]="['/my/pledges', id()]">我的参与</a>
          </yg-empty-state>
        }
      } @else {
        <span class="yg-sr-only" role="status">正在加载</span>
        <yg-skeleton height="320px" />
      }
    </div>
  `,
  styles: `
    .lead {
      margin-block-end: 16px;
      color: var(--yg-ink-2);
      font-size: 17px;
    }
  `,
})
export class ThanksPage {
  /** Bound from the address. */
  readonly id = input.required<string>();
  protected readonly answer = apiResource('getOwnParticipation', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
}
