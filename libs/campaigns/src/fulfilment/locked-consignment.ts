import type { Fen } from '@yigou/kernel';
import type { ReckonedConsignment } from './reckon-pledges';

/** Pledges of a place have less than it costs: somebody has to look, and where its pool waits for them everybody has their money back after the policy’s hours. */
export class PlaceStuck extends Error {}

/** A consignment under its lock, with what of its campaign its steps need. */
export interface LockedConsignment extends ReckonedConsignment {
  readonly shares: number;
  readonly freightFen: Fen;
  readonly freights: Readonly<Record<string, Fen>>;
  /** The most that the campaign said freight may cost a share. */
  readonly freightShareFen: Fen;
  readonly reckoned: boolean;
  readonly checkoutId: string | null;
  readonly poolId: string | null;
  /** Its orders were cancelled before the pool was full, or it could not be filled for the policy’s hours: it is to be dissolved. */
  readonly lost: boolean;
  readonly fundedUntil: string | null;
  readonly funded: boolean;
  readonly ended: boolean;
}

const LOST = `coalesce((SELECT y.captured_fen = 0 AND (y.status = 'cancelled' OR d.stuck_until < clock_timestamp())
  FROM payment y WHERE y.id = d.payment_id), false)`;

/** Its columns, as `d`, and what stands behind FROM. */
export const CONSIGNMENT = `d.id, d.campaign_id AS "campaignId", d.point_id AS "pointId", d.substitute_id AS "substituteId", d.plan, d.shares, d.goods, d.goods_share_fen AS "goodsShareFen",
  d.freight_fen AS "freightFen", d.freights, d.freight_split AS "freightSplit", d.reckoned_until AS "reckonedUntil", d.reckoned_at IS NOT NULL AS reckoned,
  d.checkout_id AS "checkoutId", d.payment_id AS "poolId", ${LOST} AS lost, d.funded_until AS "fundedUntil", d.funded_at IS NOT NULL AS funded, d.ended_at IS NOT NULL AS ended,
  c.freight_share_fen AS "freightShareFen" FROM campaigns_consignment d JOIN campaigns_campaign c ON c.id = d.campaign_id`;
