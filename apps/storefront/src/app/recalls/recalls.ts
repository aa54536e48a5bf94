import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { RECALL_GRADES, RECALL_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import { ErrorStateComponent, InstantPipe, SkeletonComponent } from '@yigou/web-ui';

/** What is recalled, for everybody. */
@Component({
  selector: 'app-recalls',
  imports: [ErrorStateComponent, InstantPipe, RouterLink, SkeletonComponent],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">产品召回</h1>
      <p class="lead">买到召回批次的，请按提示处理。</p>
      @if (list.failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="list.reload()" />
      } @else if (list.latest()) {
        @for (one of rows.items(); track one.number) {
          <article class="yg-card" data-testid="recall">
            <h2>
              <a [routerLink]="['/recalls', one.number]">{{ one.productName }}</a>
            </h2>
            <p>{{ one.supplierName }} · {{ grades[one.grade] }} · {{ statuses[one.status] }}</p>
            <p>{{ one.reason }}</p>
            <p class="muted small">{{ one.openedAt | instant }} 启动，编号 {{ one.number }}</p>
          </article>
        } @empty {
          <p data-testid="recalls-empty">目前没有召回。</p>
        }
        @if (rows.problem()) {
          <p class="notice notice--bad" role="alert">{{ rows.problem() }}</p>
        }
        @if (rows.cursor()) {
          <p class="more">
            <button type="button" class="yg-button" [disabled]="rows.loading()" (click)="rows.more()">
              {{ rows.loading() ? '正在加载' : '再看一些' }}
            </button>
          </p>
        }
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
      margin-block-end: var(--yg-space-4);
    }

    h2 {
      font-size: var(--yg-text-20);
    }

    @media (max-width: 720px) {
      article {
        padding: var(--yg-space-5) var(--yg-space-4);
      }
    }
  `,
})
export class RecallsPage {
  private readonly api = inject(ApiClient);
  protected readonly list = apiResource('listPublicRecalls', () => ({ query: {} }));
  protected readonly rows = new Paged(this.list, (cursor) => this.api.call('listPublicRecalls', { query: { cursor } }));
  protected readonly grades = RECALL_GRADES;
  protected readonly statuses = RECALL_STATUSES;
}
