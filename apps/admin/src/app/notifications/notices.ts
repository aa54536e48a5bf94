import { Component, computed, effect, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { NOTICE_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { NoticeSettingsComponent } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { formatTime } from '../shared/format';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { consoleLink } from './console-link';
import { NoticeCount } from './notice-count';

type Notice = RouteResponse<'listNotices'>['items'][number];

/** What happened that concerns the person who is signed in; the newest first. A notice that is opened counts as read. */
@Component({
  selector: 'yg-notices',
  imports: [LoadError, NoticeSettingsComponent, NzButtonComponent, NzSkeletonComponent, PageHeader, RouterLink],
  templateUrl: './notices.html',
  styleUrl: './notices.css',
})
export class Notices {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly message = inject(NzMessageService);
  private readonly route = inject(ActivatedRoute);
  private readonly params = toSignal(this.route.queryParamMap, { requireSync: true });
  protected readonly count = inject(NoticeCount);

  protected readonly unreadOnly = computed(() => this.params().get('unread') === 'true');
  private readonly asked = computed(() => ({ unread: this.unreadOnly() ? ('true' as const) : undefined, limit: 30 }));
  protected readonly first = apiResource('listNotices', () => ({ query: this.asked() }));
  protected readonly items = signal<readonly Notice[]>([]);
  protected readonly cursor = signal<string | null>(null);
  protected readonly busy = signal(false);
  /** Whether one chooses how to be told. */
  protected readonly choosing = signal(false);
  protected readonly kinds = NOTICE_KINDS;
  protected readonly time = formatTime;

  constructor() {
    effect(() => {
      if (!this.first.hasValue()) return;
      const { items, nextCursor, unread } = this.first.value();
      this.items.set(items);
      this.cursor.set(nextCursor);
      this.count.set(unread);
    });
  }

  /** Where it leads in the console; null: to the shop. */
  protected here(link: string): ReturnType<typeof consoleLink> {
    return consoleLink(link);
  }

  protected show(unread: boolean): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: { unread: unread ? 'true' : null } });
  }

  protected async more(): Promise<void> {
    const cursor = this.cursor();
    if (!cursor) return;
    await this.doing(async () => {
      const page = await this.api.call('listNotices', { query: { ...this.asked(), cursor } });
      this.items.update((items) => [...items, ...page.items]);
      this.cursor.set(page.nextCursor);
    });
  }

  /** `null`: all of them. */
  protected async read(ids: string[] | null): Promise<void> {
    await this.doing(async () => {
      await this.api.call('readNotices', { body: { ids } });
      const now = new Date().toISOString();
      this.items.update((items) =>
        items.map((one) => (!one.readAt && (ids === null || ids.includes(one.id)) ? { ...one, readAt: now } : one)),
      );
      await this.count.refresh();
    });
  }

  private async doing(act: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await act();
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
