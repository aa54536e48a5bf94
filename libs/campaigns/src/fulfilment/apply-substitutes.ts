import { Injectable } from '@nestjs/common';
import type { Fen } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { LockedCampaign } from '../lock-campaign';
import { CONSIGNMENT, type LockedConsignment } from './locked-consignment';
import { PlanConsignments, replan } from './plan-consignments';

/** An offer that has closed and that no plan knows of yet. */
interface Closed {
  readonly id: string;
  readonly goodsId: string;
  /** Of the goods that it stands for. */
  readonly skuId: string;
  readonly shareFen: Fen;
  /** Nobody took it, or the recipient of a donation did not: what was answered to it is of no consequence. */
  readonly none: boolean;
}

/**
 * Takes into the plans what was offered in place of goods and what was answered: the goods are left out of every place, and what was accepted is a consignment of its own there, paid from
 * what would have gone back, without freight. Who did not accept has the price back with the next reckoning.
 */
@Injectable()
export class ApplySubstitutes {
  constructor(private readonly plans: PlanConsignments) {}

  /** Whether all is taken in: not while an offer is open, or another worker has a place. The caller holds the campaign exclusively and has planned it. */
  async apply(tx: Tx, campaign: LockedCampaign): Promise<boolean> {
    if (await awaitsAnswers(tx, campaign.id, 'open')) return false;
    const closed = await tx.query<Closed>(
      `SELECT s.id, s.goods_id AS "goodsId", g.sku_id AS "skuId", s.pieces * s.price_fen AS "shareFen", s.accepted_shares = 0 AS none FROM campaigns_substitute s
       JOIN campaigns_goods g ON g.id = s.goods_id WHERE s.campaign_id = $1 AND s.status = 'closed' AND s.applied_at IS NULL ORDER BY s.id`,
      [campaign.id],
    );
    if (closed.length === 0) return true;
    const places = await tx.query<LockedConsignment>(
      `SELECT ${CONSIGNMENT} WHERE d.campaign_id = $1 AND d.substitute_id IS NULL ORDER BY d.id FOR UPDATE OF d SKIP LOCKED`,
      [campaign.id],
    );
    const all = await tx.one<{ count: number }>(
      'SELECT count(*)::int AS count FROM campaigns_consignment WHERE campaign_id = $1 AND substitute_id IS NULL',
      [campaign.id],
    );
    if (places.length < (all?.count ?? 0)) return false;
    for (const place of places) await this.leaveOut(tx, place, closed);
    for (const one of closed.filter(({ none }) => !none)) await this.accepted(tx, campaign, one);
    await tx.query('UPDATE campaigns_substitute SET applied_at = clock_timestamp() WHERE id = ANY($1)', [
      closed.map(({ id }) => id),
    ]);
    return true;
  }

  private async leaveOut(tx: Tx, of: LockedConsignment, closed: readonly Closed[]): Promise<void> {
    if (of.poolId)
      throw new Error(`what stands for goods of the consignment ${of.id} was offered after it was ordered`);
    const gone = closed.filter(({ goodsId }) => of.goods.includes(goodsId));
    if (gone.length === 0) return;
    const skuIds = gone.map(({ skuId }) => skuId);
    await replan(tx, of.id, await this.plans.without(tx, of, { ...of, skuIds }));
  }

  private async accepted(tx: Tx, campaign: LockedCampaign, { id, goodsId, shareFen }: Closed): Promise<void> {
    await tx.query(
      `INSERT INTO campaigns_consignment (id, campaign_id, point_id, substitute_id, shares, goods, goods_share_fen, freight_fen, freights, freight_split, reckoned_at)
       SELECT gen_random_uuid(), $1, t.point_id, $2, t.shares, ARRAY[$3::uuid], $4, 0, '{}', '[]', clock_timestamp() FROM (
         SELECT CASE WHEN $5 = 'pickup' THEN p.point_id END AS point_id, sum(p.shares)::int AS shares FROM campaigns_substitute_answer a
           JOIN campaigns_pledge p ON p.id = a.pledge_id AND p.status = 'confirmed' WHERE a.substitute_id = $2 AND a.accepts GROUP BY 1) t`,
      [campaign.id, id, goodsId, shareFen, campaign.deliveryMode],
    );
  }
}

/** Whether offers of other goods wait for answers, or have closed without the plans knowing of it yet (`closed`). The caller holds the campaign. */
export async function awaitsAnswers(tx: Tx, campaignId: string, upTo: 'open' | 'closed'): Promise<boolean> {
  const found = await tx.one(
    `SELECT 1 AS found FROM campaigns_substitute WHERE campaign_id = $1 AND (status = 'open' OR ($2 AND status = 'closed' AND applied_at IS NULL)) LIMIT 1`,
    [campaignId, upTo === 'closed'],
  );
  return found !== undefined;
}
