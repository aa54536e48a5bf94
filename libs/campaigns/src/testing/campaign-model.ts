/** What a campaign comes to, computed as simply as it can be said: the model that the real one is compared with. */

/** An error's code, or null for done. */
export type Outcome = string | null;
export type ModelStatus = 'pending' | 'paid' | 'expired' | 'cancelled' | 'withdrawn' | 'confirmed' | 'refunded';
export interface ModelPledge {
  readonly person: number;
  readonly shares: number;
  status: ModelStatus;
  /** Of what was paid: what goes back. */
  back: number;
  /** The money has come. */
  came: boolean;
  final: number | null;
}
export interface ModelTerms {
  readonly threshold: number;
  readonly cap: number;
  readonly most: number;
  readonly tierFrom: readonly number[];
  /** Of a share, by tier. */
  readonly prices: readonly number[];
  readonly freight: number;
}

export class CampaignModel {
  readonly pledges: ModelPledge[] = [];
  status: 'recruiting' | 'succeeded' | 'failed' | 'cancelled' = 'recruiting';
  over = false;

  constructor(readonly terms: ModelTerms) {}

  private sum(...statuses: readonly ModelStatus[]): number {
    return this.pledges.filter(({ status }) => statuses.includes(status)).reduce((sum, { shares }) => sum + shares, 0);
  }

  get held(): number {
    return this.sum('pending');
  }

  /** What was paid in time counts for good: what is refunded after the decision counted in it. */
  get paid(): number {
    return this.sum('paid', 'confirmed', 'refunded');
  }

  upFront({ shares }: Pick<ModelPledge, 'shares'>): number {
    return shares * ((this.terms.prices[0] ?? 0) + this.terms.freight);
  }

  join(person: number, shares: number): Outcome {
    if (this.status !== 'recruiting') return 'campaign_not_recruiting';
    if (this.over) return 'campaign_over';
    if (shares > this.terms.most) return 'pledge_limit';
    if (shares > this.terms.cap - this.held - this.paid) return 'campaign_full';
    if (this.pledges.some((one) => one.person === person && one.status === 'pending')) return 'pledge_unpaid';
    this.pledges.push({ person, shares, status: 'pending', back: 0, came: false, final: null });
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
    if (this.status !== 'recruiting') return 'campaign_moved';
    this.status = 'cancelled';
    return null;
  }

  /** The worker comes by. */
  work(): void {
    if (this.status === 'recruiting' && (this.over || this.paid >= this.terms.cap))
      this.status = this.paid >= this.terms.threshold ? 'succeeded' : 'failed';
    if (this.status === 'recruiting') return;
    const tier = this.terms.tierFrom.filter((from) => from <= this.paid).length - 1;
    const fen = (this.terms.prices[Math.max(tier, 0)] ?? 0) + this.terms.freight;
    for (const pledge of this.pledges) {
      this.expire(pledge);
      if (pledge.status !== 'paid') continue;
      if (this.status === 'succeeded') pledge.final = pledge.shares * fen;
      pledge.back = this.upFront(pledge) - (pledge.final ?? 0);
    }
    for (const pledge of this.pledges)
      if (pledge.status === 'paid') pledge.status = this.status === 'succeeded' ? 'confirmed' : 'refunded';
  }
}
