import type { SubstituteStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SubstituteAction } from './substitute-status';

/** Goods that a supplier offers in place of some that it cannot deliver (替代商品); its price in fen, of a piece. */
@Entity('campaigns_substitute')
@Check(
  'campaigns_substitute_closed',
  `((status = 'closed'::text) = (accepted_shares IS NOT NULL)) AND ((applied_at IS NULL) OR (status = 'closed'::text))`,
)
@Check('campaigns_substitute_pieces_check', `pieces > 0`)
@Check('campaigns_substitute_price_fen_check', `price_fen > 0`)
@Check('campaigns_substitute_reason_check', `reason <> ''::text`)
@Check('campaigns_substitute_recipient', `(recipient_accepts IS NULL) = (recipient_answered_at IS NULL)`)
@Check('campaigns_substitute_status_check', `status = ANY (ARRAY['open'::text, 'closed'::text, 'withdrawn'::text])`)
@Index('campaigns_substitute_campaign', ['campaignId', 'status'])
@Index('campaigns_substitute_due', ['answerBy', 'id'], { where: `(status = 'open'::text)` })
@Index('campaigns_substitute_once', ['goodsId'], { unique: true, where: `(status <> 'withdrawn'::text)` })
@Index('campaigns_substitute_untold', ['id'], { where: `(told_at IS NULL)` })
@Index('campaigns_substitute_unrecalled', ['id'], {
  where: `((status = 'withdrawn'::text) AND (recalled_at IS NULL))`,
})
export class Substitute {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  /** The row of `campaigns_goods` that it stands for. */
  @Column('uuid', { name: 'goods_id' })
  goodsId!: string;

  @Column('uuid', { name: 'supplier_id' })
  supplierId!: string;

  @Column('uuid', { name: 'sku_id' })
  skuId!: string;

  @Column('integer')
  pieces!: number;

  @Column('bigint', { name: 'price_fen' })
  priceFen!: number;

  @Column('text')
  reason!: string;

  @Column('text')
  status!: SubstituteStatus;

  @Column('timestamptz', { name: 'answer_by' })
  answerBy!: Date;

  /** Of those who accepted, when it closed. */
  @Column('integer', { name: 'accepted_shares', nullable: true })
  acceptedShares!: number | null;

  /** When the plan of each place took it in. */
  @Column('timestamptz', { name: 'applied_at', nullable: true })
  appliedAt!: Date | null;

  /** The last pledge whose person was told of it. */
  @Column('uuid', { name: 'told_until', nullable: true })
  toldUntil!: string | null;

  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt!: Date | null;

  /** What the recipient of a donation says to it, which confirmed other goods; null: nothing yet, or there is no recipient. */
  @Column('boolean', { name: 'recipient_accepts', nullable: true })
  recipientAccepts!: boolean | null;

  @Column('timestamptz', { name: 'recipient_answered_at', nullable: true })
  recipientAnsweredAt!: Date | null;

  /** Of one that was taken back: the last pledge whose person was told of that. */
  @Column('uuid', { name: 'recalled_until', nullable: true })
  recalledUntil!: string | null;

  @Column('timestamptz', { name: 'recalled_at', nullable: true })
  recalledAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** What happened to an offer; only ever added to. */
@Entity('campaigns_substitute_step')
@Index('campaigns_substitute_step_thing', ['campaignsSubstituteId', 'at', 'id'])
export class SubstituteStep {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'campaigns_substitute_id' })
  campaignsSubstituteId!: string;

  @Column('text')
  action!: SubstituteAction;

  @Column('text', { name: 'from_status', nullable: true })
  fromStatus!: SubstituteStatus | null;

  @Column('text', { name: 'to_status' })
  toStatus!: SubstituteStatus;

  /** Null: the system, by the date. */
  @Column('uuid', { name: 'by_id', nullable: true })
  byId!: string | null;

  @Column('text', { default: '' })
  reason!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;
}

/** What who pledged says to an offer; the last word before the date. */
@Entity('campaigns_substitute_answer')
@Index('campaigns_substitute_answer_pledge', ['pledgeId'])
export class SubstituteAnswer {
  @PrimaryColumn('uuid', { name: 'substitute_id' })
  substituteId!: string;

  @PrimaryColumn('uuid', { name: 'pledge_id' })
  pledgeId!: string;

  @Column('boolean')
  accepts!: boolean;

  @Column('timestamptz', { name: 'answered_at', default: () => 'clock_timestamp()' })
  answeredAt!: Date;
}
