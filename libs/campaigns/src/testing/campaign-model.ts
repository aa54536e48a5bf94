/** What a campaign comes to, computed as simply as it can be said: the model that the real one is compared with. */

/** An error's code, or null for done. */
export type Outcome = string | null;
export type ModelStatus =
  | 'pending'
  | 'paid'
  | 'expired'
  | 'cancelled'
  | 'withdrawn'
  | 'balance_due'
  | 'confirmed'
  | 'forfeited'
  | 'refunded';
export interface ModelPledge {
  readonly person: number;
  readonly shares: number;
  status: ModelStatus;
  /** Of what was paid: what goes back. */
  back: number;
  /** The money has come. */
  came: boolean;
  final: number | null;
  /** Of a deposit: what was paid after it. */
  rest: number;
}
export interface ModelTerms {
  readonly threshold: number;
  readonly cap: number;
  readonly most: number;
  readonly tierFrom: readonly number[];
  /** Of a share, by tier. */
  readonly prices: readonly number[];
  readonly freight: number;
  /** Of a share, what is paid at joining; null: all of it. */
  readonly deposit: number | null;
}

export class CampaignModel {
  readonly pledges: ModelPledge[] = [];
  status: 'recruiting' | 'collecting' | 'succeeded' | 'failed' | 'cancelled' = 'recruiting';
  over = false;
  /** The time to pay balances is over. */
  balanceOver = false;

  constructor(readonly terms: ModelTerms) {}

  private sum(...statuses: readonly ModelStatus[]): number {
    return this.pledges.filter(({ status }) => statuses.includes(status)).reduce((sum, { shares }) => sum + shares, 0);
  }

  get held(): number {
    return this.sum('pending');
  }

  /** What was paid in time counts for good: what is refunded after the decision counted in it. */
  get paid(): number {
    return this.sum('paid', 'balance_due', 'confirmed', 'forfeited', 'refunded');
  }

  upFront({ shares }: Pick<ModelPledge, 'shares'>): number {
    return shares * (this.terms.deposit ?? (this.terms.prices[0] ?? 0) + this.terms.freight);
  }

  join(person: number, shares: number): Outcome {
    if (this.status !== 'recruiting') return 'campaign_not_recruiting';
    if (this.over) return 'campaign_over';
    if (shares > this.terms.most) return 'pledge_limit';
    if (shares > this.terms.cap - this.held - this.paid) return 'campaign_full';
    if (this.pledges.some((one) => one.person === person && one.status === 'pending')) return 'pledge_unpaid';
    this.pledges.push({ person, shares, status: 'pending', back: 0, came: false, final: null, rest: 0 });
    return null;
  }

  /** The money comes, whenever. */
  pay(pledge: ModelPledge): void {
    if (pledge.came) return;
    pledge.came = true;
    if (pledge.status === 'pending' && this.status === 'recruiting' && !this.over) pledge.status = 'paid';
    else {
      if (pledge.status === 'pending') pledge.status = 'expired';
      pledge.back = this.upFront(pledge);
    }
  }

  leave(pledge: ModelPledge): Outcome {
    if (pledge.status !== 'pending') return 'pledge_closed';
    pledge.status = 'cancelled';
    return null;
  }

  withdraw(pledge: ModelPledge): Outcome {
    if (pledge.status !== 'paid') return 'pledge_closed';
    if (this.status !== 'recruiting') return 'campaign_not_recruiting';
    if (this.over) return 'campaign_over';
    pledge.status = 'withdrawn';
    pledge.back = this.upFront(pledge);
    return null;
  }

  expire(pledge: ModelPledge): void {
    if (pledge.status === 'pending') pledge.status = 'expired';
  }

  cancel(): Outcome {
    if (this.status !== 'recruiting' && this.status !== 'collecting') return 'campaign_moved';
    this.status = 'cancelled';
    return null;
  }

  /** Somebody wants to pay what is left after the deposit, and pays it at once. */
  payBalance(pledge: ModelPledge): Outcome {
    if (pledge.status !== 'balance_due') return 'checkout_not_payable';
    if (this.status !== 'collecting' || this.balanceOver) return 'balance_not_open';
    pledge.status = 'confirmed';
    pledge.rest = (pledge.final ?? 0) - this.upFront(pledge);
    return null;
  }

  /** The worker comes by. */
  work(): void {
    this.close();
    if (this.status === 'recruiting') return;
    for (const pledge of this.pledges) this.expire(pledge);
    if (this.status === 'failed' || this.status === 'cancelled')
      return this.end('refunded', 'paid', 'balance_due', 'confirmed');
    for (const pledge of this.pledges) if (pledge.status === 'paid') this.settle(pledge);
    this.collect();
  }

  private close(): void {
    if (this.status !== 'recruiting' || !(this.over || this.paid >= this.terms.cap)) return;
    if (this.paid < this.terms.threshold) this.status = 'failed';
    else this.status = this.terms.deposit === null ? 'succeeded' : 'collecting';
  }

  private settle(pledge: ModelPledge): void {
    const tier = this.terms.tierFrom.filter((from) => from <= this.paid).length - 1;
    pledge.final = pledge.shares * ((this.terms.prices[Math.max(tier, 0)] ?? 0) + this.terms.freight);
    pledge.status = this.terms.deposit === null ? 'confirmed' : 'balance_due';
    if (this.terms.deposit === null) pledge.back = this.upFront(pledge) - pledge.final;
  }

  private collect(): void {
    if (this.status !== 'collecting' || (this.sum('balance_due') > 0 && !this.balanceOver)) return;
    this.status = this.sum('confirmed') > 0 ? 'succeeded' : 'failed';
    this.end('forfeited', 'balance_due');
  }

  /** Whoever is refunded gets back all that came; who forfeits nothing. */
  private end(to: 'refunded' | 'forfeited', ...from: readonly ModelStatus[]): void {
    for (const pledge of this.pledges) {
      if (!from.includes(pledge.status)) continue;
      pledge.status = to;
      if (to === 'refunded') pledge.back = this.upFront(pledge) + pledge.rest;
    }
  }
}
