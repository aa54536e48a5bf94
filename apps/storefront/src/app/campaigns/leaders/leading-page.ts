import { Component, computed, DestroyRef, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CAMPAIGN_STATUSES, LEADER_STATUSES, PLEDGE_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, Paged, toApiError } from '@yigou/web-data';
import {
  Confirm,
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  IconComponent,
  InstantPipe,
  SkeletonComponent,
  TimelineComponent,
  type TimelineEntry,
  Toast,
} from '@yigou/web-ui';
import { watchCampaign } from '../campaign-watch';
import { timeLeft } from '../campaign-words';
import { ShareCampaignComponent } from '../share-campaign';
import { ShareProgressComponent } from '../share-progress';

/** However fast shares are taken: the own list is read again so often at most. */
const READ_AGAIN_MS = 3_000;

/** One campaign that somebody leads: the own link, who came by it, and what to hand out; moves by itself. */
@Component({
  selector: 'app-leading',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    IconComponent,
    InstantPipe,
    RouterLink,
    ShareCampaignComponent,
    ShareProgressComponent,
    SkeletonComponent,
    TimelineComponent,
  ],
  templateUrl: './leading-page.html',
  styleUrl: './leaders.scss',
})
export class LeadingPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  /** Bound from the address: the campaign's. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getLeading', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly leading = this.answer.latest;
  protected readonly group = apiResource('getGroupBuy', () => ({ params: { id: this.id() } }));
  private readonly watched = watchCampaign(() => this.id(), this.group);
  protected readonly campaign = this.watched.campaign;
  protected readonly left = computed(() => timeLeft(this.watched.leftMs()));
  protected readonly pledges = apiResource('listLedPledges', () =>
    this.leading()?.can.names ? { params: { id: this.id() } } : undefined,
  );
  protected readonly list = new Paged(this.pledges, (cursor) =>
    this.api.call('listLedPledges', { params: { id: this.id() }, query: { cursor } }),
  );
  protected readonly rows = computed(() =>
    this.list.items().map((pledge) => ({
      ...pledge,
      paid: pledge.status !== 'pending',
      word: pledge.status === 'done' ? '已领取' : PLEDGE_STATUSES[pledge.status],
    })),
  );
  protected readonly words = computed(() => {
    const one = this.leading();
    return one && { status: LEADER_STATUSES[one.status], campaign: CAMPAIGN_STATUSES[one.campaign.status] };
  });
  /** Why it ended or was refused. */
  protected readonly reason = computed(() => this.leading()?.steps.at(-1)?.reason ?? '');
  protected readonly timeline = computed<TimelineEntry[]>(() =>
    (this.leading()?.steps ?? []).toReversed().map(({ to, at, reason }) => ({
      at,
      title: LEADER_STATUSES[to],
      text: reason,
    })),
  );
  protected readonly sharing = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  constructor() {
    let seen = '';
    let soon: ReturnType<typeof setTimeout> | null = null;
    effect(() => {
      const now = this.campaign();
      const moved = now ? [now.status, now.paidShares, now.heldShares].join() : '';
      untracked(() => {
        if (seen && moved && moved !== seen)
          soon ??= setTimeout(() => {
            soon = null;
            this.answer.reload();
            this.pledges.reload();
          }, READ_AGAIN_MS);
        seen = moved || seen;
      });
    });
    inject(DestroyRef).onDestroy(() => {
      if (soon) clearTimeout(soon);
    });
  }

  protected async leave(): Promise<void> {
    const asked = this.leading()?.status === 'asked';
    const sure = await this.confirm.ask({
      heading: asked ? '撤回申请？' : '退出帮卖？',
      text: asked
        ? '撤回后可以重新申请。'
        : '您的链接不再计数，也不再看得到参与人。已参加的人不受影响；您提供的自提点不再给新参加的人选。',
      action: asked ? '撤回申请' : '退出帮卖',
      destructive: true,
    });
    if (!sure || this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      this.answer.set(await this.api.call('leaveLeading', { params: { id: this.id() } }));
      this.toast.say(asked ? '申请已撤回' : '已退出帮卖');
    } catch (error) {
      this.problem.set(toApiError(error).message);
      this.answer.reload();
    } finally {
      this.busy.set(false);
    }
  }
}
