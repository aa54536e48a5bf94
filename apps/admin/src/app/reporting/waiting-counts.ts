import { computed, inject, Injectable } from '@angular/core';
import type { WaitingList } from '@yigou/contracts';
import { apiResource } from '@yigou/web-data';
import { Session } from '../identity/session';
import { askAgain } from '../shared/asking-again';

export type WaitingItem = WaitingList['items'][number];

/** What waits for the seat of this tab, 需要处理: the overview lists it, the navigation shows it beside the page that each kind is found at. */
@Injectable({ providedIn: 'root' })
export class WaitingCounts {
  private readonly session = inject(Session);
  readonly loaded = apiResource('listWaiting', () => (this.session.seat() ? {} : undefined));
  /** The last answer; a lost one is no news. */
  readonly items = computed<readonly WaitingItem[]>(() => this.loaded.latest()?.items ?? []);

  constructor() {
    askAgain(() => this.loaded.reload());
  }

  /** What is found at a page. */
  at(path: string): readonly WaitingItem[] {
    return this.items().filter(({ link }) => link.path === path);
  }
}
