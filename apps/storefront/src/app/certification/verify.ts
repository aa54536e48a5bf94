import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { IconComponent } from '@yigou/web-ui';
import { pageHead } from '../shell/page-head';
import { VerifyFieldComponent } from './verify-field';

/** Where anybody checks a certificate, and what checking tells. */
@Component({
  selector: 'app-verify',
  imports: [IconComponent, RouterLink, VerifyFieldComponent],
  template: `
    <div class="page page--narrow">
      <h1 class="page-title">查验证书</h1>
      <p class="lead">输入编号，看这张扶贫产品认定证书是真是假、现在有没有效、帮到了谁。不需要登录。</p>
      <app-verify-field />
      <ul class="what">
        <li>
          <yg-icon name="seal" [size]="24" />
          <div>
            <h2>真伪与状态</h2>
            <p>有效、暂停、到期、撤销或退出，从哪天起，因为什么。</p>
          </div>
        </li>
        <li>
          <yg-icon name="people" [size]="24" />
          <div>
            <h2>从农户到产品</h2>
            <p>哪些农户供货，由哪家供应商收购，是哪一批采收的。</p>
          </div>
        </li>
        <li>
          <yg-icon name="box" [size]="24" />
          <div>
            <h2>认定的规格与价格</h2>
            <p>认定时的包装和售价，方便您对照。</p>
          </div>
        </li>
        <li>
          <yg-icon name="filter" [size]="24" />
          <div>
            <h2>抽查结果</h2>
            <p>监管部门查过几次，结果怎样。</p>
          </div>
        </li>
      </ul>
      <p class="muted">
        编号可以在产品页“从哪里来，帮到了谁”一栏找到；包装上的二维码扫开就是查验页。<a
          routerLink="/help"
          fragment="certificate"
          >认定证书怎么看</a
        >
      </p>
    </div>
  `,
  styles: `
    .lead {
      margin-block-end: 20px;
      color: var(--yg-ink-2);
      font-size: 17px;
    }
    .what {
      display: grid;
      grid-template-columns: 1fr 1fr;
      margin-block: 36px 20px;
      border-block-start: 1px solid var(--yg-line);
    }
    .what li {
      display: flex;
      gap: 14px;
      padding: 20px 24px 20px 0;
      border-block-end: 1px solid var(--yg-line);
    }
    .what yg-icon {
      margin-block-start: 2px;
      color: var(--yg-field);
    }
    h2 {
      font-family: var(--yg-font-display);
      font-size: 18px;
    }
    .what p {
      color: var(--yg-ink-2);
      font-size: 15px;
    }
    @media (max-width: 720px) {
      .what {
        grid-template-columns: 1fr;
        margin-block-start: 24px;
      }
      .what li {
        padding-block: 14px;
      }
    }
  `,
})
export class VerifyPage {
  constructor() {
    pageHead(() => ({
      title: '查验证书',
      description: '输入编号，查验扶贫产品认定证书：真伪、状态、带动的农户、认定的规格与价格、抽查结果。不需要登录。',
      path: '/certificates',
    }));
  }
}
