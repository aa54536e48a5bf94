import type { CampaignStatus, DeliveryMode, JoinCampaignBody } from '@yigou/contracts';
import { type Fen, newId } from '@yigou/kernel';
import { atMarket, type Tx } from '@yigou/platform';
import { HAS_LIST } from '../addresses/has-list';
import { PLEDGE } from '../pledge-status';

/** Shares that somebody is about to take. The caller holds the campaign, in an earlier statement, and has opened the payment at the expected sum, or at the expected deposit. */
export interface PledgeToJoin extends Pick<
  JoinCampaignBody,
  | 'shares'
  | 'expectedTotalFen'
  | 'expectedDepositFen'
  | 'pointId'
  | 'via'
  | 'shownName'
  | 'message'
  | 'invoiceTitle'
  | 'invoiceCode'
> {
  readonly id: string;
  readonly campaignId: string;
  readonly userId: string;
  readonly organisationId: string | null;
  /** Of the organisation, where it is a unit. */
  readonly budgetId: string | null;
  readonly paymentId: string;
  readonly address: { readonly sealed: string; readonly key: string; readonly region: string } | null;
  /** How long it may be paid; never past the deadline. */
  readonly minutes: number;
}

/** By what a pledge was made or not: the campaign as it was read after it was held. */
export interface JoinAnswer {
  readonly status: CampaignStatus;
  readonly over: boolean;
  readonly perPledgeShares: number;
  readonly deliveryMode: DeliveryMode;
  /** The point is one of its own, or the address is there, where it asks for one: a list of addresses takes its place. */
  readonly deliverable: boolean;
  /** Up front, freight included. */
  readonly shareFen: Fen;
  /** Of that, what is paid at joining; null: all of it. */
  readonly depositShareFen: Fen | null;
  readonly leftShares: number;
  /** Null: not made. */
  readonly number: string | null;
  readonly expiresAt: string;
}

/** All shares from one shard that has as many left; which of them is drawn, so that those who come at once go to different rows. */
const FROM_ONE = `place AS (
  UPDATE campaigns_slot s SET held = held + $4::int FROM (
    SELECT shard FROM campaigns_slot, ok WHERE campaign_id = $1 AND capacity - held - paid >= $4::int ORDER BY random() LIMIT 1) drawn
  WHERE s.campaign_id = $1 AND s.shard = drawn.shard AND s.capacity - s.held - s.paid >= $4::int
  RETURNING ARRAY[s.shard] AS shards, ARRAY[$4::int] AS shares)`;

/** From several, one after the other, while they have any left; the caller has locked all of them. */
const ACROSS = `room AS (
  SELECT shard, left_over, sum(left_over) OVER (ORDER BY shard) - left_over AS before FROM (
    SELECT shard, capacity - held - paid AS left_over FROM campaigns_slot, ok WHERE campaign_id = $1 AND capacity - held - paid > 0) s),
taken AS (SELECT shard, least(left_over, $4::int - before)::int AS shares FROM room WHERE before < $4::int AND (SELECT sum(left_over) FROM room) >= $4::int),
changed AS (
  UPDATE campaigns_slot s SET held = held + taken.shares FROM taken WHERE s.campaign_id = $1 AND s.shard = taken.shard RETURNING s.shard, taken.shares),
place AS (SELECT array_agg(shard ORDER BY shard) AS shards, array_agg(shares ORDER BY shard) AS shares FROM changed HAVING count(*) > 0)`;

/**
 * Campaign, terms and places are judged, and the pledge is written with its first step, in one statement, which has begun after the campaign was held. Its event is left out:
 * nobody hears that somebody is about to pay, and a hundred thousand come in a minute.
 */
const join = (place: string): string => `WITH campaign AS (
    SELECT c.id, c.status, c.deadline, t.at, c.deadline <= t.at AS over, c.per_pledge_shares, c.delivery_mode, c.deposit_share_fen,
      c.freight_share_fen + (SELECT sum(g.pieces * g.prices_fen[1]) FROM campaigns_goods g WHERE g.campaign_id = c.id)::bigint AS share_fen,
      CASE c.delivery_mode
        WHEN 'pickup' THEN EXISTS (SELECT FROM campaigns_point o WHERE o.campaign_id = c.id AND o.id = $7::uuid AND o.closed_at IS NULL)
        WHEN 'each' THEN $9::text IS NOT NULL OR ${HAS_LIST} ELSE true END AS deliverable
    FROM campaigns_campaign c, (SELECT clock_timestamp() AS at OFFSET 0) t WHERE c.id = $1),
  ok AS (
    SELECT FROM campaign WHERE status = 'recruiting' AND NOT over AND $4::int <= per_pledge_shares AND share_fen * $4::int = $5::bigint AND deliverable
      AND deposit_share_fen * $4::int IS NOT DISTINCT FROM $21::bigint AND (deposit_share_fen IS NULL OR $20::uuid IS NULL)),
  ${place},
  made AS (
    INSERT INTO campaigns_pledge (id, number, campaign_id, user_id, organisation_id, status, shares, amount_fen, payment_id, point_id, via_id, address_sealed,
      address_key, address_region, shown_name, message, invoice_title, invoice_code, slot_shards, slot_shares, created_at, expires_at, budget_id, deposit_fen)
    SELECT $2, 'BN' || to_char(${atMarket('c.at')}, 'YYMMDD') || zero_padded(nextval('campaigns_pledge_number'), 7), $1, $3, $16, $18, $4::int, $5::bigint, $6,
      CASE c.delivery_mode WHEN 'pickup' THEN $7::uuid END, (SELECT v.id FROM campaigns_leader v WHERE v.campaign_id = $1 AND v.code = $8 AND v.status = 'active'),
      CASE c.delivery_mode WHEN 'each' THEN $9 END, CASE c.delivery_mode WHEN 'each' THEN $10 END, CASE c.delivery_mode WHEN 'each' THEN $11 END,
      $12, $13, $14, $15, place.shards, place.shares, c.at, least(c.at + make_interval(mins => $19::int), c.deadline), $20::uuid, $21::bigint
    FROM campaign c, place RETURNING id, number, expires_at),
  step AS (
    INSERT INTO campaigns_pledge_step (id, campaigns_pledge_id, action, from_status, to_status, by_id) SELECT $17, id, 'join', NULL, $18, $3 FROM made)
  SELECT c.status, c.over, c.per_pledge_shares AS "perPledgeShares", c.delivery_mode AS "deliveryMode", c.deliverable, c.share_fen AS "shareFen", c.deposit_share_fen AS "depositShareFen",
    CASE WHEN made.id IS NULL THEN (SELECT sum(capacity - held - paid) FROM campaigns_slot WHERE campaign_id = $1)::int ELSE 0 END AS "leftShares",
    made.number, to_jsonb(made.expires_at) #>> '{}' AS "expiresAt"
  FROM campaign c LEFT JOIN made ON true`;

const JOIN = join(FROM_ONE);
const JOIN_ACROSS = join(ACROSS);

const valuesOf = (pledge: PledgeToJoin): readonly unknown[] => [
  pledge.campaignId,
  pledge.id,
  pledge.userId,
  pledge.shares,
  pledge.expectedTotalFen,
  pledge.paymentId,
  pledge.pointId,
  pledge.via,
  pledge.address?.sealed ?? null,
  pledge.address?.key ?? null,
  pledge.address?.region ?? null,
  pledge.shownName,
  pledge.message,
  pledge.invoiceTitle,
  pledge.invoiceCode,
  pledge.organisationId,
  newId(),
  PLEDGE.initial,
  pledge.minutes,
  pledge.budgetId,
  pledge.expectedDepositFen,
];

/** One statement. Undefined: there is no such campaign; `number` null: not made. */
export const joinPledge = (tx: Tx, pledge: PledgeToJoin): Promise<JoinAnswer | undefined> =>
  tx.one<JoinAnswer>(JOIN, valuesOf(pledge));

/** For what no shard has left alone: all of them are locked first, in the order of coming (`row_turn`), so that what is left is read and taken by one at a time. Two statements. */
export async function joinPledgeAcross(tx: Tx, pledge: PledgeToJoin): Promise<JoinAnswer | undefined> {
  await tx.query(
    `SELECT FROM campaigns_slot WHERE campaign_id = $1 AND (SELECT row_turn('campaign slots', ARRAY[$1::uuid])) ORDER BY shard FOR UPDATE`,
    [pledge.campaignId],
  );
  return tx.one<JoinAnswer>(JOIN_ACROSS, valuesOf(pledge));
}
