import type { PledgeStatus } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Shares that somebody takes of a campaign, and the money for them in fen. */
@Entity('campaigns_pledge')
@Check('campaigns_pledge_amount_fen_check', `amount_fen > 0`)
@Check('campaigns_pledge_budget', `(budget_id IS NULL) OR (organisation_id IS NOT NULL)`)
@Check(
  'campaigns_pledge_counted',
  `(counted_at IS NULL) OR ((budget_id IS NOT NULL) AND (status = ANY (ARRAY['confirmed'::text, 'done'::text])))`,
)
@Check(
  'campaigns_pledge_deposit',
  `((deposit_fen IS NULL) OR ((deposit_fen > 0) AND (deposit_fen < amount_fen) AND (budget_id IS NULL))) AND ((status <> ALL (ARRAY['balance_due'::text, 'forfeited'::text])) OR (deposit_fen IS NOT NULL))`,
)
@Check('campaigns_pledge_done', `(status = 'done'::text) = (handed_at IS NOT NULL)`)
@Check(
  'campaigns_pledge_final',
  `((final_fen IS NULL) = (freight_final_fen IS NULL)) AND (freight_final_fen >= 0) AND ((final_fen >= freight_final_fen) AND (final_fen <= amount_fen))`,
)
@Check(
  'campaigns_pledge_paid',
  `(status <> ALL (ARRAY['paid'::text, 'balance_due'::text, 'confirmed'::text, 'done'::text, 'withdrawn'::text, 'forfeited'::text, 'refunded'::text])) OR (paid_at IS NOT NULL)`,
)
@Check('campaigns_pledge_pending', `(status = 'pending'::text) = (expires_at IS NOT NULL)`)
@Check('campaigns_pledge_sealed', `(address_sealed IS NULL) = (address_key IS NULL)`)
@Check('campaigns_pledge_shares_check', `shares > 0`)
@Check(
  'campaigns_pledge_slots',
  `(cardinality(slot_shards) = cardinality(slot_shares)) AND (cardinality(slot_shards) > 0)`,
)
@Check(
  'campaigns_pledge_status_check',
  `status = ANY (ARRAY['pending'::text, 'paid'::text, 'balance_due'::text, 'expired'::text, 'cancelled'::text, 'withdrawn'::text, 'confirmed'::text, 'forfeited'::text, 'refunded'::text, 'done'::text])`,
)
@Index('campaigns_pledge_campaign', ['campaignId', 'status', 'id'])
@Index('campaigns_pledge_expiry', ['expiresAt', 'id'], { where: `(status = 'pending'::text)` })
@Index('campaigns_pledge_one_pending', ['campaignId', 'userId'], { unique: true, where: `(status = 'pending'::text)` })
@Index('campaigns_pledge_point', ['pointId', 'id'], { where: `(point_id IS NOT NULL)` })
@Index('campaigns_pledge_uncounted', ['id'], { where: `((budget_id IS NOT NULL) AND (counted_at IS NULL))` })
@Index('campaigns_pledge_unit', ['organisationId', 'createdAt', 'id'], { where: `(budget_id IS NOT NULL)` })
@Index('campaigns_pledge_via', ['viaId', 'id'], { where: `(via_id IS NOT NULL)` })
export class Pledge {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('uuid', { name: 'campaign_id' })
  campaignId!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId!: string | null;

  /** Of the unit that the organisation is: what its share is held of. Null: nobody's budget pays it. */
  @Column('uuid', { name: 'budget_id', nullable: true })
  budgetId!: string | null;

  @Column('text')
  status!: PledgeStatus;

  @Column('integer')
  shares!: number;

  @Column('bigint', { name: 'amount_fen' })
  amountFen!: number;

  /** Of that, what is paid at joining of a pre-sale with a deposit (定金); null: all of it. */
  @Column('bigint', { name: 'deposit_fen', nullable: true })
  depositFen!: number | null;

  /** What of its balance was told: 1 that it may be paid, 2 that its time is nearly over. */
  @Column('smallint', { name: 'balance_told', default: 0 })
  balanceTold!: number;

  @Column('bigint', { name: 'final_fen', nullable: true })
  finalFen!: number | null;

  @Column('bigint', { name: 'freight_final_fen', nullable: true })
  freightFinalFen!: number | null;

  @Column('uuid', { name: 'payment_id', unique: true })
  paymentId!: string;

  @Column('uuid', { name: 'point_id', nullable: true })
  pointId!: string | null;

  /** The sub-leader whose link it came by. */
  @Column('uuid', { name: 'via_id', nullable: true })
  viaId!: string | null;

  @Column('text', { name: 'address_sealed', nullable: true })
  addressSealed!: string | null;

  @Column('text', { name: 'address_key', nullable: true })
  addressKey!: string | null;

  @Column('text', { name: 'address_region', nullable: true })
  addressRegion!: string | null;

  @Column('text', { name: 'shown_name', default: '' })
  shownName!: string;

  @Column('text', { default: '' })
  message!: string;

  @Column('text', { name: 'invoice_title', default: '' })
  invoiceTitle!: string;

  @Column('text', { name: 'invoice_code', default: '' })
  invoiceCode!: string;

  @Column('smallint', { name: 'slot_shards', array: true })
  slotShards!: number[];

  @Column('integer', { name: 'slot_shares', array: true })
  slotShares!: number[];

  @Column('text', { name: 'hand_code', nullable: true })
  handCode!: string | null;

  /** When its goods were there, its budget was spent, and it counted to its unit. */
  @Column('timestamptz', { name: 'counted_at', nullable: true })
  countedAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'paid_at', nullable: true })
  paidAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  @Column('timestamptz', { name: 'handed_at', nullable: true })
  handedAt!: Date | null;

  @Column('uuid', { name: 'handed_by', nullable: true })
  handedBy!: string | null;
}
