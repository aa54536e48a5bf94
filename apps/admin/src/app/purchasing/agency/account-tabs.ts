import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** What a unit owes, in three views of one matter: to be paid, by age, and month by month with each supplier. */
@Component({
  selector: 'yg-account-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav aria-label="付款与对账">
      @for (tab of tabs; track tab.path) {
        <a
          [routerLink]="tab.path"
          routerLinkActive="shown"
          ariaCurrentWhenActive="page"
          [attr.data-testid]="'account-' + tab.name"
          >{{ tab.label }}</a
        >
      }
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      flex-wrap: wrap;
      gap: 4px;
      margin-block-end: 12px;
      border-block-end: 1px solid var(--color-line);
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
      padding-inline: 12px;
      color: var(--color-ink);
      border-block-end: 2px solid transparent;
    }
    .shown {
      color: var(--color-primary);
      border-block-end-color: var(--color-primary);
      font-weight: 600;
    }
  `,
})
export class AccountTabs {
  protected readonly tabs = [
    { name: 'payables', path: '/agency/payables', label: '付款' },
    { name: 'arrears', path: '/agency/arrears', label: '应付账款' },
    { name: 'statements', path: '/agency/statements', label: '对账单' },
  ];
}
