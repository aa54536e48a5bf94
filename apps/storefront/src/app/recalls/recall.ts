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
          <section class="advice">
            <h2>您应该怎么做</h2>
            <p>{{ one.advice }}</p>
          </section>
          <section>
            <h2>召回的批次</h2>
            <ul>
              @for (batch of one.batches; track batch.number) {
                <li>{{ batch.number }}，{{ batch.harvestedOn }} 采收或生产</li>
              }
            </ul>
          </section>
          <section>
            <h2>原因</h2>
            <p>{{ one.reason }}</p>
          </section>
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
  styles: `
    .lead {
      margin-block-end: var(--yg-space-5);
      color: var(--yg-ink-2);
    }

    article {
      display: grid;
      gap: var(--yg-space-2);
      padding: var(--yg-space-6) var(--yg-space-8);
      margin-block-end: var(--yg-space-5);
    }

    section {
      padding-block-end: var(--yg-space-4);
      border-block-end: 1px solid var(--yg-line);
      margin-block-end: var(--yg-space-2);
    }

    h2 {
      margin-block-end: var(--yg-space-1);
      font-size: var(--yg-text-16);
    }

    .advice {
      padding: var(--yg-space-4) var(--yg-space-5);
      border: 0;
      border-radius: var(--yg-radius);
      background: var(--yg-amber-soft);
    }

    li {
      margin-inline-start: var(--yg-space-5);
      list-style: disc;
    }

    @media (max-width: 720px) {
      article {
        padding: var(--yg-space-5) var(--yg-space-4);
      }
    }
  `,
})
export class RecallPage {
  /** Bound from the address. */
  readonly number = input.required<string>();
  protected readonly recall = apiResource('viewPublicRecall', () => ({ params: { number: this.number() } }));
  protected readonly grades = RECALL_GRADES;
  protected readonly statuses = RECALL_STATUSES;
}
