import type { CampaignForm, CampaignStatus, DeliveryMode } from '@yigou/contracts';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CampaignPlace } from './campaign-place';

/** A group purchase: shares of one kind, bought together until a deadline; sums in fen. */
@Entity('campaigns_campaign')
@Check('campaigns_campaign_cap', `cap_shares >= threshold_shares`)
@Check('campaigns_campaign_cap_shares_check', `cap_shares <= 1000000`)
@Check(
  'campaigns_campaign_closed',
  `(closed_at IS NULL) = (status = ANY (ARRAY['draft'::text, 'to_recipient'::text, 'agreeing'::text, 'to_review'::text, 'recruiting'::text]))`,
)
@Check(
  'campaigns_campaign_delivery_mode_check',
  `delivery_mode = ANY (ARRAY['pickup'::text, 'each'::text, 'recipient'::text])`,
)
@Check(
  'campaigns_campaign_balance',
  `((deposit_share_fen IS NULL) OR (status = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR ((balance_on IS NOT NULL) AND (balance_days > 0))) AND ((status <> ALL (ARRAY['awaiting_balance'::text, 'collecting'::text])) OR (deposit_share_fen IS NOT NULL)) AND ((balance_until IS NULL) OR (deposit_share_fen IS NOT NULL)) AND ((balance_forfeits IS NULL) OR (balance_until IS NOT NULL))`,
)
@Check(
  'campaigns_campaign_deposit',
  `(deposit_share_fen IS NULL) OR ((form = 'pre_sale'::text) AND (deposit_share_fen > 0))`,
)
@Check('campaigns_campaign_deposit_bp_check', `(deposit_bp >= 1) AND (deposit_bp <= 2000)`)
@Check(
  'campaigns_campaign_donation',
  `(form <> 'donation'::text) OR (status = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR (recipient_id IS NOT NULL)`,
)
@Check('campaigns_campaign_final', `(final_shares IS NULL) = (reached_tier IS NULL)`)
@Check(
  'campaigns_campaign_form_check',
  `form = ANY (ARRAY['group_buy'::text, 'donation'::text, 'gift_pack'::text, 'pre_sale'::text, 'inputs'::text])`,
)
@Check('campaigns_campaign_freight_share_fen_check', `freight_share_fen >= 0`)
@Check(
  'campaigns_campaign_open',
  `(status = ANY (ARRAY['draft'::text, 'to_recipient'::text, 'agreeing'::text, 'to_review'::text, 'cancelled'::text])) OR ((opened_at IS NOT NULL) AND (deadline IS NOT NULL))`,
)
@Check('campaigns_campaign_per_pledge_shares_check', `per_pledge_shares > 0`)
@Check('campaigns_campaign_pledges_done', `(pledges_done_at IS NULL) OR (closed_at IS NOT NULL)`)
@Check(
  'campaigns_campaign_reached',
  `(final_shares IS NULL) OR ((final_shares >= threshold_shares) AND (final_shares <= cap_shares))`,
)
@Check(
  'campaigns_campaign_status_check',
  `status = ANY (ARRAY['draft'::text, 'to_recipient'::text, 'agreeing'::text, 'to_review'::text, 'recruiting'::text, 'awaiting_balance'::text, 'collecting'::text, 'succeeded'::text, 'failed'::text, 'purchasing'::text, 'shipping'::text, 'received'::text, 'reallocating'::text, 'handed_out'::text, 'published'::text, 'settled'::text, 'cancelled'::text])`,
)
@Check('campaigns_campaign_threshold_shares_check', `threshold_shares > 0`)
@Check(
  'campaigns_campaign_tiers',
  `((cardinality(tier_from) >= 1) AND (cardinality(tier_from) <= 10)) AND (tier_from[1] = 1)`,
)
@Index('campaigns_campaign_balances', ['id'], {
  where: `(status = ANY (ARRAY['awaiting_balance'::text, 'collecting'::text]))`,
})
@Index('campaigns_campaign_due', ['deadline', 'id'], { where: `(status = 'recruiting'::text)` })
@Index('campaigns_campaign_undone', ['closedAt', 'id'], {
  where: `((closed_at IS NOT NULL) AND (pledges_done_at IS NULL))`,
})
export class Campaign {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { unique: true })
  number!: string;

  @Column('text')
  form!: CampaignForm;

  @Column('text')
  status!: CampaignStatus;

  @Column('uuid', { name: 'organiser_user_id' })
  organiserUserId!: string;

  @Column('uuid', { name: 'organiser_id', nullable: true })
  organiserId!: string | null;

  @Column('text', { name: 'organiser_name' })
  organiserName!: string;

  @Column('text')
  title!: string;

  @Column('text', { default: '' })
  story!: string;

  @Column('text', { name: 'photo_key', nullable: true })
  photoKey!: string | null;

  @Column('integer', { name: 'threshold_shares' })
  thresholdShares!: number;

  @Column('integer', { name: 'cap_shares' })
  capShares!: number;

  @Column('integer', { name: 'per_pledge_shares' })
  perPledgeShares!: number;

  @Column('timestamptz', { nullable: true })
  deadline!: Date | null;

  @Column('integer', { name: 'tier_from', array: true })
  tierFrom!: number[];

  @Column('bigint', { name: 'freight_share_fen', default: 0 })
  freightShareFen!: number;

  /** How the deposit was chosen; null where it was as a sum, or there is none. */
  @Column('integer', { name: 'deposit_bp', nullable: true })
  depositBp!: number | null;

  /** Of a share, what is paid at joining (定金); null: all of it. */
  @Column('bigint', { name: 'deposit_share_fen', nullable: true })
  depositShareFen!: number | null;

  /** The day from which the rest may be paid (尾款), … */
  @Column('date', { name: 'balance_on', nullable: true })
  balanceOn!: string | null;

  /** … for how many days, … */
  @Column('integer', { name: 'balance_days', nullable: true })
  balanceDays!: number | null;

  /** … and until when, once that has begun. */
  @Column('timestamptz', { name: 'balance_until', nullable: true })
  balanceUntil!: Date | null;

  /** Whether who did not pay it loses the deposit; null: its time is not over. */
  @Column('boolean', { name: 'balance_forfeits', nullable: true })
  balanceForfeits!: boolean | null;

  @Column('date', { name: 'ship_on', nullable: true })
  shipOn!: string | null;

  @Column('text', { name: 'delivery_mode' })
  deliveryMode!: DeliveryMode;

  @Column('uuid', { name: 'recipient_id', nullable: true })
  recipientId!: string | null;

  @Column('uuid', { name: 'need_id', nullable: true })
  needId!: string | null;

  @Column('jsonb', { nullable: true })
  place!: CampaignPlace | null;

  @Column('timestamptz', { name: 'opened_at', nullable: true })
  openedAt!: Date | null;

  @Column('timestamptz', { name: 'closed_at', nullable: true })
  closedAt!: Date | null;

  /** Decided, and none of its pledges is pending or paid any more, nor, once their time is over, waits for its balance. */
  @Column('timestamptz', { name: 'pledges_done_at', nullable: true })
  pledgesDoneAt!: Date | null;

  @Column('integer', { name: 'reached_tier', nullable: true })
  reachedTier!: number | null;

  @Column('integer', { name: 'final_shares', nullable: true })
  finalShares!: number | null;

  /** People may ask to gather others for it. */
  @Column('boolean', { name: 'leaders_open', default: true })
  leadersOpen!: boolean;

  @Column('text', { name: 'fail_reason', default: '' })
  failReason!: string;

  @Column('date', { name: 'report_due_on', nullable: true })
  reportDueOn!: string | null;

  /** The prefix of region codes that all its goods come from: whose offices review it. */
  @Column('text', { name: 'review_prefix', default: '' })
  reviewPrefix!: string;

  /** What is to change, by the name of the form's field. */
  @Column('jsonb', { name: 'review_notes', default: {} })
  reviewNotes!: Record<string, string>;

  @Column('integer', { name: 'lock_version', default: 1 })
  lockVersion!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
