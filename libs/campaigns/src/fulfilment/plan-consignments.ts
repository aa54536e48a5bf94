import { Injectable } from '@nestjs/common';
import { ORDERABLE_SKUS } from '@yigou/catalogue';
import type { FreightRule } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { LockedCampaign } from '../lock-campaign';
import { type ConsignmentPlan, planConsignment, type PlannedGoods, type PlannedPlace } from './consignment-plan';

interface GoodsRow extends PlannedGoods {
  readonly freightRules: readonly FreightRule[];
  /** Its supplier may sell it today. */
  readonly orderable: boolean;
}
interface ClassRow {
  readonly pointId: string | null;
  /** Null: the campaign has no place, and neither has the point. */
  readonly regionCode: string | null;
  readonly shares: number;
  readonly count: number;
}

/** Decides what of a succeeded campaign goes where: who may still supply, and what each place costs. */
@Injectable()
export class PlanConsignments {
  /**
   * A consignment for each place, once: where there is one already nothing happens. Goods that may not be sold any more are left out, and their price goes back. The caller
   * holds the campaign exclusively.
   */
  async plan(tx: Tx, campaign: LockedCampaign): Promise<void> {
    const planned = await tx.one('SELECT 1 AS found FROM campaigns_consignment WHERE campaign_id = $1 LIMIT 1', [
      campaign.id,
    ]);
    if (planned) return;
    const goods = (await this.goods(tx, campaign.id)).filter(({ orderable }) => orderable);
    const places = Map.groupBy(await this.classes(tx, campaign.id), ({ pointId }) => pointId);
    const rows = [...places].map(([pointId, classes]) => ({
      id: newId(),
      pointId,
      ...planConsignment(goods, placeOf(classes), campaign.freightShareFen),
    }));
    await tx.query(
      `INSERT INTO campaigns_consignment (id, campaign_id, point_id, shares, goods, goods_share_fen, freight_fen, freights, freight_split)
       SELECT id, $1, "pointId", shares, goods, "goodsShareFen", "freightFen", freights, "freightSplit"
       FROM jsonb_to_recordset($2::jsonb) AS w (id uuid, "pointId" uuid, shares int, goods uuid[], "goodsShareFen" bigint, "freightFen" bigint,
         freights jsonb, "freightSplit" jsonb)`,
      [campaign.id, JSON.stringify(rows)],
    );
  }

  /** What goes to a place without some SKUs that turned out not to be there, at most at the freight that it had: what each pledge costs only falls. */
  async without(
    tx: Tx,
    of: { readonly campaignId: string; readonly pointId: string | null; readonly goods: readonly string[] },
    lacking: { readonly skuIds: readonly string[]; readonly freightFen: number; readonly freightShareFen: number },
  ): Promise<ConsignmentPlan> {
    const goods = (await this.goods(tx, of.campaignId)).filter(
      ({ id, skuId, orderable }) => orderable && of.goods.includes(id) && !lacking.skuIds.includes(skuId),
    );
    const classes = (await this.classes(tx, of.campaignId)).filter(({ pointId }) => pointId === of.pointId);
    return planConsignment(goods, placeOf(classes), lacking.freightShareFen, lacking.freightFen);
  }

  /** What a share holds at the tier that was reached. */
  private async goods(tx: Tx, campaignId: string): Promise<GoodsRow[]> {
    return tx.query<GoodsRow>(
      `SELECT g.id, g.supplier_id AS "supplierId", g.sku_id AS "skuId", g.pieces, g.prices_fen[c.reached_tier + 1] AS "priceFen",
         k."netWeightGrams", k."freightRules", k.orderable
       FROM campaigns_goods g JOIN campaigns_campaign c ON c.id = g.campaign_id
         JOIN ${ORDERABLE_SKUS} k ON k."skuId" = g.sku_id
       WHERE g.campaign_id = $2 ORDER BY g.position`,
      [await skuIdsOf(tx, campaignId), campaignId],
    );
  }

  /** How many pledges of as many shares go to each place. */
  private classes(tx: Tx, campaignId: string): Promise<ClassRow[]> {
    return tx.query<ClassRow>(
      `SELECT t.id AS "pointId", coalesce(t.region_code, c.place ->> 'regionCode') AS "regionCode", p.shares, count(*)::int AS count
       FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id
         LEFT JOIN campaigns_point t ON t.id = p.point_id AND c.delivery_mode = 'pickup'
       WHERE p.campaign_id = $1 AND p.status = 'confirmed' GROUP BY t.id, c.place, p.shares ORDER BY t.id NULLS FIRST, p.shares`,
      [campaignId],
    );
  }
}

/** Writes another plan of a place over the one before: its pledges are reckoned anew. The caller holds the consignment. */
export async function replan(tx: Tx, consignmentId: string, plan: ConsignmentPlan): Promise<void> {
  await tx.query(
    `UPDATE campaigns_consignment SET plan = plan + 1, goods = $2, goods_share_fen = $3, freight_fen = $4, freights = $5, freight_split = $6,
       reckoned_until = NULL, reckoned_at = NULL WHERE id = $1`,
    [
      consignmentId,
      plan.goods,
      plan.goodsShareFen,
      plan.freightFen,
      JSON.stringify(plan.freights),
      JSON.stringify(plan.freightSplit),
    ],
  );
}

async function skuIdsOf(tx: Tx, campaignId: string): Promise<string[]> {
  const rows = await tx.query<{ skuId: string }>(
    'SELECT sku_id AS "skuId" FROM campaigns_goods WHERE campaign_id = $1',
    [campaignId],
  );
  return rows.map(({ skuId }) => skuId);
}

const placeOf = (classes: readonly ClassRow[]): PlannedPlace => ({
  regionCode: classes[0]?.regionCode ?? '',
  classes: classes.map(({ shares, count }) => ({ shares, count })),
});
