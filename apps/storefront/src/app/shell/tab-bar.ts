import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { Session } from '@yigou/web-data';
import { IconComponent } from '@yigou/web-ui';
import { CartState } from '../orders/cart-state';

/** Navigation under the thumb; pages with a buying bar of their own cover it. */
@Component({
  selector: 'app-tab-bar',
  imports: [IconComponent, RouterLink, RouterLinkActive],
  template: `
    <nav aria-label="底部导航">
      <a routerLink="/" routerLinkActive="on" [routerLinkActiveOptions]="{ exact: true }" ariaCurrentWhenActive="page">
        <yg-icon name="home" [size]="22" />首页
      </a>
      <a routerLink="/products" routerLinkActive="on" ariaCurrentWhenActive="page"
        ><yg-icon name="grid" [size]="22" />产品</a
      >
      <a routerLink="/counties" routerLinkActive="on" ariaCurrentWhenActive="page"
        ><yg-icon name="place" [size]="22" />县域</a
      >
      <a routerLink="/cart" routerLinkActive="on" ariaCurrentWhenActive="page">
        <yg-icon name="cart" [size]="22" />购物车
        @if (cart.count() > 0) {
          <span class="count">{{ cart.count() }}<span class="yg-sr-only">种商品</span></span>
        }
      </a>
      <a [routerLink]="mine()" routerLinkActive="on" ariaCurrentWhenActive="page"
        ><yg-icon name="user" [size]="22" />我的</a
      >
    </nav>
  `,
  styles: `
    :host {
      display: none;
    }
    nav {
      position: fixed;
      inset: auto 0 0;
      z-index: 30;
      display: grid;
      grid-template-columns: repeat(5, 1fr);
      padding-block-end: env(safe-area-inset-bottom);
      border-block-start: 1px solid var(--yg-line);
      background: var(--yg-surface);
    }
    a {
      position: relative;
      display: flex;
      flex-direction: column;
      align-items: center;
      justify-content: center;
      min-height: 58px;
      color: var(--yg-muted);
      font-size: 12px;
      line-height: 1.4;
      text-decoration: none;
    }
    .on {
      color: var(--yg-field-deep);
      font-weight: 600;
    }
    .count {
      position: absolute;
      inset: 4px auto auto calc(50% + 6px);
      min-width: 18px;
      padding-inline: 4px;
      border-radius: 9px;
      background: var(--yg-persimmon);
      color: #fff;
      font-size: 12px;
      line-height: 18px;
      text-align: center;
    }
    @media (max-width: 720px) {
      :host {
        display: block;
        height: calc(58px + env(safe-area-inset-bottom));
      }
    }
    @media print {
      :host {
        display: none;
      }
    }
  `,
})
export class TabBarComponent {
  protected readonly cart = inject(CartState);
  private readonly session = inject(Session);
  protected readonly mine = computed(() => (this.session.signedIn() ? '/account' : '/login'));
}
