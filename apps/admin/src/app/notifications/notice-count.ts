import { computed, inject, Injectable, signal } from '@angular/core';
import { ApiClient } from '@yigou/web-data';
import { askAgain } from '../shared/asking-again';

/** How many notices are unread. Asked for on a change of page and once a minute while the tab is in view. */
@Injectable({ providedIn: 'root' })
export class NoticeCount {
  private readonly api = inject(ApiClient);
  private readonly count = signal(0);
  readonly unread = this.count.asReadonly();
  /** “99+” for more than fits a badge. */
  readonly badge = computed(() => (this.count() > 99 ? '99+' : this.count() > 0 ? String(this.count()) : ''));

  constructor() {
    askAgain(() => void this.refresh());
    void this.refresh();
  }

  set(unread: number): void {
    this.count.set(unread);
  }

  async refresh(): Promise<void> {
    try {
      const { unread } = await this.api.call('listNotices', { query: { unread: 'true', limit: 1 } });
      this.count.set(unread);
    } catch {
      // The bell keeps its last figure: a lost answer is no news.
    }
  }
}
