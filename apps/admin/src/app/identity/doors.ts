import { Component, computed } from '@angular/core';
import { RouterLink } from '@angular/router';
import { apiResource } from '@yigou/web-data';

/** Under the sign-in: who has no account yet, and who came to the wrong door. */
@Component({
  selector: 'yg-doors',
  imports: [RouterLink],
  template: `
    <nav aria-label="入驻、注册和商城">
      <a routerLink="/register" [queryParams]="{ as: 'supplier' }" data-testid="door-supplier">供应商入驻</a>
      <a routerLink="/register" [queryParams]="{ as: 'unit' }" data-testid="door-unit">单位注册</a>
      <a [attr.href]="shop()" data-testid="door-shop">买东西请到益购商城</a>
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 0 16px;
      margin-top: 16px;
      padding-top: 12px;
      border-top: 1px solid var(--color-line);
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 32px;
    }
    @media (max-width: 720px) {
      a {
        min-height: 44px;
      }
    }
  `,
})
export class Doors {
  private readonly sites = apiResource('sites');
  protected readonly shop = computed(() => this.sites.latest()?.storefront ?? null);
}
