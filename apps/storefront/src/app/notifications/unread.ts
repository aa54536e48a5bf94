import { DOCUMENT, isPlatformBrowser } from '@angular/common';
import { DestroyRef, effect, inject, Injectable, PLATFORM_ID, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { ApiClient, Session } from '@yigou/web-data';
import { filter } from 'rxjs';

/** Pages for signed-in people only: being asked to sign in again is expected there, so that these may ask for news. */
const OWN = /^\/(orders|account|mandates|checkout|pay|my|organise|notices|needs)\b/;

/** A page that is left open asks again so often while it is in view. */
const AGAIN_MS = 60_000;

/** How many notices the person has not read; nought while nobody is signed in. Asked for on a change of page, and once a minute where somebody waits for news. */
@Injectable({ providedIn: 'root' })
export class Unread {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  readonly count = signal(0);

  constructor() {
    effect(() => {
      const user = this.session.user();
      untracked(() => {
        if (user) void this.load();
        else this.count.set(0);
      });
    });
    const [router, page] = [inject(Router), inject(DOCUMENT)];
    const again = () => {
      if (page.visibilityState === 'visible' && OWN.test(router.url) && this.session.signedIn()) void this.load();
    };
    if (isPlatformBrowser(inject(PLATFORM_ID))) {
      const timer = setInterval(again, AGAIN_MS);
      page.addEventListener('visibilitychange', again);
      inject(DestroyRef).onDestroy(() => {
        clearInterval(timer);
        page.removeEventListener('visibilitychange', again);
      });
    }
    router.events
      .pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe((event) => {
        if (OWN.test(event.urlAfterRedirects) && this.session.signedIn()) void this.load();
      });
  }

  private async load(): Promise<void> {
    try {
      const { unread } = await this.api.call('listNotices', { query: { unread: 'true', limit: 1 } });
      this.count.set(unread);
    } catch {
      // The bell goes without its number; the page of notices says what is wrong.
    }
  }
}
