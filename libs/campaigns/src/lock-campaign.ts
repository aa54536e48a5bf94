import type { CampaignForm, CampaignStatus, DeliveryMode } from '@yigou/contracts';
import { DomainError, type Fen } from '@yigou/kernel';
import { exclusiveLock, sharedLock, type Tx } from '@yigou/platform';

/** A campaign under its lock, shared or exclusive. */
export interface LockedCampaign {
  readonly id: string;
  readonly number: string;
  readonly form: CampaignForm;
  readonly status: CampaignStatus;
  readonly organiserUserId: string;
  /** The organisation that it is organised for; null: a person's own. */
  readonly organiserId: string | null;
  readonly title: string;
  readonly thresholdShares: number;
  readonly capShares: number;
  readonly perPledgeShares: number;
  /** The number of shares from which each tier is reached, ascending; the first is 1. */
  readonly tierFrom: readonly number[];
  /** The most that freight may cost per share, in fen. */
  readonly freightShareFen: Fen;
  /** Of a share, what is paid at joining; null: all of it. */
  readonly depositShareFen: Fen | null;
  /** The time to pay balances is over, by the same clock as `over`; false before it begins. */
  readonly balanceOver: boolean;
  readonly deliveryMode: DeliveryMode;
  readonly recipientId: string | null;
  readonly lockVersion: number;
  /** Its deadline has passed, by the database's clock after the lock was had. */
  readonly over: boolean;
  /** When that was judged, as PostgreSQL writes it. */
  readonly at: string;
}

const COLUMNS = `c.id, c.number, c.form, c.status, c.organiser_user_id AS "organiserUserId", c.organiser_id AS "organiserId", c.title,
  c.threshold_shares AS "thresholdShares", c.cap_shares AS "capShares", c.per_pledge_shares AS "perPledgeShares", c.tier_from AS "tierFrom",
  c.freight_share_fen AS "freightShareFen", c.deposit_share_fen AS "depositShareFen", coalesce(c.balance_until <= t.at, false) AS "balanceOver", c.delivery_mode AS "deliveryMode", c.recipient_id AS "recipientId", c.lock_version AS "lockVersion",
  coalesce(c.deadline <= t.at, false) AS over, t.at::text AS at`;
/** The campaign, and the moment at which it is judged. */
const FROM = 'campaigns_campaign c, (SELECT clock_timestamp() AS at OFFSET 0) t';
/** What the locks of a campaign name. */
export const campaignKey = (id: string): string => `campaign|${id}`;

/**
 * Holds a campaign together with others who only add to it, such as those who join or pay: none of them changes its row, and whoever closes it waits for all of them, in
 * the order of coming. Throws `not_found`.
 */
export async function holdCampaign(tx: Tx, id: string): Promise<LockedCampaign> {
  await tx.query(`SELECT ${sharedLock('$1')}`, [campaignKey(id)]);
  return found(await tx.one<LockedCampaign>(`SELECT ${COLUMNS} FROM ${FROM} WHERE c.id = $1`, [id]));
}

/** Locks a campaign for a change: nobody joins, pays, or changes it until the transaction ends. Throws `not_found`. */
export async function lockCampaign(tx: Tx, id: string): Promise<LockedCampaign> {
  await tx.query(`SELECT ${exclusiveLock('$1')}`, [campaignKey(id)]);
  return found(await tx.one<LockedCampaign>(`SELECT ${COLUMNS} FROM ${FROM} WHERE c.id = $1 FOR UPDATE OF c`, [id]));
}

function found(campaign: LockedCampaign | undefined): LockedCampaign {
  if (!campaign) throw new DomainError('not_found');
  return campaign;
}
