import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { RECALL_GRADES, RECALL_STATUSES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import { ErrorStateComponent, InstantPipe, SkeletonComponent } from '@yigou/web-ui';

/** One recall, for everybody: product, batches, reason, and what to do. */
@Component({
  selector: 'app-recall',
  imports: [ErrorStateComponent, InstantPipe, RouterLink, SkeletonComponent],
  template: `
    <div class="page page--narrow">
      @if (recall.failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="recall.reload()" />
      } @else if (recall.latest(); as one) {
        <h1 class="page-title">召回：{{ one.productName }}</h1>
        <p class="lead">{{ grades[one.grade] }} · {{ statuses[one.status] }}</p>
        <article class="yg-card" data-testid="recall-view">
          <h2>您应该怎么做</h2>
          <p>{{ one.advice }}</p>
          <h2>召回的批次</h2>
          <ul>
            @for (batch of one.batches; track batch.number) {
              <li>{{ batch.number }}，{{ batch.harvestedOn }} 采收或生产</li>
            }
          </ul>
          <h2>原因</h2>
          <p>{{ one.reason }}</p>
          <p class="muted small">
            {{ one.supplierName }}，证书 {{ one.certificateNumber }}；{{ one.openedAt | instant }} 启动，编号
            {{ one.number }}
          </p>
        </article>
        <p><a routerLink="/recalls">全部召回</a></p>
      } @else {
        <yg-skeleton />
      }
    </div>
  `,
})
export class RecallPage {
  /** Bound from the address. */
  readonly number = input.required<string>();
  protected readonly recall = apiResource('viewPublicRecall', () => ({ params: { number: this.number() } }));
  protected readonly grades = RECALL_GRADES;
  protected readonly statuses = RECALL_STATUSES;
}
