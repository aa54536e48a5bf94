import { Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { NOTICE_KINDS, type NoticeKind } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged, toApiError } from '@yigou/web-data';
import {
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  IconComponent,
  InstantPipe,
  NoticeSettingsComponent,
  SkeletonComponent,
  Toast,
} from '@yigou/web-ui';
import { shopLink } from './notice-link';
import { Unread } from './unread';

/** What people are told of in the shop; seats choose the rest in the console. */
const OFFERED: readonly NoticeKind[] = [
  'order',
  'parcel',
  'refund',
  'aftersales',
  'recall',
  'campaign',
  'household',
  'member',
];

/** Own notices, newest first; reading one or all takes them off the bell. */
@Component({
  selector: 'app-notices',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    IconComponent,
    InstantPipe,
    NoticeSettingsComponent,
    RouterLink,
    SkeletonComponent,
  ],
  templateUrl: './notices.html',
  styleUrl: './notices.scss',
})
export class NoticesPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);
  private readonly toast = inject(Toast);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  protected readonly unread = inject(Unread);
  protected readonly offered = OFFERED;
  /** Whether one chooses how to be told. */
  protected readonly choosing = signal(false);

  protected readonly only = computed(() => (this.params().get('only') === 'unread' ? ('true' as const) : undefined));
  protected readonly answer = apiResource('listNotices', () => ({ query: { unread: this.only() } }));
  protected readonly failure = this.answer.failure;
  protected readonly page = this.answer.latest;
  protected readonly list = new Paged(this.answer, (cursor) =>
    this.api.call('listNotices', { query: { unread: this.only(), cursor } }),
  );
  /** Read on this page since it was loaded. */
  private readonly read = linkedSignal<unknown, readonly string[] | 'all'>({
    source: () => this.page(),
    computation: () => [],
  });
  protected readonly rows = computed(() => {
    const read = this.read();
    return this.list.items().map((notice) => {
      const link = shopLink(notice.link);
      return {
        ...notice,
        kindWord: NOTICE_KINDS[notice.kind],
        fresh: !notice.readAt && read !== 'all' && !read.includes(notice.id),
        to: link ? this.router.parseUrl(link) : null,
      };
    });
  });
  protected readonly busy = signal(false);

  constructor() {
    effect(() => {
      const page = this.page();
      if (page) this.unread.count.set(page.unread);
    });
  }

  /** Null: all of them. */
  protected async mark(ids: string[] | null): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      const { unread } = await this.api.call('readNotices', { body: { ids } });
      this.unread.count.set(unread);
      this.read.update((read) => (ids === null || read === 'all' ? 'all' : [...read, ...ids]));
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
