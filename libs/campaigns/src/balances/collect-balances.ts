import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { DomainError, type Fen, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Payments, SettlePayment } from '@yigou/payments';
import {
  Database,
  eachIsolated,
  marketTime,
  MARKET_TODAY,
  NO_ID,
  PolicyParameters,
  raiseFailures,
  sweepEach,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { organisersOf } from '../authoring/organiser';
import { campaignGoods } from '../authoring/campaign-goods.queries';
import { type LockedCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { pledgeNotice } from '../pledges/pledge-notices';

const SWEEP = 'collect-balances';
const TOLD_AT_ONCE = 500;
const ASKED_AT_ONCE = 100;
/** How long past the end a payment that was begun waits for a provider that cannot be reached. */
const PATIENCE_SECONDS = 600;
/** What of a balance its owner was told, as `balance_told` keeps it. */
const OPENED = 1;
const REMINDED = 2;

interface Collecting {
  readonly id: string;
  readonly title: string;
  readonly until: Date;
  /** Its end is past, so many seconds; negative: still to come. */
  readonly lateSeconds: number;
  readonly daysLong: number;
  /** Somebody was not told of it. */
  readonly untold: boolean;
}
interface DuePledge {
  readonly id: string;
  readonly userId: string;
  readonly restFen: Fen;
}
/** Seconds. */
const halfOf = ({ daysLong }: Collecting): number => daysLong * 43_200;
/** Of a campaign: the last moment of its balances, their days, and how late it is. */
const END_OF_TIME = `balance_until AS until, coalesce(balance_days, 0) AS "daysLong", extract(epoch FROM clock_timestamp() - balance_until)::int AS "lateSeconds"`;
export type Collected = 'succeeded' | 'failed' | 'not_yet' | 'closed_before';

/**
 * The time in which balances may be paid (尾款): it opens on the day that was said, everybody is told and reminded, and it closes when it is over or when nobody is left to pay. Before it closes,
 * every payment that was begun is looked at and cancelled at the provider: who paid in time has paid, however late the message. The decision holds the campaign alone, as at its deadline.
 */
@Injectable()
export class CollectBalances {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly settle: SettlePayment,
    private readonly policy: PolicyParameters,
    private readonly notices: Notices,
  ) {}

  /** All that is due of it now. What of one campaign cannot be opened or told keeps no other from being told and closed. Throws `SweepFailed` at the end. */
  async collectDue(size: number): Promise<void> {
    const steps = [() => this.openDue(size), () => this.tellDue(size), () => this.closeDue(size)];
    raiseFailures(SWEEP, await eachIsolated(SWEEP, steps, (step) => step()));
  }

  /** Opens all whose day has come. Returns how many were looked at. Throws `SweepFailed`. */
  openDue(size: number): Promise<number> {
    return sweepEach(
      {
        name: 'open-balances',
        size,
        due: (after?: { id: string }) =>
          this.db.query<{ id: string }>(
            `SELECT id FROM campaigns_campaign WHERE status = 'awaiting_balance' AND balance_on <= ${MARKET_TODAY} AND pledges_done_at IS NOT NULL AND id > $2
             ORDER BY id LIMIT $1`,
            [size, after?.id ?? NO_ID],
          ),
      },
      ({ id }) =>
        this.uow.run(async (tx) => {
          const campaign = await lockCampaign(tx, id);
          if (campaign.status === 'awaiting_balance')
            await moveCampaign(tx, campaign, { action: 'open_balance', by: SYSTEM, reason: '尾款开始支付' });
        }),
    );
  }

  /** Tells whoever has to pay that they may, and once more before the end. Returns how many campaigns were looked at. Throws `SweepFailed`. */
  async tellDue(size: number): Promise<number> {
    const hours = await this.policy.get('campaigns.balance_reminder_hours');
    return sweepEach(
      { name: 'tell-balances', size, due: (after?: Collecting) => this.collecting(size, after) },
      async (found) => {
        const campaign = await this.withTime(found);
        if (campaign.lateSeconds >= 0) return;
        while (await this.uow.run((tx) => this.tellSome(tx, campaign, OPENED)));
        // Not in the first half, however early people are to be reminded.
        const secondsBefore = Math.min(hours * 3_600, halfOf(campaign));
        if (campaign.lateSeconds >= -secondsBefore)
          while (await this.uow.run((tx) => this.tellSome(tx, campaign, REMINDED)));
      },
    );
  }

  private collecting(limit: number, after: Pick<Collecting, 'id'> | undefined): Promise<Collecting[]> {
    return this.db.query<Collecting>(
      `SELECT id, title, ${END_OF_TIME},
         EXISTS (SELECT FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status = 'balance_due' AND p.balance_told = 0) AS untold
       FROM campaigns_campaign c WHERE status = 'collecting' AND balance_until IS NOT NULL AND id > $2 ORDER BY id LIMIT $1`,
      [limit, after?.id ?? NO_ID],
    );
  }

  /** Whoever is told has half of the time at least: where no worker ran for longer, it begins anew before anybody is told. */
  private async withTime(campaign: Collecting): Promise<Collecting> {
    if (!campaign.untold || campaign.lateSeconds <= -halfOf(campaign)) return campaign;
    return this.uow.run(async (tx) => {
      const { status } = await lockCampaign(tx, campaign.id);
      const anew = status === 'collecting' ? await this.startAnew(tx, campaign.id) : undefined;
      return anew ? { ...campaign, ...anew } : campaign;
    });
  }

  /** The next of them, each once; whether there may be more. */
  private async tellSome(tx: Tx, { id, title, until }: Collecting, what: number): Promise<boolean> {
    const due = await tx.query<DuePledge>(
      `SELECT id, user_id AS "userId", (coalesce(final_fen, amount_fen) - coalesce(deposit_fen, 0))::bigint AS "restFen" FROM campaigns_pledge
       WHERE campaign_id = $1 AND status = 'balance_due' AND balance_told < $2 ORDER BY id LIMIT ${TOLD_AT_ONCE} FOR UPDATE SKIP LOCKED`,
      [id, what],
    );
    const [heading, begins] = what === OPENED ? ['请支付尾款', '的尾款开始支付'] : ['尾款即将到期', '的尾款还没有支付'];
    const told = due.map((pledge) =>
      pledgeNotice(
        pledge,
        heading,
        `“${title}”${begins}：${fenText(pledge.restFen)}，请在 ${marketTime(until)} 前付清。逾期未付的，定金不退。`,
      ),
    );
    await this.notices.tellMany(tx, 'campaign', told);
    await tx.query('UPDATE campaigns_pledge SET balance_told = $2 WHERE id = ANY($1)', [
      due.map((one) => one.id),
      what,
    ]);
    return due.length === TOLD_AT_ONCE;
  }

  /** Closes all whose time is over, or of whom nobody is left to pay. Returns how many were looked at. Throws `SweepFailed`. */
  closeDue(size: number): Promise<number> {
    return sweepEach(
      {
        name: 'close-balances',
        size,
        due: (after?: { id: string }) =>
          this.db.query<{ id: string }>(
            `SELECT id FROM campaigns_campaign c WHERE status = 'collecting' AND id > $2 AND (balance_until <= clock_timestamp()
               OR NOT EXISTS (SELECT FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status = 'balance_due')) ORDER BY id LIMIT $1`,
            [size, after?.id ?? NO_ID],
          ),
      },
      ({ id }) => this.close(id),
    );
  }

  /** Safe to repeat, and to run in several workers at once. Throws `not_found`. */
  async close(campaignId: string): Promise<Collected> {
    const [late] = await this.db.query<{ seconds: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - balance_until)::int AS seconds FROM campaigns_campaign WHERE id = $1 AND status = 'collecting' AND balance_until <= clock_timestamp()`,
      [campaignId],
    );
    if (late && !(await this.lookAtOpen(campaignId, late.seconds))) return 'not_yet';
    return this.uow.run(async (tx) => {
      const campaign = await lockCampaign(tx, campaignId);
      if (campaign.status !== 'collecting') return 'closed_before';
      const [pledges] = await tx.query<{ due: number; untold: number; paid: number }>(
        `SELECT coalesce(sum(shares) FILTER (WHERE status = 'balance_due'), 0)::int AS due, count(*) FILTER (WHERE status = 'balance_due' AND balance_told = 0)::int AS untold,
           coalesce(sum(shares) FILTER (WHERE status = 'confirmed'), 0)::int AS paid FROM campaigns_pledge WHERE campaign_id = $1`,
        [campaignId],
      );
      const { due = 0, untold = 0, paid = 0 } = pledges ?? {};
      if (due > 0 && !campaign.balanceOver) return 'not_yet';
      if (untold > 0) {
        await this.startAnew(tx, campaignId);
        return 'not_yet';
      }
      return this.decide(tx, campaign, { due, paid });
    });
  }

  /** Nobody loses a deposit who was not told that the rest was to be paid: where no worker ran for so long, the time begins anew. */
  private async startAnew(tx: Tx, campaignId: string): Promise<Pick<Collecting, 'until' | 'lateSeconds'> | undefined> {
    const anew = await tx.one<Pick<Collecting, 'until' | 'daysLong' | 'lateSeconds'>>(
      `UPDATE campaigns_campaign SET balance_until = clock_timestamp() + make_interval(days => balance_days) WHERE id = $1 RETURNING ${END_OF_TIME}`,
      [campaignId],
    );
    // Who was told of the end that passed would take it for over.
    await tx.query(
      `UPDATE campaigns_pledge SET balance_told = 0 WHERE campaign_id = $1 AND status = 'balance_due' AND balance_told > 0`,
      [campaignId],
    );
    return anew;
  }

  private async decide(
    tx: Tx,
    campaign: LockedCampaign,
    { due, paid }: { readonly due: number; readonly paid: number },
  ): Promise<Collected> {
    // Who could not have delivered keeps nobody's deposit.
    const forfeits = (await campaignGoods(tx, campaign.id)).every(({ orderable }) => orderable);
    const state = `${paid} 份已付清尾款，${due} 份未付`;
    const reason = paid > 0 ? state : '期限内没有人支付尾款';
    await moveCampaign(tx, campaign, { action: paid > 0 ? 'close_balance' : 'lapse', by: SYSTEM, reason, forfeits });
    await this.notices.tell(tx, organisersOf(campaign), {
      kind: 'campaign',
      title: paid > 0 ? '尾款支付结束' : '团购未成',
      body: `“${campaign.title}”${paid > 0 ? `${state}，按付清的份数向供应商下单，价格不变` : reason}。`,
      link: `/organise/${campaign.id}`,
    });
    return paid > 0 ? 'succeeded' : 'failed';
  }

  /** Settles or cancels at the provider what was begun and is not booked; false while the provider cannot be asked. */
  private async lookAtOpen(campaignId: string, lateSeconds: number): Promise<boolean> {
    for (let after = NO_ID; ;) {
      const open = await this.db.query<{ id: string; paymentId: string }>(
        `SELECT b.id, b.payment_id AS "paymentId" FROM campaigns_balance b JOIN payment m ON m.id = b.payment_id AND m.status = 'pending'
         WHERE b.campaign_id = $1 AND b.paid_at IS NULL AND b.id > $2 ORDER BY b.id LIMIT ${ASKED_AT_ONCE}`,
        [campaignId, after],
      );
      for (const { paymentId } of open) if (!(await this.lookAt(paymentId, lateSeconds))) return false;
      const last = open.at(-1);
      if (!last) return true;
      after = last.id;
    }
  }

  private async lookAt(paymentId: string, lateSeconds: number): Promise<boolean> {
    try {
      const intent = await this.payments.cancelAtProvider(paymentId);
      // What can be neither paid any more nor cancelled is being booked there: it is waited for like a provider that does not answer.
      if (intent?.status === 'open') return lateSeconds >= PATIENCE_SECONDS;
      // That it was cancelled is booked, too: it tells who did not pay from those of whom the provider said nothing.
      if (intent) await this.settle.execute(intent);
      return true;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'payment_unavailable') throw error;
      return lateSeconds >= PATIENCE_SECONDS;
    }
  }
}
