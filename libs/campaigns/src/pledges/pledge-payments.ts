import { Injectable, type OnModuleInit } from '@nestjs/common';
import { signedAs, SYSTEM } from '@yigou/identity';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import {
  type MoneyWitness,
  type Payment,
  type PaymentHolder,
  PaymentHolders,
  type PoolReturn,
  Refunds,
} from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { holdCampaign, type LockedCampaign } from '../lock-campaign';
import { type LockedPledge, lockPledges, movePledges } from '../move-pledges';
import { giveBackToBudgets } from '../units/pledge-budgets';
import { pledgeNotice } from './pledge-notices';

/**
 * What the money of a pledge means: it counts when it is booked while the campaign recruits and before the deadline, by the database's clock after the campaign is held. Money
 * that comes later, or for a pledge that has ended, goes back at once, and the person is told why. The caller holds the payment's lock.
 */
@Injectable()
export class PledgePayments implements OnModuleInit, PaymentHolder {
  constructor(
    private readonly holders: PaymentHolders,
    private readonly refunds: Refunds,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.holders.add('pledge', this);
  }

  async captured(tx: Tx, payment: Payment, { witness, note }: MoneyWitness): Promise<void> {
    const { campaign, pledge } = await this.held(tx, payment);
    const pending = pledge.status === 'pending';
    if (pending && campaign.status === 'recruiting' && !campaign.over)
      return movePledges(tx, [pledge], { action: 'pay', by: signedAs(witness), reason: note, at: campaign.at });
    const why = lateBecause(campaign, pledge);
    if (pending) await movePledges(tx, [pledge], { action: 'expire', by: SYSTEM, reason: why });
    await this.refunds.request(tx, {
      paymentId: payment.id,
      holder: pledge.id,
      cause: 'late_payment',
      amountFen: payment.amountFen,
      reason: `${why}，原路退回`,
    });
    const body = `您参加“${campaign.title}”的款项 ${fenText(payment.amountFen)} 到账时${why}，没有计入，已全额原路退回，无需您操作。`;
    await this.notices.tellMany(tx, 'campaign', [pledgeNotice(pledge, '款项已原路退回', body)]);
  }

  /** What came is not what was asked for: the shares are free, while the money waits for a person. */
  async quarantined(tx: Tx, payment: Payment): Promise<void> {
    const { campaign, pledge } = await this.held(tx, payment);
    if (pledge.status !== 'pending') return;
    const reason = '到账金额与应付金额不符，参与记录关闭，款项核查后处理';
    await movePledges(tx, [pledge], { action: 'expire', by: SYSTEM, reason });
    const body = `您参加“${campaign.title}”的到账金额与应付金额不符，所占份数已释放；款项由平台核查后处理。`;
    await this.notices.tellMany(tx, 'campaign', [pledgeNotice(pledge, '款项正在核查', body)]);
  }

  /** The shares were free as soon as it came wrong: what is accepted pays for nothing, and goes back as what comes too late does. What is refunded goes back by itself. */
  async resolved(
    tx: Tx,
    payment: Payment,
    { ending }: Parameters<NonNullable<PaymentHolder['resolved']>>[2],
  ): Promise<void> {
    if (ending !== 'accept') return;
    const { campaign, pledge } = await this.held(tx, payment);
    await this.refunds.request(tx, {
      paymentId: payment.id,
      holder: pledge.id,
      cause: 'late_payment',
      amountFen: payment.heldFen,
      reason: '参与记录已关闭，到账款项原路退回',
    });
    const body = `您参加“${campaign.title}”的款项已核查：参与记录因金额不符已关闭，到账的 ${fenText(payment.heldFen)} 全额原路退回，无需您操作。`;
    await this.notices.tellMany(tx, 'campaign', [pledgeNotice(pledge, '款项已原路退回', body)]);
  }

  /** What a unit gets back of its orders, its budget gets back. */
  returned(tx: Tx, parts: readonly PoolReturn[]): Promise<void> {
    return giveBackToBudgets(tx, parts);
  }

  private async held(tx: Tx, { id, holder }: Payment): Promise<{ campaign: LockedCampaign; pledge: LockedPledge }> {
    const found = await tx.one<{ campaignId: string }>(
      'SELECT campaign_id AS "campaignId" FROM campaigns_pledge WHERE id = $1',
      [holder],
    );
    if (!found) throw new Error(`the payment ${id} is for no pledge`);
    const campaign = await holdCampaign(tx, found.campaignId);
    const [pledge] = await lockPledges(tx, [holder]);
    if (!pledge) throw new Error(`the pledge of the payment ${id} is gone`);
    return { campaign, pledge };
  }
}

function lateBecause({ status, over }: LockedCampaign, pledge: LockedPledge): string {
  if (status === 'cancelled') return '活动已取消';
  if (status === 'failed') return '活动已结束且未成团';
  if (status !== 'recruiting' || over) return '活动已截止';
  return pledge.status === 'cancelled' ? '您已放弃参与' : '已超过付款时限';
}
