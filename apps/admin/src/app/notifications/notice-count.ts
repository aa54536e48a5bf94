import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router } from '@angular/router';
import { ApiClient } from '@yigou/web-data';
import { filter } from 'rxjs';

/** How often it is asked at most while somebody looks at the page, and how soon again after a change of page, in milliseconds. */
const POLL_MS = 60_000;
const SETTLED_MS = 5_000;

/** How many notices are unread. Asked for on a change of page and once a minute while the tab is in view. */
@Injectable({ providedIn: 'root' })
export class NoticeCount {
  private readonly api = inject(ApiClient);
  private readonly count = signal(0);
  private asked = 0;
  readonly unread = this.count.asReadonly();
  /** “99+” for more than fits a badge. */
  readonly badge = computed(() => (this.count() > 99 ? '99+' : this.count() > 0 ? String(this.count()) : ''));

  constructor() {
    const destroyed = inject(DestroyRef);
    inject(Router)
      .events.pipe(
        filter((event) => event instanceof NavigationEnd),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        if (Date.now() - this.asked > SETTLED_MS) void this.refresh();
      });
    const timer = setInterval(() => {
      if (!document.hidden) void this.refresh();
    }, POLL_MS);
    destroyed.onDestroy(() => clearInterval(timer));
    void this.refresh();
  }

  set(unread: number): void {
    this.count.set(unread);
  }

  async refresh(): Promise<void> {
    this.asked = Date.now();
    try {
      const { unread } = await this.api.call('listNotices', { query: { unread: 'true', limit: 1 } });
      this.count.set(unread);
    } catch {
      // The bell keeps its last figure: a lost answer is no news.
    }
  }
}
