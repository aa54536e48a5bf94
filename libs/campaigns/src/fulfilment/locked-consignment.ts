import type { Fen } from '@yigou/kernel';
import type { ReckonedConsignment } from './reckon-pledges';

/** A consignment under its lock, with what of its campaign its steps need. */
export interface LockedConsignment extends ReckonedConsignment {
  readonly shares: number;
  readonly freightFen: Fen;
  readonly freights: Readonly<Record<string, Fen>>;
  /** The most that the campaign said freight may cost a share. */
  readonly freightShareFen: Fen;
  readonly reckoned: boolean;
  readonly poolId: string | null;
  readonly fundedUntil: string | null;
  readonly funded: boolean;
  readonly ended: boolean;
}

/** Its columns, as `d`, and what stands behind FROM. */
export const CONSIGNMENT = `d.id, d.campaign_id AS "campaignId", d.point_id AS "pointId", d.plan, d.shares, d.goods, d.goods_share_fen AS "goodsShareFen",
  d.freight_fen AS "freightFen", d.freights, d.freight_split AS "freightSplit", d.reckoned_until AS "reckonedUntil", d.reckoned_at IS NOT NULL AS reckoned,
  d.payment_id AS "poolId", d.funded_until AS "fundedUntil", d.funded_at IS NOT NULL AS funded, d.ended_at IS NOT NULL AS ended,
  c.freight_share_fen AS "freightShareFen" FROM campaigns_consignment d JOIN campaigns_campaign c ON c.id = d.campaign_id`;
