import { effect, inject, Injectable, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { ApiClient, Session } from '@yigou/web-data';
import { filter } from 'rxjs';

/** Pages for signed-in people only: being asked to sign in again is expected there, so that these may ask for news. */
const OWN = /^\/(orders|account|mandates|checkout)\b/;

/** How many notices the person has not read; nought while nobody is signed in. */
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
    inject(Router)
      .events.pipe(
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
