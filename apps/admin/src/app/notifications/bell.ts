import { Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NoticeCount } from './notice-count';

/** Leads to the notices and says how many are unread. */
@Component({
  selector: 'yg-bell',
  imports: [NzIconDirective, RouterLink, RouterLinkActive],
  template: `
    <a routerLink="/notices" routerLinkActive="active" [attr.aria-label]="words()" data-testid="bell">
      <nz-icon nzType="bell" aria-hidden="true" />
      @if (notices.badge(); as badge) {
        <span class="badge" aria-hidden="true">{{ badge }}</span>
      }
    </a>
  `,
  styles: `
    a {
      position: relative;
      display: grid;
      place-items: center;
      width: 36px;
      height: 36px;
      border-radius: var(--radius);
      color: var(--color-ink);
      font-size: 18px;
    }
    a:hover {
      background: var(--color-sunken);
      text-decoration: none;
    }
    a.active {
      background: var(--color-primary-soft);
      color: var(--color-primary-active);
    }
    .badge {
      position: absolute;
      top: 1px;
      left: 19px;
      min-width: 16px;
      padding: 0 4px;
      border-radius: 8px;
      background: var(--color-alarm);
      color: #fff;
      font-size: 11px;
      line-height: 16px;
      text-align: center;
    }
    @media (max-width: 960px) {
      a {
        width: 44px;
        height: 44px;
      }
    }
  `,
})
export class Bell {
  protected readonly notices = inject(NoticeCount);
  protected readonly words = computed(() => {
    const unread = this.notices.unread();
    return unread > 0 ? `通知，${unread} 条未读` : '通知，没有未读';
  });
}
