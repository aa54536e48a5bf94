import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LogoComponent } from './logo';

@Component({
  selector: 'app-footer',
  imports: [LogoComponent, RouterLink],
  template: `
    <footer>
      <div class="inner">
        <div class="about">
          <app-logo />
          <p>益购帮助832个县的认定产品走出来：每件产品写明产地、供应商、证书与带动的农户，每一分钱在下单前列清楚。</p>
        </div>
        <nav aria-label="页脚">
          <div>
            <h2>选购</h2>
            <a routerLink="/products">全部产品</a>
            <a routerLink="/counties">县域产区</a>
            <a routerLink="/needs">受赠需求</a>
            <a routerLink="/group-buys">以购代捐</a>
          </div>
          <div>
            <h2>监督</h2>
            <a routerLink="/publicity">认定公示</a>
            <a routerLink="/certificates">查验证书</a>
            <a routerLink="/bulletins">份额通报</a>
            <a routerLink="/complaints/new">投诉举报</a>
            <a routerLink="/recalls">产品召回</a>
            <a routerLink="/tracking">进展查询</a>
            <a routerLink="/mandate-log">代办记录查询</a>
          </div>
          <div>
            <h2>账号</h2>
            <a routerLink="/orders">我的订单</a>
            <a routerLink="/my/pledges">我的参与</a>
            <a routerLink="/my/leading">我的帮卖</a>
            <a routerLink="/account">我的账号</a>
            <a routerLink="/cart">购物车</a>
          </div>
          <div>
            <h2>入驻</h2>
            <a routerLink="/join" fragment="supplier">供应商入驻</a>
            <a routerLink="/join" fragment="unit">单位注册</a>
          </div>
          <div>
            <h2>说明</h2>
            <a routerLink="/help" fragment="about">什么是消费扶贫</a>
            <a routerLink="/help" fragment="certificate">认定证书怎么看</a>
            <a routerLink="/help" fragment="open-data">开放数据</a>
            <a routerLink="/help" fragment="demo">演示数据是什么</a>
          </div>
        </nav>
      </div>
      <p class="legal">标有“演示”的内容用于展示系统功能，不代表真实的企业、价格或库存。</p>
    </footer>
  `,
  styles: `
    footer {
      border-block-start: 1px solid var(--yg-line);
      background: var(--yg-paper-2);
    }
    .inner {
      display: flex;
      justify-content: space-between;
      gap: 48px;
      max-width: 1248px;
      margin-inline: auto;
      padding: 40px 24px 24px;
    }
    .about {
      max-width: 420px;
    }
    .about p {
      margin-block-start: 12px;
      color: var(--yg-ink-2);
      font-size: 15px;
    }
    nav {
      display: flex;
      gap: 64px;
    }
    nav div {
      display: grid;
      align-content: start;
    }
    h2 {
      font-size: 15px;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 36px;
      color: var(--yg-ink-2);
      font-size: 15px;
    }
    .legal {
      max-width: 1248px;
      margin-inline: auto;
      padding: 16px 24px 28px;
      color: var(--yg-muted);
      font-size: 13px;
    }
    @media (max-width: 720px) {
      .inner {
        flex-direction: column;
        gap: 24px;
        padding: 28px 16px 12px;
      }
      nav {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 20px 16px;
      }
      a {
        min-height: 44px;
        font-size: 14px;
      }
      .legal {
        padding-inline: 16px;
      }
    }
    @media print {
      footer {
        display: none;
      }
    }
  `,
})
export class FooterComponent {}
