import { Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { PledgeView } from '@yigou/contracts';
import { BUDGET_KINDS, PLEDGE_STATUSES, REFUND_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, IntentKey, Live, toApiError } from '@yigou/web-data';
import {
  Confirm,
  CountPipe,
  EmptyStateComponent,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  formatFen,
  IconComponent,
  InstantPipe,
  PhotoComponent,
  SkeletonComponent,
  TimelineComponent,
  type TimelineEntry,
  Toast,
} from '@yigou/web-ui';
import { QrCodeComponent } from '../certification/qr-code';
import { ShopTitleStrategy } from '../shell/title-strategy';
import { hasResults, timeLeft } from './campaign-words';
import { pledgeWords } from './pledge-words';
import { SubstituteOffers } from './substitute-offers';

/** One's own part of a group purchase: where the money is, where the goods go, and the way out as long as there is one. */
@Component({
  selector: 'app-pledge-detail',
  imports: [
    CountPipe,
    EmptyStateComponent,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    IconComponent,
    InstantPipe,
    PhotoComponent,
    QrCodeComponent,
    RouterLink,
    SkeletonComponent,
    SubstituteOffers,
    TimelineComponent,
  ],
  templateUrl: './pledge-detail.html',
  styleUrl: './pledge-detail.scss',
})
export class PledgeDetailPage {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  /** Bound from the address. */
  readonly id = input.required<string>();

  protected readonly answer = apiResource('getPledge', () => ({ params: { id: this.id() } }));
  protected readonly failure = this.answer.failure;
  protected readonly pledge = this.answer.latest;
  protected readonly status = computed(() => PLEDGE_STATUSES[this.pledge()?.status ?? 'pending']);
  protected readonly words = computed(() => (this.pledge() ? pledgeWords(this.pledge()!) : ''));
  protected readonly results = computed(() => hasResults(this.pledge()?.campaign.status ?? 'recruiting'));
  protected readonly refundNames = REFUND_STATUSES;
  protected readonly budgetKinds = BUDGET_KINDS;
  /** What has become of what a unit's budget holds of it. */
  protected readonly budgetNote = computed(() => {
    const pledge = this.pledge();
    if (pledge?.budget?.countedAt) return '已支出，认定产品计入单位的份额';
    return pledge?.closedAt ? '已释放' : '已占用，收到货后支出并计入单位的份额';
  });
  protected readonly steps = computed((): TimelineEntry[] =>
    (this.pledge()?.steps ?? [])
      .map(({ to, at, reason }, place, all): TimelineEntry => ({
        title: PLEDGE_STATUSES[to],
        at,
        ...(reason && { text: reason }),
        mark: place === all.length - 1 ? 'now' : 'past',
      }))
      .reverse(),
  );
  private readonly now = signal(Date.now());
  protected readonly left = computed(() => {
    const expires = this.pledge()?.expiresAt;
    return expires ? timeLeft(Date.parse(expires) - this.now()) : '';
  });
  /** What the button pays. */
  protected readonly payWords = computed(() => {
    const pledge = this.pledge();
    if (!pledge) return '';
    if (pledge.status === 'balance_due') return `支付尾款 ${formatFen(pledge.balance?.amountFen ?? 0)}`;
    return pledge.depositFen ? `支付定金 ${formatFen(pledge.depositFen)}` : `支付 ${formatFen(pledge.amountFen)}`;
  });
  /** What has become of its balance. */
  protected readonly balanceNote = computed(() => {
    const { balance, status, balanceOn } = this.pledge() ?? {};
    if (balance?.paidAt) return '已付清';
    if (status === 'forfeited') return '没有按时付清';
    return balance?.until ? '待支付' : `${balanceOn} 起支付`;
  });
  protected readonly busy = signal(false);
  private readonly keys = { leave: new IntentKey(), withdraw: new IntentKey() };

  constructor() {
    const title = inject(ShopTitleStrategy);
    effect(() => {
      const pledge = this.pledge();
      if (pledge) title.set(`参与 ${pledge.number}`);
    });
    // What becomes of the campaign becomes of the pledge.
    const live = inject(Live).watch<{ status: string }>(() => {
      const campaign = this.pledge()?.campaign.id;
      return campaign ? `campaign:${campaign}` : null;
    });
    effect(() => {
      const status = live()?.status;
      if (status && status !== this.pledge()?.campaign.status && !this.answer.isLoading()) this.answer.reload();
    });
    const clock = setInterval(() => this.now.set(Date.now()), 1_000);
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
  }

  protected async pay(pledge: PledgeView): Promise<void> {
    const paying = await this.act(() =>
      this.api.call('payPledge', {
        params: { id: pledge.id },
        idempotencyKey: crypto.randomUUID(),
      }),
    );
    if (paying?.payment.payUrl) location.assign(paying.payment.payUrl);
  }

  protected async leave(pledge: PledgeView): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '放弃这次参加',
      text: `留给您的 ${pledge.shares} 份会放出来给别人，想再参加要重新提交。`,
      action: '放弃',
      keep: '再想想',
    });
    if (!sure) return;
    const left = await this.act(() =>
      this.api.call('leavePledge', { params: { id: pledge.id }, idempotencyKey: this.keys.leave.for(pledge.id) }),
    );
    if (left) this.toast.say('已放弃，名额已放出');
  }

  protected async withdraw(pledge: PledgeView): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '退出活动',
      text: `退出后 ${formatFen(pledge.depositFen || pledge.amountFen)} 原路退回，您的 ${pledge.shares} 份会放出来给别人，不能撤回。`,
      action: '退出并退款',
      keep: '继续参加',
    });
    if (!sure) return;
    const out = await this.act(() =>
      this.api.call('withdrawPledge', { params: { id: pledge.id }, idempotencyKey: this.keys.withdraw.for(pledge.id) }),
    );
    if (out) this.toast.say('已退出，退款原路退回');
  }

  protected answered(pledge: PledgeView | null): void {
    if (pledge) this.answer.set(pledge);
    else this.answer.reload();
  }

  /** Shows what came of it, or why nothing did and how it stands then. */
  private async act(call: () => Promise<PledgeView>): Promise<PledgeView | null> {
    if (this.busy()) return null;
    this.busy.set(true);
    try {
      const pledge = await call();
      this.answer.set(pledge);
      return pledge;
    } catch (error) {
      this.toast.warn(toApiError(error).message);
      this.answer.reload();
      return null;
    } finally {
      this.busy.set(false);
    }
  }
}
