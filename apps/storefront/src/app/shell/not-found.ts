import { Component } from '@angular/core';
import { answerWith } from './page-head';
import { RouterLink } from '@angular/router';
import { EmptyStateComponent } from '@yigou/web-ui';

@Component({
  selector: 'app-not-found',
  imports: [EmptyStateComponent, RouterLink],
  template: `
    <div class="page">
      <h1 class="yg-sr-only">页面不存在</h1>
      <yg-empty-state
        icon="search"
        heading="没有这个页面"
        text="链接可能写错了，或内容已被移除。您的购物车和订单不受影响。"
      >
        <a class="yg-button yg-button--main" routerLink="/products">去看看产品</a>
        <a class="yg-button" routerLink="/">回到首页</a>
      </yg-empty-state>
    </div>
  `,
})
export class NotFoundPage {
  constructor() {
    answerWith(404);
  }
}
