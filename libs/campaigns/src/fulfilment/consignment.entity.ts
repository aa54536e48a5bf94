import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { FreightClass } from './freight-split';

/**
 * What of a succeeded campaign goes to one place (到货单): one checkout of an order per supplier, paid by one pool out of the pledges of that place, so that money which
 * comes back of its orders comes back to them. Its clocks say how far it is: reckoned → placed → funded; sums in fen.
 */
@Entity('campaigns_consignment')
@Unique('campaigns_consignment_place', ['campaignId', 'pointId', 'substituteId'])
@Check('campaigns_consignment_dissolved', `(dissolved_at IS NULL) OR ((placed_at IS NOT NULL) AND (funded_at IS NULL))`)
@Check('campaigns_consignment_freight_fen_check', `freight_fen >= 0`)
@Check(
  'campaigns_consignment_ended',
  `(ended_at IS NULL) OR (funded_at IS NOT NULL) OR (dissolved_at IS NOT NULL) OR ((reckoned_at IS NOT NULL) AND (placed_at IS NULL) AND (goods_share_fen = 0))`,
)
@Check(
  'campaigns_consignment_goods',
  `((cardinality(goods) = 0) = (goods_share_fen = 0)) AND ((goods_share_fen > 0) OR (freight_fen = 0))`,
)
@Check('campaigns_consignment_goods_share_fen_check', `goods_share_fen >= 0`)
@Check(
  'campaigns_consignment_order',
  `((placed_at IS NULL) OR (reckoned_at IS NOT NULL)) AND ((funded_at IS NULL) OR (placed_at IS NOT NULL)) AND ((placed_at IS NULL) = (payment_id IS NULL)) AND ((placed_at IS NULL) = (checkout_id IS NULL))`,
)
@Check('campaigns_consignment_plan_check', `plan > 0`)
@Check('campaigns_consignment_shares_check', `shares > 0`)
@Check('campaigns_consignment_stuck', `(stuck_at IS NULL) = (stuck_until IS NULL)`)
export class Consignment {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  /** Null: the campaign's own place. */
  @Column('uuid', { name: 'point_id', nullable: true })
  pointId!: string | null;

  /** What of it stands for goods that are not delivered, for those who accepted that (`campaigns_substitute`); null: what was pledged. */
  @Column('uuid', { name: 'substitute_id', nullable: true })
  substituteId!: string | null;

  @Column('integer')
  shares!: number;

  /** How often it was planned: once more each time goods turn out not to be there. */
  @Column('integer', { default: 1 })
  plan!: number;

  /** Rows of `campaigns_goods` that are ordered; none: nobody supplies them, and all of it goes back. */
  @Column('uuid', { array: true })
  goods!: string[];

  /** What these cost of one share, at the tier that was reached. */
  @Column('bigint', { name: 'goods_share_fen' })
  goodsShareFen!: number;

  @Column('bigint', { name: 'freight_fen' })
  freightFen!: number;

  /** Of that, each supplier's, by its id. */
  @Column('jsonb')
  freights!: Record<string, number>;

  @Column('jsonb', { name: 'freight_split' })
  freightSplit!: FreightClass[];

  /** The last pledge that was reckoned. */
  @Column('uuid', { name: 'reckoned_until', nullable: true })
  reckonedUntil!: string | null;

  @Column('timestamptz', { name: 'reckoned_at', nullable: true })
  reckonedAt!: Date | null;

  @Column('uuid', { name: 'checkout_id', nullable: true, unique: true })
  checkoutId!: string | null;

  /** The pool. */
  @Column('uuid', { name: 'payment_id', nullable: true, unique: true })
  paymentId!: string | null;

  @Column('timestamptz', { name: 'placed_at', nullable: true })
  placedAt!: Date | null;

  /** The last pledge whose money was put into the pool. */
  @Column('uuid', { name: 'funded_until', nullable: true })
  fundedUntil!: string | null;

  @Column('timestamptz', { name: 'funded_at', nullable: true })
  fundedAt!: Date | null;

  /** Since when its pledges cannot fill the pool; null: they can, or have. */
  @Column('timestamptz', { name: 'stuck_at', nullable: true })
  stuckAt!: Date | null;

  /** Until when somebody may mend that, by the policy as it was then: after it everybody has their money back. */
  @Column('timestamptz', { name: 'stuck_until', nullable: true })
  stuckUntil!: Date | null;

  /** When a pool that was not filled had been taken apart. */
  @Column('timestamptz', { name: 'dissolved_at', nullable: true })
  dissolvedAt!: Date | null;

  /** When all was given back: nobody supplies any of it, all of its orders were cancelled, or they could not be paid. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
