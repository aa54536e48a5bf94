import { Component, DOCUMENT, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterOutlet } from '@angular/router';
import { ConfirmOutletComponent, ToastOutletComponent } from '@yigou/web-ui';
import { filter, skip } from 'rxjs';
import { FooterComponent } from './shell/footer';
import { HeaderComponent } from './shell/header';
import { OfflineNoticeComponent } from './shell/offline-notice';
import { TabBarComponent } from './shell/tab-bar';

@Component({
  selector: 'app-root',
  imports: [
    ConfirmOutletComponent,
    FooterComponent,
    HeaderComponent,
    OfflineNoticeComponent,
    RouterOutlet,
    TabBarComponent,
    ToastOutletComponent,
  ],
  template: `
    <a class="skip" href="#main" (click)="skipToMain($event)">跳到主要内容</a>
    <app-header />
    <app-offline-notice />
    <main id="main" tabindex="-1"><router-outlet /></main>
    <app-footer />
    <app-tab-bar />
    <yg-toast-outlet />
    <yg-confirm-outlet />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      min-height: 100dvh;
    }
    main {
      flex: 1;
      min-width: 0;
    }
    .skip {
      position: absolute;
      inset: 8px auto auto 8px;
      z-index: 80;
      padding: 8px 16px;
      border-radius: var(--yg-radius);
      background: var(--yg-ink);
      color: #fff;
      transform: translateY(-200%);
    }
    .skip:focus {
      transform: none;
    }
  `,
})
export class AppComponent {
  private readonly page = inject(DOCUMENT);
  constructor() {
    // A new page starts at its top for the keyboard too; the first page keeps the browser's own order.
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        skip(1),
        filter((event, index) => this.newPath(event.urlAfterRedirects, index)),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.page.getElementById('main')?.focus({ preventScroll: true }));
  }

  private lastPath = this.page.location.pathname;
  private newPath(url: string, _index: number): boolean {
    const path = url.split(/[?#]/)[0] ?? url;
    const changed = path !== this.lastPath;
    this.lastPath = path;
    return changed;
  }

  /** A plain fragment link would leave the page: the base address is the root. */
  protected skipToMain(event: Event): void {
    event.preventDefault();
    this.page.getElementById('main')?.focus();
  }
}
