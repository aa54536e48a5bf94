import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { Address, JoinedPledge } from '@yigou/contracts';
import { ApiClient, apiResource, Seats } from '@yigou/web-data';
import {
  CalendarDatePipe,
  contractForm,
  CountPipe,
  ErrorStateComponent,
  Fact,
  FactList,
  FenPipe,
  FieldComponent,
  FieldInputDirective,
  formatFen,
  IconComponent,
  InstantPipe,
  QuantityStepperComponent,
  SkeletonComponent,
} from '@yigou/web-ui';
import { AddressBookComponent } from '../orders/address-book';
import { BudgetChoiceComponent, PERSONAL } from '../orders/budget-choice';
import { deliveryWords } from './campaign-words';
import { leaderOfLink, viaOf } from './leaders/leader-link';
import { ShareProgressComponent } from './share-progress';

const EMPTY = {
  shares: 1,
  pointId: null as string | null,
  address: null as Address | null,
  forOrganisation: false,
  shownName: '',
  message: '',
  invoiceTitle: '',
  invoiceCode: '',
};

/** Taking part in a group purchase: how many shares, where to, for whom; every cost stands before the button, and the button says the sum. */
@Component({
  selector: 'app-join-campaign',
  imports: [
    AddressBookComponent,
    BudgetChoiceComponent,
    CalendarDatePipe,
    CountPipe,
    ErrorStateComponent,
    Fact,
    FactList,
    FenPipe,
    FieldComponent,
    FieldInputDirective,
    FormField,
    IconComponent,
    InstantPipe,
    QuantityStepperComponent,
    RouterLink,
    ShareProgressComponent,
    SkeletonComponent,
  ],
  templateUrl: './join-campaign.html',
  styleUrl: './join-campaign.scss',
})
export class JoinCampaignPage {
  private readonly api = inject(ApiClient);
  private readonly router = inject(Router);

  /** Bound from the address; `via` is the code of the sub-leader whose link was followed. */
  readonly id = input.required<string>();
  readonly via = input<string>();

  /** Whoever sits in an organisation may join for it. */
  protected readonly seat = inject(Seats).current;
  /** Who sits in a unit joins in person until they choose one of its budgets: nobody spends it by leaving something as it was. */
  protected readonly purse = signal<string | null>(PERSONAL);
  private readonly budgetId = computed(() => {
    const purse = this.purse();
    return this.seat()?.kind === 'agency' && purse !== PERSONAL ? purse : null;
  });
  protected readonly forUnit = computed(() => this.budgetId() !== null);
  /** Somebody else of the unit may have bought meanwhile. */
  protected readonly refusals = signal(0);
  protected readonly campaign = apiResource('getGroupBuy', () => ({ params: { id: this.id() } }));
  private readonly model = signal(EMPTY);
  protected readonly quote = apiResource('quoteJoin', () => ({
    params: { id: this.id() },
    query: { shares: this.model().shares },
  }));
  protected readonly failure = computed(() => this.campaign.failure() ?? this.quote.failure());
  /** Whose link was followed, where it counts. */
  protected readonly leader = leaderOfLink(
    () => this.id(),
    () => this.via(),
  );
  /** The sum that belongs to what is chosen now. */
  private readonly sum = computed(() => {
    const quote = this.quote.latest();
    return quote && !this.quote.isLoading() && quote.shares === this.model().shares ? quote.totalFen : null;
  });
  protected readonly join = contractForm('joinCampaign', this.model, {
    body: ({ address, pointId, ...filled }) => {
      const { deliveryMode: mode, byList } = this.campaign.latest() ?? {};
      return {
        ...filled,
        forOrganisation: filled.forOrganisation || this.budgetId() !== null,
        budgetId: this.budgetId(),
        expectedTotalFen: this.sum(),
        expectedDepositFen: this.quote.latest()?.deposit?.nowFen ?? null,
        pointId: mode === 'pickup' ? pointId : null,
        address:
          mode === 'each' && !byList && address
            ? {
                receiver: address.receiver,
                phone: address.phone,
                regionCode: address.region.code,
                detail: address.detail,
              }
            : null,
        via: viaOf(this.via()),
      };
    },
  });
  protected readonly filled = this.join.value;
  protected readonly invoice = signal(false);
  protected readonly most = computed(() => {
    const quote = this.quote.latest();
    return quote ? Math.max(1, Math.min(quote.perPledgeShares, quote.leftShares)) : 1;
  });
  protected readonly delivery = computed(() => {
    const campaign = this.campaign.latest();
    return campaign ? deliveryWords(campaign.deliveryMode, campaign.recipientName) : '';
  });
  /** Why it cannot be paid yet; empty where it can. */
  protected readonly blocked = computed(() => {
    const [campaign, quote, { pointId, address }] = [this.campaign.latest(), this.quote.latest(), this.model()];
    if (!campaign || !quote) return '';
    if (campaign.status !== 'recruiting') return '这个活动现在不能参加';
    if (quote.leftShares === 0) return '名额已满。有人没付款会放出来，可以过一会儿再看';
    if (quote.deposit && this.forUnit()) return '预算单位不能参加定金预售，请选择以个人名义参加';
    if (!quote.joinable) return '剩余份数不足或已截止，请减少份数或返回活动页查看';
    if (campaign.deliveryMode === 'pickup' && !pointId) return '请选择自提点';
    if (campaign.deliveryMode === 'each' && !campaign.byList && !address) return '请先添加或选择收货地址';
    return '';
  });
  protected readonly words = computed(() => {
    const sum = this.sum();
    const deposit = this.quote.latest()?.deposit;
    if (this.join.busy()) return '正在提交';
    if (sum === null) return '正在计算';
    return deposit ? `参加并支付定金 ${formatFen(deposit.nowFen)}` : `参加并支付 ${formatFen(sum)}`;
  });
  protected readonly ready = computed(() => !this.blocked() && this.sum() !== null && !this.join.busy());

  constructor() {
    // Who comes by the link of somebody who hands out at a point most likely fetches there, and where there is one point everybody does: chosen beforehand, and free to be changed.
    effect(() => {
      const points = this.campaign.latest()?.points ?? [];
      const likely = points.length === 1 ? points[0] : points.find(({ id }) => id === this.leader()?.pointId);
      if (likely && untracked(this.model).pointId === null) this.choosePoint(likely.id);
    });
  }

  protected take(shares: number): void {
    this.model.update((filled) => ({ ...filled, shares }));
  }

  protected choosePoint(pointId: string): void {
    this.model.update((filled) => ({ ...filled, pointId }));
  }

  protected chooseAddress(address: Address | null): void {
    this.model.update((filled) => ({ ...filled, address }));
  }

  protected wantInvoice(wanted: boolean): void {
    this.invoice.set(wanted);
    const seat = this.seat();
    this.model.update((filled) => ({
      ...filled,
      invoiceCode: '',
      invoiceTitle: wanted && seat && (filled.forOrganisation || this.budgetId() !== null) ? seat.organisationName : '',
    }));
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.ready()) return;
    let joined: JoinedPledge | undefined;
    await this.join.send(async (sent) => {
      joined = await this.api.call('joinCampaign', { params: { id: this.id() }, ...sent });
    }, this.id());
    if (joined) await this.pay(joined);
    else {
      this.quote.reload();
      this.refusals.update((count) => count + 1);
    }
  }

  /** The shares are held already: whatever happens from here, they can be paid from the pledge. */
  private async pay(joined: JoinedPledge): Promise<void> {
    try {
      const { payment } = joined.payment.payUrl
        ? joined
        : await this.api.call('payPledge', { params: { id: joined.id }, idempotencyKey: crypto.randomUUID() });
      if (payment.payUrl) {
        location.assign(payment.payUrl);
        return;
      }
    } catch {
      // The page of the pledge says how it stands.
    }
    await this.router.navigateByUrl(`/my/pledges/${joined.id}`);
  }
}
