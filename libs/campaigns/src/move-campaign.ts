import type { CampaignForm, CampaignStatus, DeliveryMode } from '@yigou/contracts';
import { type By, type Caller, signatureOf } from '@yigou/identity';
import { type Fen, newId } from '@yigou/kernel';
import { atMarket, eventRow, eventsCte, type Tx } from '@yigou/platform';
import { CAMPAIGN, type CampaignAction } from './campaign-status';
import type { CampaignPlace } from './campaign-place';
import { CampaignMoved } from './campaigns.events';
import type { LockedCampaign } from './lock-campaign';

/** The status of a campaign is written here and nowhere else. */

/** What a draft says of itself; its goods and points are rows of their own. */
export interface CampaignTerms {
  readonly form: CampaignForm;
  readonly title: string;
  readonly story: string;
  readonly photoKey: string | null;
  readonly thresholdShares: number;
  readonly capShares: number;
  readonly perPledgeShares: number;
  /** As PostgreSQL reads it; null: not chosen yet. */
  readonly deadline: string | null;
  readonly tierFrom: readonly number[];
  readonly freightShareFen: Fen;
  /** How the deposit of a pre-sale was chosen; null where it was as a sum, or there is none. */
  readonly depositBp: number | null;
  /** Of a share, what is paid at joining; null: all of it. */
  readonly depositShareFen: Fen | null;
  /** `YYYY-MM-DD`: from when the rest may be paid, and for how many days; null without a deposit. */
  readonly balanceOn: string | null;
  readonly balanceDays: number | null;
  /** `YYYY-MM-DD`: the day of the harvest, before which nothing is sent. */
  readonly shipOn: string | null;
  readonly deliveryMode: DeliveryMode;
  readonly recipientId: string | null;
  readonly needId: string | null;
  readonly place: CampaignPlace | null;
}

/** The terms in the order of `TERMS`, as parameters from `$2` on. */
const TERMS =
  'form, title, story, photo_key, threshold_shares, cap_shares, per_pledge_shares, deadline, tier_from, freight_share_fen, deposit_bp, ship_on, delivery_mode, recipient_id, need_id, place, deposit_share_fen, balance_on, balance_days';
const TERM_PARAMETERS =
  '$2, $3, $4, $5, $6::int, $7::int, $8::int, $9::timestamptz, $10::int[], $11::bigint, $12::int, $13::date, $14, $15::uuid, $16::uuid, $17::jsonb, $18::bigint, $19::date, $20::int';
const termsOf = (terms: CampaignTerms) => [
  terms.form,
  terms.title,
  terms.story,
  terms.photoKey,
  terms.thresholdShares,
  terms.capShares,
  terms.perPledgeShares,
  terms.deadline,
  terms.tierFrom,
  terms.freightShareFen,
  terms.depositBp,
  terms.shipOn,
  terms.deliveryMode,
  terms.recipientId,
  terms.needId,
  terms.place && JSON.stringify(terms.place),
  terms.depositShareFen,
  terms.balanceOn,
  terms.balanceDays,
];

/** Begins a campaign as a draft, for the seat of the caller or for themselves; answers its id. */
export async function draftCampaign(tx: Tx, by: Caller, terms: CampaignTerms, id = newId()): Promise<string> {
  const { userId, name, seat } = signatureOf(by);
  await tx.query(
    `WITH made AS (
       INSERT INTO campaigns_campaign (id, number, status, organiser_user_id, organiser_id, organiser_name, ${TERMS})
       SELECT $1, 'TG' || to_char(${atMarket('now()')}, 'YYMMDD') || zero_padded(nextval('campaigns_number'), 6), $21, $22, $23, $24, ${TERM_PARAMETERS}
       RETURNING id)
     INSERT INTO campaigns_campaign_step (id, campaigns_campaign_id, action, from_status, to_status, by_id, by_name)
     SELECT $25, id, 'draft', NULL, $21, $22, $26 FROM made`,
    [id, ...termsOf(terms), CAMPAIGN.initial, userId, by.seat?.organisationId ?? null, seat || name, newId(), name],
  );
  return id;
}

/** Writes other terms over those of a draft. The caller holds its lock and has seen that it is one. */
export async function rewriteDraft(tx: Tx, { id }: LockedCampaign, terms: CampaignTerms): Promise<void> {
  await tx.query(
    `UPDATE campaigns_campaign SET (${TERMS}) = (SELECT ${TERM_PARAMETERS}), lock_version = lock_version + 1 WHERE id = $1`,
    [id, ...termsOf(terms)],
  );
}

export interface CampaignMove {
  readonly action: Exclude<CampaignAction, 'draft'>;
  /** Where the action leads, when it may lead to several states. */
  readonly to?: CampaignStatus;
  readonly by: By;
  /** Chinese, read by the organiser. */
  readonly reason?: string;
  /** Of `succeed` and `secure`: the shares that were paid, and the index of the tier that they reached. */
  readonly final?: { readonly shares: number; readonly tier: number };
  /** Of `close_balance` and `lapse`: whether who did not pay loses the deposit. */
  readonly forfeits?: boolean;
  /** `YYYY-MM-DD`, where the move makes a report due. */
  readonly reportDueOn?: string;
}

/** Moves a campaign that is locked exclusively along its machine: state, clocks, step and event in one statement. Throws what the machine refuses the action with. */
export async function moveCampaign(tx: Tx, of: LockedCampaign, move: CampaignMove): Promise<CampaignStatus> {
  const { action, reason = '', final, forfeits = null, reportDueOn = null } = move;
  const to = CAMPAIGN.next(of.status, action, move.to);
  const { userId, name } = signatureOf(move.by);
  await tx.query(
    `WITH moved AS (
         UPDATE campaigns_campaign SET status = $2, lock_version = lock_version + 1,
           opened_at = CASE WHEN $3 = 'approve' THEN clock_timestamp() ELSE opened_at END,
           closed_at = CASE WHEN $3 IN ('succeed', 'secure', 'fail', 'cancel') THEN clock_timestamp() ELSE closed_at END,
           pledges_done_at = CASE WHEN $3 NOT IN ('give_up', 'cancel', 'close_balance', 'lapse') THEN pledges_done_at END,
           balance_until = CASE WHEN $3 = 'open_balance' THEN clock_timestamp() + make_interval(days => balance_days) ELSE balance_until END,
           balance_forfeits = coalesce($13::boolean, balance_forfeits),
           final_shares = coalesce($10::int, final_shares), reached_tier = coalesce($11::int, reached_tier),
           fail_reason = CASE WHEN $3 IN ('fail', 'give_up', 'cancel', 'lapse') THEN $4 ELSE fail_reason END,
           report_due_on = coalesce($12::date, report_due_on)
         WHERE id = $1),
       ${eventsCte('$9')}
     INSERT INTO campaigns_campaign_step (id, campaigns_campaign_id, action, from_status, to_status, by_id, by_name, reason)
     VALUES ($5, $1, $3, $6, $2, $7, $8, $4)`,
    [
      of.id,
      to,
      action,
      reason,
      newId(),
      of.status,
      userId,
      name,
      JSON.stringify([eventRow(CampaignMoved, { campaignId: of.id, action, to })]),
      final?.shares ?? null,
      final?.tier ?? null,
      reportDueOn,
      forfeits,
    ],
  );
  return to;
}
