import { Injectable } from '@nestjs/common';
import { type Fen, newId } from '@yigou/kernel';
import { PlacePooled } from '@yigou/orders';
import type { Tx } from '@yigou/platform';
import type { LockedConsignment } from './locked-consignment';

/** Where a consignment goes, and who sees its orders. */
interface PlaceRow {
  readonly number: string;
  readonly title: string;
  readonly buyerId: string;
  readonly buyerName: string;
  readonly receiver: string;
  readonly phone: string;
  readonly regionCode: string;
  readonly regionPath: string;
  readonly detail: string;
  /** Who gets it signs for it. */
  readonly donated: boolean;
}
interface GoodsRow {
  readonly id: string;
  readonly skuId: string;
  readonly pieces: number;
  readonly priceFen: Fen;
}

/** Places the orders of a consignment: one per supplier, at the prices of the tier that was reached and the freight that was planned, under one pool. */
@Injectable()
export class PlaceConsignment {
  constructor(private readonly orders: PlacePooled) {}

  /**
   * The stock that the campaign holds goes over to the orders; of a pre-sale, which holds none, it is reserved now. The caller holds the consignment. Throws
   * `product_unavailable` and `insufficient_stock` with the SKUs, and nothing is placed.
   */
  async place(tx: Tx, of: LockedConsignment): Promise<void> {
    const [to] = await tx.query<PlaceRow>(
      `SELECT c.number, c.title, u.id AS "buyerId", u.name AS "buyerName",
         coalesce(nullif(t.contact, ''), c.place ->> 'receiver', u.name) AS receiver, coalesce(nullif(t.phone, ''), c.place ->> 'phone', '') AS phone,
         coalesce(t.region_code, c.place ->> 'regionCode') AS "regionCode",
         CASE WHEN t.region_code IS NULL THEN c.place ->> 'regionPath' ELSE t.region_path END AS "regionPath",
         CASE WHEN t.region_code IS NULL THEN c.place ->> 'detail' ELSE t.detail || '（' || t.name || '）' END AS detail,
         c.delivery_mode = 'recipient' AS donated
       FROM campaigns_campaign c JOIN app_user u ON u.id = c.organiser_user_id LEFT JOIN campaigns_point t ON t.id = $2 WHERE c.id = $1`,
      [of.campaignId, of.pointId],
    );
    if (!to) throw new Error(`campaign ${of.campaignId} has no place`);
    const goods = await goodsOf(tx, of);
    const [checkoutId, poolId] = [newId(), newId()];
    const placed = await this.orders.placeIn(tx, {
      checkoutId,
      poolId,
      buyer: { id: to.buyerId, name: to.buyerName },
      origin: { kind: to.donated ? 'donation' : 'campaign', id: of.campaignId },
      heldBy: of.substituteId ? [of.substituteId] : of.goods,
      remark: `团购 ${to.number}：${to.title}${of.substituteId ? '（替代商品）' : ''}`,
      parts: [
        {
          to,
          lines: goods.map(({ skuId, pieces, priceFen }) => ({ skuId, quantity: pieces * of.shares, priceFen })),
          freightFen: new Map(Object.entries(of.freights)),
        },
      ],
    });
    await tx.query(
      `INSERT INTO campaigns_order (order_id, campaign_id, supplier_id, point_id, checkout_id)
       SELECT t.id, $1, t.supplier, $2, $3 FROM unnest($4::uuid[], $5::uuid[]) AS t (id, supplier)`,
      [
        of.campaignId,
        of.pointId,
        checkoutId,
        placed.orders.map(({ id }) => id),
        placed.orders.map(({ supplierId }) => supplierId),
      ],
    );
    await tx.query(
      'UPDATE campaigns_consignment SET checkout_id = $2, payment_id = $3, placed_at = clock_timestamp() WHERE id = $1',
      [of.id, checkoutId, poolId],
    );
  }
}

/** What one share holds of it: rows of the campaign's goods at the tier that was reached, or what stands for one of them. */
const goodsOf = (tx: Tx, { goods, substituteId }: LockedConsignment): Promise<GoodsRow[]> =>
  substituteId
    ? tx.query<GoodsRow>(
        'SELECT id, sku_id AS "skuId", pieces, price_fen AS "priceFen" FROM campaigns_substitute WHERE id = $1',
        [substituteId],
      )
    : tx.query<GoodsRow>(
        `SELECT g.id, g.sku_id AS "skuId", g.pieces, g.prices_fen[c.reached_tier + 1] AS "priceFen"
         FROM campaigns_goods g JOIN campaigns_campaign c ON c.id = g.campaign_id WHERE g.id = ANY($1) ORDER BY g.position`,
        [goods],
      );
