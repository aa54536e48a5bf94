import { Injectable } from '@nestjs/common';
import { SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Pools, Refunds } from '@yigou/payments';
import { Database, MARKET_TODAY, marketDayOf, PolicyParameters, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { organisersOf } from '../authoring/organiser';
import { partsOfPledges } from '../balances/payments-of-pledges';
import { holdCampaign, type LockedCampaign, lockCampaign } from '../lock-campaign';
import { moveCampaign } from '../move-campaign';
import { lockPledges, movePledges } from '../move-pledges';
import { ApplySubstitutes, awaitsAnswers } from './apply-substitutes';
import { DissolvePlace } from './dissolve-place';
import { FollowOrders } from './follow-orders';
import { PlaceConsignment } from './place-consignment';
import { PlanConsignments, replan } from './plan-consignments';
import { acceptedSql, AT_PLACE, nextPayers, nothingElse, PLEDGES_AT_ONCE, ReckonPledges } from './reckon-pledges';
import { CONSIGNMENT, type LockedConsignment, PlaceStuck } from './locked-consignment';

/** What a step of a consignment came to: there is more to do, all is done, it waits for something, or another worker has it. */
type Step = 'more' | 'done' | 'waits';

/**
 * From pledges to orders: what each place needs is decided once (到货单), then for each place what its pledges cost is reckoned and the rest given back, its orders are placed
 * under one pool, and the pool is filled from the pledges' payments. Every step is a transaction found from the tables, so that a worker may be killed at any point and any
 * number of them may run: the campaign is held for the decision, a consignment for its steps.
 */
@Injectable()
export class PurchaseCampaigns {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly plans: PlanConsignments,
    private readonly substitutes: ApplySubstitutes,
    private readonly reckoning: ReckonPledges,
    private readonly placing: PlaceConsignment,
    private readonly pools: Pools,
    private readonly dissolving: DissolvePlace,
    private readonly stock: StockLedger,
    private readonly following: FollowOrders,
    private readonly policies: PolicyParameters,
    private readonly notices: Notices,
    private readonly refunds: Refunds,
  ) {}

  /** Every campaign whose orders are to be placed now, `size` to a page; returns how many were looked at. Throws `SweepFailed`. */
  purchaseDue(size: number): Promise<number> {
    return sweepEach(
      { name: 'purchase-campaigns', size, due: (after?: { id: string }) => this.due(size, after?.id) },
      ({ id }) => this.purchase(id),
    );
  }

  /** Those that succeeded, all of whose pledges know of it; a pre-sale not before its day. */
  private due(limit: number, after: string | undefined): Promise<{ id: string }[]> {
    return this.db.query(
      `SELECT c.id FROM campaigns_campaign c WHERE c.status = 'succeeded' AND (c.ship_on IS NULL OR c.ship_on <= ${MARKET_TODAY})
         AND NOT EXISTS (SELECT FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status IN ('pending', 'paid', 'balance_due'))
         AND ($2::uuid IS NULL OR c.id > $2::uuid) ORDER BY c.id LIMIT $1`,
      [limit, after ?? null],
    );
  }

  /** Takes one campaign as far as it can be taken now, `size` pledges to a transaction; safe to repeat and to run in several workers at once. */
  async purchase(campaignId: string, size = PLEDGES_AT_ONCE): Promise<void> {
    const planned = await this.uow.run(async (tx) => {
      const campaign = await lockCampaign(tx, campaignId);
      if (campaign.status !== 'succeeded') return false;
      if (await awaitsAnswers(tx, campaignId, 'open')) return false;
      await this.plans.plan(tx, campaign);
      return this.substitutes.apply(tx, campaign);
    });
    if (!planned) return;
    const open = await this.db.query<{ id: string }>(
      'SELECT id FROM campaigns_consignment WHERE campaign_id = $1 AND funded_at IS NULL AND ended_at IS NULL ORDER BY substitute_id NULLS LAST, id',
      [campaignId],
    );
    const stuck: PlaceStuck[] = [];
    for (const { id } of open) {
      try {
        while ((await this.step(id, size)) === 'more');
      } catch (error) {
        // Those of other places do not wait for money that is missing at this one.
        if (!(error instanceof PlaceStuck)) throw error;
        stuck.push(error);
      }
    }
    await this.uow.run(async (tx) => this.finish(tx, await lockCampaign(tx, campaignId)));
    const [first] = stuck;
    if (first) throw first;
  }

  /** The next step of one consignment, in a transaction of its own. */
  async step(consignmentId: string, size = PLEDGES_AT_ONCE): Promise<Step> {
    const waitDays = await this.policies.get('campaigns.stock_wait_days');
    try {
      return await this.uow.run(async (tx) => {
        const of = await lockConsignment(tx, consignmentId);
        if (!of) return 'waits';
        if (of.ended || of.funded) return 'done';
        if (!of.reckoned) {
          if (await unplacedSubstitutes(tx, of)) return 'waits';
          await this.reckoning.next(tx, of, size);
          return 'more';
        }
        if (!of.poolId) {
          // Nothing is offered in place of what is being ordered: whoever offers holds the campaign alone.
          await holdCampaign(tx, of.campaignId);
          if (await awaitsAnswers(tx, of.campaignId, 'closed')) return 'waits';
          await this.placing.place(tx, of);
          return 'more';
        }
        const { poolId, checkoutId } = of;
        if (of.lost && checkoutId)
          return (await this.dissolving.next(tx, { ...of, poolId, checkoutId }, size)) ? 'more' : 'done';
        return (await this.fund(tx, of, poolId, size)) ? 'more' : 'done';
      });
    } catch (error) {
      if (error instanceof PlaceStuck)
        await this.db.query(
          `UPDATE campaigns_consignment SET stuck_at = clock_timestamp(), stuck_until = clock_timestamp() + make_interval(hours => $2)
           WHERE id = $1 AND stuck_at IS NULL AND payment_id IS NOT NULL AND funded_at IS NULL`,
          [consignmentId, await this.policies.get('campaigns.pool_wait_hours')],
        );
      if (!(error instanceof DomainError) || !LACKING.has(error.code)) throw error;
      return this.uow.run(async (tx) => this.lack(tx, consignmentId, error, waitDays));
    }
  }

  /** The next pledges put what they cost into the pool; whether there may be more. With the last of them the orders are paid. */
  private async fund(tx: Tx, of: LockedConsignment, poolId: string, size: number): Promise<boolean> {
    const pledges = await nextPayers(tx, of, size);
    // Whoever looks at what is left of several payments holds the pool first, as everybody who fills or spreads it.
    if (pledges.some(({ depositFen }) => depositFen !== null)) await this.refunds.lockPayments(tx, [poolId]);
    const parts = await partsOfPledges(
      tx,
      this.refunds,
      pledges.map(({ amountFen: fen, ...pledge }) => ({ ...pledge, fen })),
      'deposit',
    );
    const { refused, leftFen } = await this.pools.fund(
      tx,
      poolId,
      parts.map(({ paymentId, amountFen }) => ({ paymentId, amountFen })),
    );
    if (refused.length > 0)
      throw new PlaceStuck(`${refused.length} pledges cannot pay for their orders, the first by payment ${refused[0]}`);
    const more = pledges.length === size;
    if (!more && leftFen > 0)
      throw new PlaceStuck(`the pledges of consignment ${of.id} pay ${leftFen} fen less than its orders cost`);
    await tx.query(
      'UPDATE campaigns_consignment SET stuck_at = NULL, stuck_until = NULL, funded_until = coalesce($2, funded_until), funded_at = CASE WHEN NOT $3::boolean THEN clock_timestamp() END WHERE id = $1',
      [of.id, pledges.at(-1)?.id ?? null, more],
    );
    return more;
  }

  /**
   * Goods are not there: of a pre-sale they are waited for, so many days from its own; what is gone by then, or may not be sold any more, is left out and its price goes back.
   */
  private async lack(tx: Tx, consignmentId: string, why: DomainError, waitDays: number): Promise<Step> {
    const of = await lockConsignment(tx, consignmentId);
    if (!of || of.poolId) return 'waits';
    await holdCampaign(tx, of.campaignId);
    if (await awaitsAnswers(tx, of.campaignId, 'closed')) return 'waits';
    if (of.substituteId) {
      // Those who accepted have the price back with everybody else of the place.
      await tx.query(
        `UPDATE campaigns_consignment SET goods = '{}', goods_share_fen = 0, ended_at = clock_timestamp() WHERE id = $1`,
        [of.id],
      );
      return 'more';
    }
    const skuIds = lackingSkus(why);
    if (skuIds.length === 0) throw why;
    if (why.code === 'insufficient_stock') {
      const waiting = await tx.one(
        `SELECT 1 AS found FROM campaigns_campaign WHERE id = $1 AND ${MARKET_TODAY} < coalesce(ship_on, ${marketDayOf('closed_at')}) + $2::int`,
        [of.campaignId, waitDays],
      );
      if (waiting) return 'waits';
    }
    const plan = await this.plans.without(tx, of, {
      skuIds,
      freightFen: of.freightFen,
      freightShareFen: of.freightShareFen,
    });
    await replan(tx, of.id, plan);
    return 'more';
  }

  /** All places are paid: the campaign is bought. None of them has anything: it is given up. */
  private async finish(tx: Tx, campaign: LockedCampaign): Promise<void> {
    if (campaign.status !== 'succeeded') return;
    const [state] = await tx.query<{ places: number; open: number; paid: number }>(
      `SELECT count(*)::int AS places, count(*) FILTER (WHERE funded_at IS NULL AND ended_at IS NULL)::int AS open,
         count(*) FILTER (WHERE funded_at IS NOT NULL AND ended_at IS NULL)::int AS paid FROM campaigns_consignment WHERE campaign_id = $1`,
      [campaign.id],
    );
    if (!state || state.places === 0 || state.open > 0) return;
    if (state.paid === 0) return this.giveUp(tx, campaign);
    await this.releaseRest(tx, campaign.id);
    const status = await moveCampaign(tx, campaign, { action: 'purchase', by: SYSTEM, reason: '订单已全部下单并付款' });
    await this.notices.tell(tx, organisersOf(campaign), {
      kind: 'campaign',
      title: '团购已向供应商下单',
      body: `“${campaign.title}”的订单已全部下单并付款，等待供应商发货。`,
      link: `/organise/${campaign.id}/fulfilment`,
    });
    // What left the house while other places were still being paid.
    await this.following.follow(tx, { ...campaign, status });
  }

  /**
   * Places all of whose orders were cancelled: what they cost is on its way back through their pool, and their pledges end. A campaign none of whose places is left is given up. Returns how
   * many places were looked at. Throws `SweepFailed`.
   */
  giveUpDue(size: number): Promise<number> {
    return sweepEach(
      { name: 'give-up-campaigns', size, due: (after?: LostPlace) => this.lost(size, after?.id) },
      async ({ id, campaignId }) => {
        while (await this.uow.run((tx) => this.endPledges(tx, id)));
        await this.uow.run(async (tx) => {
          const campaign = await lockCampaign(tx, campaignId);
          const left = await tx.one(
            'SELECT 1 AS found FROM campaigns_consignment WHERE campaign_id = $1 AND ended_at IS NULL LIMIT 1',
            [campaignId],
          );
          if (!left) await this.giveUp(tx, campaign);
          else await this.following.follow(tx, campaign);
        });
      },
    );
  }

  private lost(limit: number, after: string | undefined): Promise<LostPlace[]> {
    return this.db.query(
      `SELECT d.id, d.campaign_id AS "campaignId" FROM campaigns_consignment d
       WHERE d.funded_at IS NOT NULL AND d.ended_at IS NULL AND ($2::uuid IS NULL OR d.id > $2::uuid)
         AND NOT EXISTS (SELECT FROM sales_order o WHERE o.checkout_id = d.checkout_id AND o.status NOT IN ('cancelled', 'expired'))
       ORDER BY d.id LIMIT $1`,
      [limit, after ?? null],
    );
  }

  /** The next pledges of a place end, and with the last of them the place; false then. */
  private async endPledges(tx: Tx, consignmentId: string): Promise<boolean> {
    const of = await lockConsignment(tx, consignmentId);
    if (!of || of.ended) return false;
    const rows = await tx.query<{ id: string }>(
      `SELECT p.id FROM ${AT_PLACE} AND ${acceptedSql('$3')} AND ${nothingElse('$4')} ORDER BY p.id LIMIT ${PLEDGES_AT_ONCE}`,
      [of.campaignId, of.pointId, of.substituteId, of.id],
    );
    const pledges = await lockPledges(
      tx,
      rows.map(({ id }) => id),
    );
    await movePledges(tx, pledges, { action: 'refund', by: SYSTEM, reason: '全部订单已取消，货款原路退回' });
    if (rows.length < PLEDGES_AT_ONCE)
      await tx.query('UPDATE campaigns_consignment SET ended_at = clock_timestamp() WHERE id = $1', [of.id]);
    return rows.length === PLEDGES_AT_ONCE;
  }

  private async giveUp(tx: Tx, campaign: LockedCampaign): Promise<void> {
    if (campaign.status !== 'succeeded' && campaign.status !== 'purchasing') return;
    await this.releaseRest(tx, campaign.id);
    await moveCampaign(tx, campaign, { action: 'give_up', by: SYSTEM, reason: '供应商都不能供货，货款原路退回' });
    await this.notices.tell(tx, organisersOf(campaign), {
      kind: 'campaign',
      title: '团购未能采购',
      body: `“${campaign.title}”的供应商都不能供货，货款已原路退回参与者。`,
      link: `/organise/${campaign.id}/fulfilment`,
    });
  }

  /** What was held for goods that were not ordered is free again. */
  private async releaseRest(tx: Tx, campaignId: string): Promise<void> {
    const goods = await tx.query<{ id: string }>(
      `SELECT id FROM campaigns_goods WHERE campaign_id = $1 UNION ALL SELECT id FROM campaigns_substitute WHERE campaign_id = $1 AND status = 'closed'`,
      [campaignId],
    );
    await this.stock.release(
      tx,
      goods.map(({ id }) => id),
    );
  }
}

/** A place all of whose orders were cancelled. */
interface LostPlace {
  readonly id: string;
  readonly campaignId: string;
}

/** What keeps goods from being ordered, and names them. */
const LACKING: ReadonlySet<string> = new Set(['product_unavailable', 'insufficient_stock']);

function lackingSkus({ details }: DomainError): string[] {
  const { skuIds, shortages } = details as { skuIds?: string[]; shortages?: { skuId: string }[] };
  return skuIds ?? (shortages ?? []).map(({ skuId }) => skuId);
}

/** Of the place of a consignment that is not in place of goods itself: something that is has not been ordered yet, or found impossible. What is kept for it is known then. */
async function unplacedSubstitutes(tx: Tx, { campaignId, pointId }: LockedConsignment): Promise<boolean> {
  const found = await tx.one(
    `SELECT 1 AS found FROM campaigns_consignment WHERE campaign_id = $1 AND point_id IS NOT DISTINCT FROM $2::uuid AND substitute_id IS NOT NULL
       AND placed_at IS NULL AND ended_at IS NULL LIMIT 1`,
    [campaignId, pointId],
  );
  return found !== undefined;
}

/** A consignment under its lock; undefined while another worker has it. */
const lockConsignment = (tx: Tx, id: string): Promise<LockedConsignment | undefined> =>
  tx.one<LockedConsignment>(`SELECT ${CONSIGNMENT} WHERE d.id = $1 FOR UPDATE OF d SKIP LOCKED`, [id]);
