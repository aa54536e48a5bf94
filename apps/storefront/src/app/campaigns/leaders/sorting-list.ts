import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource, apiUrl } from '@yigou/web-data';
import { CountPipe, ErrorStateComponent, IconComponent, SkeletonComponent } from '@yigou/web-ui';

/** 分拣单、提货单 of the own point: what comes in all, and who fetches what; also as a table and on paper. */
@Component({
  selector: 'app-sorting-list',
  imports: [CountPipe, ErrorStateComponent, IconComponent, RouterLink, SkeletonComponent],
  template: `
    <div class="page page--narrow">
      <nav class="breadcrumb" aria-label="位置">
        <a routerLink="/my/leading">我的帮卖</a><yg-icon name="right" [size]="14" />
        <a [routerLink]="['/my/leading', id()]">活动</a><yg-icon name="right" [size]="14" /><span>分拣单</span>
      </nav>
      @if (failure(); as error) {
        <yg-error-state [message]="error.message" [requestId]="error.requestId" (retry)="answer.reload()">
          <a class="yg-button" [routerLink]="['/my/leading', id()]">返回</a>
        </yg-error-state>
      } @else if (list(); as l) {
        <header class="head">
          <div>
            <h1 class="page-title">分拣单：{{ l.title }}</h1>
            <p class="muted">{{ l.number }} · {{ l.point.name }}（{{ l.point.place }}）</p>
          </div>
        </header>
        <p data-testid="sorting-sum">
          共 {{ l.people.length | count }} 人 {{ l.shares | count }} 份，已领取 {{ l.handedShares | count }} 份
        </p>
        <div class="acts no-print">
          <a class="yg-button yg-button--main" [href]="pdf()" download data-testid="sorting-pdf">
            <yg-icon name="download" [size]="18" />下载 PDF
          </a>
          <a class="yg-button" [href]="xlsx()" download data-testid="sorting-xlsx">
            <yg-icon name="download" [size]="18" />下载表格
          </a>
          <a class="yg-button" [routerLink]="['/my/leading', id(), 'hand-out']">去分发</a>
        </div>
        <section class="yg-card" aria-labelledby="goods-title">
          <h2 id="goods-title">货品合计</h2>
          <ul class="people">
            @for (good of l.goods; track good.name) {
              <li data-testid="sorting-good">
                <span
                  >{{ good.name }}
                  @if (good.instead) {
                    <span class="small line"
                      >替代商品，只给名单中注明“换为”的人，每份 {{ good.perShare | count }} 件</span
                    >
                  } @else {
                    <span class="muted small line">每份 {{ good.perShare | count }} 件</span>
                  }
                  @if (good.ordered < good.pieces) {
                    <span class="bad small line">供货 {{ good.ordered | count }} 件，缺的已退款</span>
                  }
                </span>
                <strong>{{ good.pieces | count }} 件</strong>
              </li>
            }
          </ul>
        </section>
        <section class="yg-card" aria-labelledby="people-title">
          <h2 id="people-title">按人分拣</h2>
          <ul class="people">
            @for (one of l.people; track one.pledges[0]) {
              <li data-testid="sorting-person">
                <span>
                  <strong>{{ one.name }}</strong> <span class="muted small">{{ one.phone }}</span>
                  <span class="muted small line">{{ one.pledges.join('、') }}</span>
                  @if (one.note) {
                    <span class="small line">{{ one.note }}</span>
                  }
                </span>
                <span>{{ one.shares | count }} 份</span>
                <span class="state" [attr.data-state]="one.state === 'done' ? 'active' : 'asked'">
                  {{
                    one.state === 'done' ? '已领取' : one.handedShares ? '已领 ' + one.handedShares + ' 份' : '待领取'
                  }}
                </span>
              </li>
            } @empty {
              <li class="muted">没有人在这里取货。</li>
            }
          </ul>
        </section>
        <p class="muted small">名单含个人信息，导出有记录，用完请销毁。</p>
      } @else {
        <span class="yg-sr-only" role="status">正在加载分拣单</span>
        <yg-skeleton height="420px" />
      }
    </div>
  `,
  styleUrl: './leaders.scss',
})
export class SortingListPage {
  /** Bound from the address: the campaign's. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getSortingList', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly list = this.answer.latest;
  protected readonly pdf = computed(() => apiUrl('sortingListPdf', { id: this.id() }));
  protected readonly xlsx = computed(() => apiUrl('sortingListXlsx', { id: this.id() }));
}
