import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { AFTERSALES_KINDS, AFTERSALES_CASE_STATUSES, AFTERSALES_TURNS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged } from '@yigou/web-data';
import { EmptyStateComponent, ErrorStateComponent, FenPipe, InstantPipe, SkeletonComponent } from '@yigou/web-ui';

/** A buyer's cases, 我的售后, the newest first; those that wait for them say until when. */
@Component({
  selector: 'app-case-list',
  imports: [EmptyStateComponent, ErrorStateComponent, FenPipe, InstantPipe, RouterLink, SkeletonComponent],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">我的售后</h1>
      @if (answer.failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="answer.reload()" />
      } @else if (answer.latest()) {
        <ul>
          @for (one of list.items(); track one.id) {
            <li>
              <a class="yg-card" [routerLink]="['/after-sales', one.id]" data-testid="case-row">
                <span class="muted small">{{ one.createdAt | instant }} · {{ one.number }}</span>
                <strong>{{ one.goods }}×{{ one.pieces }}</strong>
                <span
                  >{{ kinds[one.kind] }} {{ one.agreedFen ?? one.askedFen | fen }} · {{ statuses[one.status] }}</span
                >
                @if (one.dueAt && turns[one.status] === 'buyer') {
                  <span class="turn">请在 {{ one.dueAt | instant: 'short' }} 前处理</span>
                }
              </a>
            </li>
          } @empty {
            <li>
              <yg-empty-state
                icon="box"
                heading="没有售后申请"
                text="收到的货少了、坏了或者不想要了，在订单里点“申请售后”。"
              >
                <a class="yg-button yg-button--main" routerLink="/orders">我的订单</a>
              </yg-empty-state>
            </li>
          }
        </ul>
        @if (list.cursor()) {
          <button type="button" class="yg-button" [disabled]="list.loading()" (click)="list.more()">
            {{ list.loading() ? '正在加载' : '加载更多' }}
          </button>
        }
        @if (list.problem()) {
          <p class="notice notice--bad" role="alert">{{ list.problem() }}</p>
        }
      } @else {
        <span class="yg-sr-only" role="status">正在加载售后</span>
        <yg-skeleton height="120px" />
      }
    </div>
  `,
  styles: `
    ul {
      display: grid;
      gap: 12px;
      padding: 0;
      list-style: none;
    }
    .yg-card {
      display: grid;
      gap: 4px;
      padding: 16px 20px;
      color: inherit;
      text-decoration: none;
    }
    .turn {
      color: var(--yg-persimmon-deep);
    }
  `,
})
export class CaseListPage {
  private readonly api = inject(ApiClient);
  protected readonly answer = apiResource('listAftersales', () => ({ query: {} }));
  protected readonly list = new Paged(this.answer, (cursor) => this.api.call('listAftersales', { query: { cursor } }));
  protected readonly kinds = AFTERSALES_KINDS;
  protected readonly statuses = AFTERSALES_CASE_STATUSES;
  protected readonly turns = AFTERSALES_TURNS;
}
