import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { auditOf, type Caller, inPerson, SYSTEM } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { type Payment, Payments, Refunds, SettlePayment } from '@yigou/payments';
import { claimKey, Database, type IdempotencyClaim, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { holdCampaign, type LockedCampaign } from '../lock-campaign';
import { type LockedPledge, lockPledges, movePledges } from '../move-pledges';

/** A pledge whose time to pay is over, or whose campaign has closed. */
interface Overdue {
  readonly id: string;
  readonly paymentId: string;
  /** As PostgreSQL writes it. */
  readonly since: string;
  readonly lateSeconds: number;
}
interface Held {
  readonly payment: Payment;
  readonly campaign: LockedCampaign;
  readonly pledge: LockedPledge;
}

/** Pledges that end one by one: left before they were paid, withdrawn while the campaign recruits (冷静期), or not paid in time. */
@Injectable()
export class EndPledges {
  private readonly log = new Logger('EndPledges');

  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly settle: SettlePayment,
    private readonly audit: AuditLog,
  ) {}

  /** Gives up shares that are not paid. What is paid all the same goes back. Throws `not_found` for another's, `pledge_closed`. */
  leave(caller: Caller, pledgeId: string, claim: IdempotencyClaim): Promise<void> {
    return this.end(caller, pledgeId, claim, async (tx, { payment, pledge }, by) => {
      await movePledges(tx, [pledge], { action: 'leave', by, reason: '放弃参与' });
      await this.payments.cancel(tx, payment);
    });
  }

  /** Takes paid shares back while the campaign recruits: all of it is refunded. Throws `not_found`, `pledge_closed`, `campaign_not_recruiting`, `campaign_over`. */
  withdraw(caller: Caller, pledgeId: string, claim: IdempotencyClaim): Promise<void> {
    return this.end(caller, pledgeId, claim, async (tx, { payment, campaign, pledge }, by) => {
      if (pledge.status === 'paid') {
        if (campaign.status !== 'recruiting')
          throw new DomainError('campaign_not_recruiting', { status: campaign.status });
        if (campaign.over) throw new DomainError('campaign_over');
      }
      await movePledges(tx, [pledge], { action: 'withdraw', by, reason: '招募期内退出' });
      await this.refunds.request(tx, {
        paymentId: payment.id,
        holder: pledge.id,
        cause: 'withdrawn',
        amountFen: payment.amountFen,
        reason: '招募期内退出，全额退回',
      });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'campaigns.pledge_withdrawn',
        subjectKind: 'pledge',
        subjectId: pledge.id,
        summary: `退出“${campaign.title}”的 ${pledge.shares} 份（${pledge.number}）`,
      });
    });
  }

  private async end(
    caller: Caller,
    pledgeId: string,
    claim: IdempotencyClaim,
    work: (tx: Tx, held: Held, by: Caller) => Promise<void>,
  ): Promise<void> {
    const by = inPerson(caller);
    const own = await this.db.one<{ paymentId: string; campaignId: string }>(
      'SELECT payment_id AS "paymentId", campaign_id AS "campaignId" FROM campaigns_pledge WHERE id = $1 AND user_id = $2',
      [pledgeId, by.actor.userId],
    );
    if (!own) throw new DomainError('not_found');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { pledgeId });
      if (first) await work(tx, await this.hold(tx, { ...own, pledgeId }), by);
    });
  }

  /** Payment, campaign, pledge: in the order in which everybody locks them. */
  private async hold(
    tx: Tx,
    {
      paymentId,
      campaignId,
      pledgeId,
    }: { readonly paymentId: string; readonly campaignId: string; readonly pledgeId: string },
  ): Promise<Held> {
    const payment = await this.payments.lock(tx, paymentId);
    const campaign = await holdCampaign(tx, campaignId);
    const [pledge] = await lockPledges(tx, [pledgeId]);
    if (!pledge) throw new DomainError('not_found');
    return { payment, campaign, pledge };
  }

  /** Closes every pledge whose time to pay is over, and those of campaigns that have closed, `size` to a page; returns how many were looked at. Throws `SweepFailed` at the end. */
  expireDue(size: number): Promise<number> {
    return sweepEach({ name: 'expire-pledges', size, due: (after?: Overdue) => this.overdue(size, after) }, (one) =>
      this.expire(one),
    );
  }

  private overdue(limit: number, after: Overdue | undefined): Promise<Overdue[]> {
    return this.db.query<Overdue>(
      `SELECT p.id, p.payment_id AS "paymentId", p.expires_at::text AS since, extract(epoch FROM clock_timestamp() - p.expires_at)::int AS "lateSeconds"
       FROM campaigns_pledge p WHERE p.status = 'pending'
         AND (p.expires_at <= clock_timestamp() OR EXISTS (SELECT FROM campaigns_campaign c WHERE c.id = p.campaign_id AND c.status <> 'recruiting'))
         AND (p.expires_at, p.id) > ($2::timestamptz, $3::uuid)
       ORDER BY p.expires_at, p.id LIMIT $1`,
      [limit, after?.since ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /**
   * Closes an unpaid pledge. The provider is asked to cancel first: when the money was quicker, it is settled instead. While the provider cannot be reached the shares stay
   * held for another ten minutes; what is paid after that goes back.
   */
  async expire({ id, paymentId, lateSeconds }: Pick<Overdue, 'id' | 'paymentId' | 'lateSeconds'>): Promise<void> {
    try {
      const intent = await this.payments.cancelAtProvider(paymentId);
      if (intent?.status === 'succeeded') {
        await this.settle.execute(intent);
        return;
      }
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'payment_unavailable') throw error;
      if (lateSeconds < PATIENCE_SECONDS) return;
      this.log.warn({ paymentId }, 'closing an unpaid pledge without the provider, which is out of reach');
    }
    const [known] = await this.db.query<{ campaignId: string }>(
      'SELECT campaign_id AS "campaignId" FROM campaigns_pledge WHERE id = $1',
      [id],
    );
    if (!known) return;
    await this.uow.run(async (tx) => {
      const { payment, campaign, pledge } = await this.hold(tx, {
        paymentId,
        campaignId: known.campaignId,
        pledgeId: id,
      });
      if (pledge.status !== 'pending') return;
      const closed = campaign.status !== 'recruiting';
      if (!closed && !(await isOverdue(tx, id))) return;
      const reason = closed ? '活动已结束，未付款的参与记录关闭' : '超时未付款，参与记录关闭';
      await movePledges(tx, [pledge], { action: 'expire', by: SYSTEM, reason });
      await this.payments.cancel(tx, payment);
    });
  }
}

/** By the clock of a statement that starts when the locks are held. */
const isOverdue = async (tx: Tx, pledgeId: string): Promise<boolean> =>
  (await tx.one('SELECT FROM campaigns_pledge WHERE id = $1 AND expires_at <= clock_timestamp()', [pledgeId])) !==
  undefined;

/** How long past its time an unpaid pledge waits for a provider that cannot be reached. */
const PATIENCE_SECONDS = 600;
