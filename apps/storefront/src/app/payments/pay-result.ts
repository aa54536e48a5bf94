import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';
import { ErrorStateComponent, FenPipe, IconComponent, InstantPipe, SkeletonComponent } from '@yigou/web-ui';

/** Where the provider sends a browser back to in which nobody is signed in: whether it is paid, by the signed address, and nothing else. */
@Component({
  selector: 'app-pay-result',
  imports: [ErrorStateComponent, FenPipe, IconComponent, InstantPipe, RouterLink, SkeletonComponent],
  template: `
    <div class="page page--narrow">
      @if (result.failure(); as e) {
        <yg-error-state heading="支付结果没有查到" [message]="e.message" [retryable]="false">
          <a class="yg-button yg-button--main" routerLink="/login" [queryParams]="back()">登录查看订单</a>
        </yg-error-state>
      } @else if (result.latest(); as r) {
        <article class="yg-card" data-testid="pay-result" [attr.data-status]="r.status">
          <header aria-live="polite">
            @if (r.status === 'paid') {
              <span class="disc good"><yg-icon name="check" [size]="34" /></span>
              <h1>已付款 {{ r.amountFen | fen }}</h1>
              <p>{{ r.paidAt | instant }}</p>
            } @else if (r.status === 'pending') {
              <span class="disc"><yg-icon name="clock" [size]="34" /></span>
              <h1>还没有收到付款</h1>
              <p>如果您已经付了款，几分钟内会更新，不需要再付。</p>
            } @else {
              <span class="disc"><yg-icon name="warning" [size]="34" /></span>
              <h1>这笔付款已结束</h1>
              <p>多付或误付的款项会原路退回，详情请登录后在订单里查看。</p>
            }
          </header>
          <div class="again">
            @if (r.status === 'pending') {
              <button type="button" class="yg-button yg-button--large" (click)="result.reload()">重新查询</button>
            }
            <a class="yg-button yg-button--main yg-button--large" routerLink="/login" [queryParams]="back()"
              >登录查看订单</a
            >
          </div>
        </article>
      } @else {
        <yg-skeleton height="160px" />
      }
    </div>
  `,
  styleUrl: './pay-return.scss',
})
export class PayResultPage {
  /** Bound from the address. */
  readonly payment = input.required<string>();
  readonly token = input.required<string>();

  private readonly router = inject(Router);
  protected readonly result = apiResource('getPaymentResult', () => ({
    params: { id: this.payment() },
    query: { token: this.token() },
  }));
  protected readonly back = computed(() => ({ return: this.router.url }));
}
