import { Injectable, type OnModuleInit } from '@nestjs/common';
import { signedAs } from '@yigou/identity';
import { type Fen, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type MoneyWitness, type Payment, type PaymentHolder, PaymentHolders, Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { handCode } from '../closing/hand-code';
import { holdCampaign, type LockedCampaign } from '../lock-campaign';
import { type LockedPledge, lockPledges, movePledges } from '../move-pledges';
import { pledgeNotice } from '../pledges/pledge-notices';

/**
 * What the money of a balance (尾款) means: it counts until the collecting is closed, which is after every payment that was begun was looked at or cancelled at the provider, so that nobody who
 * paid in time is late by a message. What comes after that goes back at once, and the person is told why. The caller holds the payment's lock.
 */
@Injectable()
export class BalancePayments implements OnModuleInit, PaymentHolder {
  constructor(
    private readonly holders: PaymentHolders,
    private readonly refunds: Refunds,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.holders.add('balance', this);
  }

  async captured(tx: Tx, payment: Payment, { witness, note }: MoneyWitness): Promise<void> {
    const { campaign, pledge } = await this.held(tx, payment);
    if (pledge.status === 'balance_due' && campaign.status === 'collecting') {
      await tx.query('UPDATE campaigns_balance SET paid_at = clock_timestamp() WHERE id = $1', [payment.holder]);
      const finals = new Map([[pledge.id, { handCode: campaign.deliveryMode === 'pickup' ? handCode() : null }]]);
      return movePledges(tx, [pledge], { action: 'pay_balance', by: signedAs(witness), reason: note, finals });
    }
    const why = campaign.status === 'cancelled' ? '活动已取消' : '尾款支付期限已过';
    await this.giveBack(tx, payment, pledge, {
      fen: payment.amountFen,
      reason: `${why}，原路退回`,
      body: `您为“${campaign.title}”支付的尾款 ${fenText(payment.amountFen)} 到账时${why}，没有计入，已全额原路退回，无需您操作。`,
    });
  }

  /** What came is not what was asked for: it waits for a person, and nobody loses a deposit over it. */
  async quarantined(tx: Tx, payment: Payment): Promise<void> {
    const { campaign, pledge } = await this.held(tx, payment);
    // What became of the deposit is decided: nothing is said of it that is not so.
    const due = pledge.status === 'balance_due' ? '；期限届满还没有付清的，定金也会退回' : '';
    const body = `您为“${campaign.title}”支付的尾款到账金额与应付金额不符，由平台核查后处理${due}。`;
    await this.notices.tellMany(tx, 'campaign', [pledgeNotice(pledge, '尾款正在核查', body)]);
  }

  /** Nothing was counted when it came wrong: what is accepted goes back as what comes too late does. What is refunded goes back by itself. */
  async resolved(
    tx: Tx,
    payment: Payment,
    { ending }: Parameters<NonNullable<PaymentHolder['resolved']>>[2],
  ): Promise<void> {
    if (ending !== 'accept') return;
    const { campaign, pledge } = await this.held(tx, payment);
    await this.giveBack(tx, payment, pledge, {
      fen: payment.heldFen,
      reason: '到账金额与应付尾款不符，原路退回',
      body: `您为“${campaign.title}”支付的尾款已核查：金额不符，没有计入，到账的 ${fenText(payment.heldFen)} 全额原路退回，无需您操作。`,
    });
  }

  private async giveBack(
    tx: Tx,
    { id, holder }: Payment,
    pledge: LockedPledge,
    { fen, reason, body }: { readonly fen: Fen; readonly reason: string; readonly body: string },
  ): Promise<void> {
    await this.refunds.request(tx, { paymentId: id, holder, cause: 'late_payment', amountFen: fen, reason });
    await this.notices.tellMany(tx, 'campaign', [pledgeNotice(pledge, '尾款已原路退回', body)]);
  }

  private async held(tx: Tx, { id, holder }: Payment): Promise<{ campaign: LockedCampaign; pledge: LockedPledge }> {
    const found = await tx.one<{ campaignId: string; pledgeId: string }>(
      'SELECT campaign_id AS "campaignId", pledge_id AS "pledgeId" FROM campaigns_balance WHERE id = $1',
      [holder],
    );
    if (!found) throw new Error(`the payment ${id} is for no balance`);
    const campaign = await holdCampaign(tx, found.campaignId);
    const [pledge] = await lockPledges(tx, [found.pledgeId]);
    if (!pledge) throw new Error(`the pledge of the payment ${id} is gone`);
    return { campaign, pledge };
  }
}
