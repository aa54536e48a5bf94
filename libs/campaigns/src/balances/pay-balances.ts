import { Inject, Injectable } from '@nestjs/common';
import { type Caller, inPerson } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { type IntentSnapshot, Payments } from '@yigou/payments';
import { CONFIG, type Config, type Tx, UnitOfWork } from '@yigou/platform';
import { holdCampaign } from '../lock-campaign';
import { lockPledges } from '../move-pledges';

/** Balances of pre-sales with a deposit (尾款), asked for when their owners want to pay: each has one payment, whoever asks how often. */
@Injectable()
export class PayBalances {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Where to pay the balance. Throws `not_found` for another's, `checkout_not_payable` where none is due, `balance_not_open` before its time and after it, and what {@link Payments.resume} throws.
   */
  async begin(caller: Caller, pledgeId: string): Promise<IntentSnapshot> {
    const { userId } = inPerson(caller).actor;
    return this.payments.resume(await this.uow.run((tx) => this.ask(tx, userId, pledgeId)));
  }

  /** The id of its payment. */
  private async ask(tx: Tx, userId: string, pledgeId: string): Promise<string> {
    const own = await tx.one<{ campaignId: string }>(
      'SELECT campaign_id AS "campaignId" FROM campaigns_pledge WHERE id = $1 AND user_id = $2',
      [pledgeId, userId],
    );
    if (!own) throw new DomainError('not_found');
    const campaign = await holdCampaign(tx, own.campaignId);
    const [pledge] = await lockPledges(tx, [pledgeId]);
    if (pledge?.status !== 'balance_due') throw new DomainError('checkout_not_payable');
    if (campaign.status !== 'collecting' || campaign.balanceOver)
      throw new DomainError('balance_not_open', { status: campaign.status });
    const asked = await tx.one<{ paymentId: string }>(
      'SELECT payment_id AS "paymentId" FROM campaigns_balance WHERE pledge_id = $1',
      [pledgeId],
    );
    if (asked) return asked.paymentId;
    const [id, paymentId] = [newId(), newId()];
    const amountFen = (pledge.finalFen ?? pledge.amountFen) - (pledge.depositFen ?? 0);
    await this.payments.open(tx, {
      id: paymentId,
      holder: id,
      purpose: 'balance',
      amountFen,
      returnUrl: `${this.config.STOREFRONT_URL}/pay/pledge?pledge=${pledgeId}`,
    });
    await tx.query(
      'INSERT INTO campaigns_balance (id, campaign_id, pledge_id, payment_id, amount_fen) VALUES ($1, $2, $3, $4, $5)',
      [id, own.campaignId, pledgeId, paymentId, amountFen],
    );
    return paymentId;
  }
}
