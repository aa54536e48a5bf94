import { Inject, Injectable, Logger } from '@nestjs/common';
import type { JoinCampaignBody, JoinedPledge } from '@yigou/contracts';
import { type Caller, holdSeat, seatOf } from '@yigou/identity';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { UnitTerms } from '@yigou/orders';
import { type OpenAttempt, Payments } from '@yigou/payments';
import {
  claimKey,
  CONFIG,
  type Config,
  type IdempotencyClaim,
  PersonalData,
  PolicyParameters,
  type Tx,
  UnitOfWork,
  violatedConstraint,
} from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { campaignKey } from '../lock-campaign';
import { encumberPledge } from '../units/pledge-budgets';
import { type JoinAnswer, joinPledge, joinPledgeAcross, type PledgeToJoin } from './join-pledge';
import { PledgeQueries } from './pledges.queries';

/**
 * Takes shares of a campaign: they are held, and to be paid within the policy's minutes. Six statements, the claim of the Idempotency-Key and the provider's answer included,
 * and none that changes the campaign's own row: whoever joins waits for nobody but who takes shares of the same sixteenth. A unit's, which are held of its budget, take four more
 * and, where units in arrears may not order, a seventh: whoever takes shares of the same sixteenth waits for the ceilings that it stands before.
 */
@Injectable()
export class JoinCampaign {
  private readonly log = new Logger('JoinCampaign');
  private readonly personal: PersonalData;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly pledges: PledgeQueries,
    private readonly regions: RegionDirectory,
    private readonly policy: PolicyParameters,
    private readonly terms: UnitTerms,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.personal = new PersonalData(config);
  }

  /**
   * The same Idempotency-Key gives the same pledge, as it is by then. Throws `not_found`, `campaign_not_recruiting`, `campaign_over` after the deadline, `pledge_limit` for more
   * shares than one may take, `campaign_full` with `details.leftShares`, `price_changed`, `deposit_not_for_units`, `pledge_unpaid` while another of theirs waits to be paid, `checkout_too_large` (for the
   * payment provider), `forbidden` for an organisation that one does not act for or may not buy for, `validation_failed` without the address or point that the campaign asks for; of a
   * unit `pledge_needs_budget` where none is named, `unit_in_arrears`, and what {@link encumberPledge} throws.
   */
  async execute(
    by: Caller,
    campaignId: string,
    body: JoinCampaignBody,
    claim: IdempotencyClaim,
  ): Promise<JoinedPledge> {
    const limitFen = this.payments.maxAmountFen;
    if (body.expectedTotalFen > limitFen)
      throw new DomainError('checkout_too_large', { totalFen: body.expectedTotalFen, limitFen });
    if (body.expectedTotalFen < 1) throw new DomainError('price_changed', {});
    const minutes = await this.policy.get('campaigns.pay_minutes');
    const arrearsLock = await this.arrearsLock(by, body);
    const pledgeId = newId();
    const address = await this.sealed(pledgeId, body);
    const joining: Joining = { by, campaignId, body, claim, pledgeId, address, minutes, arrearsLock };
    // What no sixteenth has left alone is looked for in all of them by a transaction of its own: in this one, the wait for one of them may have left a lock behind.
    const joined =
      (await this.take(joining, joinPledge).catch((error: unknown) => {
        if (error instanceof NotInOne) return null;
        throw error;
      })) ?? (await this.take(joining, joinPledgeAcross));
    if (!joined.attempt || !joined.made) return this.pledges.joined(by.actor.userId, joined.pledgeId);
    const payUrl = await this.beginPayment(joined.attempt);
    return {
      id: joined.pledgeId,
      number: joined.made.number ?? '',
      status: 'pending',
      shares: body.shares,
      amountFen: body.expectedTotalFen,
      depositFen: body.expectedDepositFen,
      expiresAt: joined.made.expiresAt,
      payment: {
        id: joined.attempt.paymentId,
        status: 'pending',
        channel: 'online',
        amountFen: nowFen(body),
        refundedFen: 0,
        payUrl,
        paidAt: null,
      },
    };
  }

  private async take(
    { by, campaignId, body, claim, pledgeId, address, minutes, arrearsLock }: Joining,
    join: typeof joinPledge,
  ): Promise<Taken> {
    try {
      return await this.uow.run(async (tx) => {
        const { first, result } = await claimKey(tx, claim, { pledgeId }, { sharing: campaignKey(campaignId) });
        if (!first) return { pledgeId: result.pledgeId };
        const payer = await this.payer(tx, by, body, arrearsLock);
        const attempt = await this.payments.open(tx, {
          id: newId(),
          holder: pledgeId,
          purpose: 'pledge',
          amountFen: nowFen(body),
          returnUrl: `${this.config.STOREFRONT_URL}/pay/pledge?pledge=${pledgeId}`,
        });
        const { userId } = by.actor;
        const { paymentId } = attempt;
        const pledge = { ...body, ...payer, id: pledgeId, campaignId, userId, address, minutes, paymentId };
        const made = await join(tx, pledge);
        if (made?.number) {
          await encumber(tx, pledge);
          return { pledgeId, attempt, made };
        }
        const leftShares = refuse(made, pledge);
        if (join === joinPledge && leftShares >= body.shares) throw new NotInOne();
        throw new DomainError('campaign_full', { leftShares });
      });
    } catch (error) {
      if (violatedConstraint(error) === 'campaigns_pledge_one_pending') throw new DomainError('pledge_unpaid');
      throw error;
    }
  }

  /** Whose name it is in, and, of a unit, which of its budgets pays. */
  private async payer(tx: Tx, by: Caller, body: JoinCampaignBody, arrearsLock: boolean): Promise<Payer> {
    const { forOrganisation, budgetId } = body;
    const kind = by.seat?.kind;
    if (forOrganisation && kind === 'agency') {
      // What a unit buys is held of its budget: no way leads past its ceilings.
      if (budgetId === null) throw new DomainError('pledge_needs_budget');
      const { organisationId } = (await holdSeat(tx, by, { kind, duty: 'buy' })).seat;
      if (arrearsLock) await this.terms.requireNoArrears(tx, organisationId);
      return { organisationId, budgetId };
    }
    if (budgetId !== null) throw new DomainError('forbidden');
    if (!forOrganisation) return { organisationId: null, budgetId };
    if (kind !== 'company') throw new DomainError('forbidden');
    return { organisationId: (await holdSeat(tx, by, { kind })).seat.organisationId, budgetId };
  }

  /** Whether a unit that is in arrears may not buy where it stands; nobody else is asked. */
  private async arrearsLock(by: Caller, { forOrganisation }: JoinCampaignBody): Promise<boolean> {
    if (!forOrganisation || by.seat?.kind !== 'agency') return false;
    return (await this.terms.placing(seatOf(by, 'agency').organisationId)).arrearsLock;
  }

  /** The address as the pledge keeps it. Throws `validation_failed` for a region that there is not or that has others below it. */
  private async sealed(pledgeId: string, { address }: JoinCampaignBody): Promise<PledgeToJoin['address']> {
    if (!address) return null;
    const region = await this.regions.find(address.regionCode);
    if (!region?.leaf) throw new DomainError('validation_failed', { fields: { 'address.regionCode': '请选择到区县' } });
    const plain = JSON.stringify({ ...address, regionCode: region.code, regionPath: region.path });
    return { sealed: this.personal.seal(plain, pledgeId), key: this.personal.currentKey, region: region.code };
  }

  /** Where to pay; null while the provider keeps it from being paid. */
  private async beginPayment(attempt: OpenAttempt): Promise<string | null> {
    try {
      return (await this.payments.begin(attempt)).payUrl;
    } catch (error) {
      // The shares are held: whoever opens the pledge is told what keeps it from being paid.
      if (!(error instanceof DomainError)) throw error;
      this.log.warn({ paymentId: attempt.paymentId, code: error.code }, 'a pledge waits to be paid later');
      return null;
    }
  }
}

/** What is paid at once: the deposit of a pre-sale that asks for one, otherwise all of it. */
const nowFen = ({ expectedTotalFen, expectedDepositFen }: JoinCampaignBody): Fen =>
  expectedDepositFen ?? expectedTotalFen;

/** No sixteenth had as many shares left; all of them together may. */
class NotInOne extends Error {}
type Payer = Pick<PledgeToJoin, 'organisationId' | 'budgetId'>;
interface Joining {
  readonly by: Caller;
  readonly campaignId: string;
  readonly body: JoinCampaignBody;
  readonly claim: IdempotencyClaim;
  readonly pledgeId: string;
  readonly address: PledgeToJoin['address'];
  readonly minutes: number;
  readonly arrearsLock: boolean;
}
/** What the transaction has written; nothing but the id where an earlier one had. */
interface Taken {
  readonly pledgeId: string;
  readonly attempt?: OpenAttempt;
  readonly made?: JoinAnswer;
}

/** What a unit may come to pay is held last, after the places: nobody who holds a budget waits for a place. */
async function encumber(tx: Tx, pledge: PledgeToJoin): Promise<void> {
  const { id, organisationId: unitId, budgetId, expectedTotalFen: amountFen } = pledge;
  if (unitId !== null && budgetId !== null) await encumberPledge(tx, { id, unitId, budgetId, amountFen });
}

/** Throws what keeps a pledge from being made, but for the want of shares; gives how many are left. */
function refuse(answer: JoinAnswer | undefined, pledge: PledgeToJoin): number {
  const { shares, expectedTotalFen, expectedDepositFen, pointId, address } = pledge;
  if (!answer) throw new DomainError('not_found');
  if (answer.status !== 'recruiting') throw new DomainError('campaign_not_recruiting', { status: answer.status });
  if (answer.over) throw new DomainError('campaign_over');
  if (shares > answer.perPledgeShares)
    throw new DomainError('pledge_limit', { perPledgeShares: answer.perPledgeShares });
  // A deposit may be lost, and what a unit spends has to be for goods.
  if (answer.depositShareFen !== null && pledge.budgetId !== null) throw new DomainError('deposit_not_for_units');
  const depositFen = answer.depositShareFen && answer.depositShareFen * shares;
  if (answer.shareFen * shares !== expectedTotalFen || depositFen !== expectedDepositFen)
    throw new DomainError('price_changed', { totalFen: answer.shareFen * shares, depositFen });
  if (answer.deliverable) return answer.leftShares;
  if (answer.deliveryMode === 'each' && !address)
    throw new DomainError('validation_failed', { fields: { address: '请填写收货地址' } });
  throw new DomainError('validation_failed', {
    fields: { pointId: pointId ? '该自提点已不可用，请另选' : '请选择自提点' },
  });
}
