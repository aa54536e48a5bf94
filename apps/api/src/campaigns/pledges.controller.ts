import { Controller } from '@nestjs/common';
import { EndPledges, JoinCampaign, PayBalances, PledgeQueries, UnitPledges } from '@yigou/campaigns';
import type { JoinedPledge, PledgeView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Payments, SettlePayment } from '@yigou/payments';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, Seated } from '../http/request';

@Controller()
export class PledgesController {
  constructor(
    private readonly join: JoinCampaign,
    private readonly pledges: PledgeQueries,
    private readonly units: UnitPledges,
    private readonly ending: EndPledges,
    private readonly balances: PayBalances,
    private readonly payments: Payments,
    private readonly settle: SettlePayment,
  ) {}

  @Handle('quoteJoin')
  quote(@Input() { params, query }: RouteInput<'quoteJoin'>): Promise<RouteResponse<'quoteJoin'>> {
    return this.pledges.quote(params.id, query.shares);
  }

  @Handle('joinCampaign')
  create(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'joinCampaign'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<JoinedPledge> {
    return this.join.execute(by, params.id, body, claim);
  }

  @Handle('listPledges')
  list(
    @CurrentCaller() by: Caller,
    @Input() { query }: RouteInput<'listPledges'>,
  ): Promise<RouteResponse<'listPledges'>> {
    return this.pledges.list(by.actor.userId, query);
  }

  @Handle('listUnitPledges')
  ofUnit(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listUnitPledges'>,
  ): Promise<RouteResponse<'listUnitPledges'>> {
    return this.units.list(caller, query);
  }

  @Handle('getPledge')
  get(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'getPledge'>): Promise<PledgeView> {
    return this.pledges.view(by.actor.userId, params.id);
  }

  /** Repeating is harmless: there is at most one open attempt, and it is answered. */
  @Handle('payPledge')
  async pay(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'payPledge'>,
    @Once() _claim: IdempotencyClaim,
  ): Promise<PledgeView> {
    const pledge = await this.pledges.view(by.actor.userId, params.id);
    const balance = pledge.status === 'balance_due';
    if (!balance && !pledge.can.pay) throw new DomainError('checkout_not_payable');
    const intent = balance ? await this.balances.begin(by, params.id) : await this.payments.resume(pledge.payment.id);
    if (intent.status === 'succeeded') await this.settle.execute(intent);
    return this.pledges.view(by.actor.userId, params.id);
  }

  @Handle('syncPledge')
  async sync(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'syncPledge'>): Promise<PledgeView> {
    const pledge = await this.pledges.view(by.actor.userId, params.id);
    if (pledge.payment.status === 'paid') return pledge;
    const intent = await this.payments.askProvider(pledge.payment.id);
    if (!intent || intent.status === 'open') return pledge;
    await this.settle.execute(intent);
    return this.pledges.view(by.actor.userId, params.id);
  }

  @Handle('leavePledge')
  async leave(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'leavePledge'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<PledgeView> {
    await this.ending.leave(by, params.id, claim);
    return this.pledges.view(by.actor.userId, params.id);
  }

  @Handle('withdrawPledge')
  async withdraw(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'withdrawPledge'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<PledgeView> {
    await this.ending.withdraw(by, params.id, claim);
    return this.pledges.view(by.actor.userId, params.id);
  }
}
