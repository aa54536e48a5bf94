import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { HELPER_TITLES } from '@yigou/contracts/labels';
import { apiResource } from '@yigou/web-data';
import {
  CalendarDatePipe,
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  SkeletonComponent,
} from '@yigou/web-ui';

/** For whom I may act, 我的代办: households and suppliers that cannot use the web and consented. */
@Component({
  selector: 'app-mandates',
  imports: [
    CalendarDatePipe,
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    RouterLink,
    SkeletonComponent,
  ],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">我的代办</h1>
      <p class="lead">农户或供应商不便上网，并签了同意书，由您代为办理。您做的每一步都会记下，本人随时可以查。</p>
      @if (failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="answer.reload()" />
      } @else if (items(); as list) {
        <ul>
          @for (item of list; track item.id) {
            <li class="yg-card" [class.over]="!item.live" data-testid="mandate">
              <yg-icon [name]="item.subject.kind === 'household' ? 'home' : 'people'" [size]="24" />
              <div class="what">
                <h2>{{ item.subject.name }}</h2>
                <p class="muted small">{{ item.region.path }} · {{ item.titleWord }}</p>
                <p class="small">
                  @if (item.live) {
                    有效到{{ item.endsOn | calendarDate }}，已代办{{ item.acts | count }}次
                  } @else if (item.revokedAt) {
                    已收回，不能再代办
                  } @else {
                    {{ item.endsOn | calendarDate }}到期，不能再代办
                  }
                </p>
              </div>
              <div class="actions">
                @if (item.live && item.subject.kind === 'household') {
                  <a class="yg-button yg-button--main" [routerLink]="['/mandates', item.id]">代为办理</a>
                } @else if (item.live) {
                  <p class="small muted">请在供应商工作台办理</p>
                }
                <a class="yg-button" [routerLink]="['/mandate-log', item.code]">代办记录</a>
              </div>
            </li>
          }
        </ul>
        @if (!list.length) {
          <yg-empty-state
            icon="people"
            heading="还没有人委托您代办"
            text="农户或供应商签好同意书后，由县里的管理员登记，这里就会出现。"
          />
        }
      } @else {
        <span class="yg-sr-only" role="status">正在加载</span>
        <yg-skeleton height="110px" />
      }
    </div>
  `,
  styles: `
    .lead {
      margin-block-end: 20px;
      color: var(--yg-ink-2);
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 12px 18px;
      align-items: center;
      padding: 20px 24px;
    }
    li + li {
      margin-block-start: 12px;
    }
    li > yg-icon {
      color: var(--yg-field);
    }
    .over > yg-icon {
      color: var(--yg-muted);
    }
    .what {
      flex: 1 1 240px;
    }
    h2 {
      font-size: 18px;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 10px;
      align-items: center;
    }
    @media (max-width: 720px) {
      li {
        padding: 16px;
      }
      li > yg-icon {
        display: none;
      }
      .actions {
        width: 100%;
      }
      .actions .yg-button {
        flex: 1;
      }
    }
  `,
})
export class MandatesPage {
  protected readonly answer = apiResource('listMyMandates');
  protected readonly failure = this.answer.failure;
  protected readonly items = computed(() =>
    this.answer.hasValue()
      ? this.answer.value().items.map((item) => ({ ...item, titleWord: HELPER_TITLES[item.title] }))
      : null,
  );
}
