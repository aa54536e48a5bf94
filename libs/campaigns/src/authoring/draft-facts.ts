import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, type Queryable } from '@yigou/platform';
import type { CampaignPlace } from '../campaign-place';
import type { CampaignGoodsFacts } from './campaign-effect';
import type { DraftFacts } from './draft-problems';

interface DraftRow extends Omit<DraftFacts, 'goods' | 'placed'> {
  readonly organiserUserId: string;
  readonly place: CampaignPlace | null;
  /** Suppliers of its goods that the organiser is a member of. */
  readonly ownSuppliers: readonly string[];
}

/** What a draft says, and what is known of who made it. One statement. Throws `not_found`. */
export async function draftFacts(
  db: Queryable,
  campaignId: string,
  goods: readonly CampaignGoodsFacts[],
): Promise<DraftFacts> {
  const [row] = await db.query<DraftRow>(
    `SELECT c.form, c.story, c.deadline, c.ship_on::text AS "shipOn", c.delivery_mode AS "deliveryMode", c.recipient_id AS "recipientId",
       c.need_id AS "needId",
       (SELECT n.status = 'open' AND n.until >= ${MARKET_TODAY} FROM campaigns_need n WHERE n.id = c.need_id) AS "needOpen", c.place, c.threshold_shares AS "thresholdShares", c.cap_shares AS "capShares", c.per_pledge_shares AS "perPledgeShares", c.freight_share_fen AS "freightShareFen",
       c.deposit_share_fen AS "depositShareFen", c.deposit_bp AS "depositBp", c.balance_on::text AS "balanceOn",
       c.organiser_user_id AS "organiserUserId",
       (SELECT count(*)::int FROM campaigns_point p WHERE p.campaign_id = c.id) AS points,
       (SELECT l.packs FROM campaigns_address_list l WHERE l.campaign_id = c.id AND l.deleted_at IS NULL) AS packs,
       ARRAY(SELECT DISTINCT g.supplier_id FROM campaigns_goods g JOIN membership m ON m.organisation_id = g.supplier_id
         WHERE g.campaign_id = c.id AND m.user_id = c.organiser_user_id) AS "ownSuppliers"
     FROM campaigns_campaign c WHERE c.id = $1`,
    [campaignId],
  );
  if (!row) throw new DomainError('not_found');
  const { place, ownSuppliers, ...facts } = row;
  return {
    ...facts,
    placed: place !== null,
    goods: goods.map(({ pieces, pricesFen, publicFen, orderable, supplierId }) => ({
      pieces,
      pricesFen,
      publicFen,
      orderable,
      own: ownSuppliers.includes(supplierId),
    })),
  };
}
