import * as z from 'zod';
import { PhotoKey } from '../catalogue/schemas';
import { CalendarDate, Fen, Id, Instant, page, PageQuery, RegionCode } from '../common';
import { ORGANISATION_KIND_CODES } from '../identity/labels';
import { DepositTerms } from './deposits-schemas';
import { CampaignImpact, PublishedImpact } from './fulfilment-schemas';
import { CAMPAIGN_FORM_CODES, CAMPAIGN_STATUS_CODES, DELIVERY_MODE_CODES } from './labels';
import { GROUP_BUY_STATE_CODES } from './public-labels';

const Count = z.int().min(0);

export const GroupBuyQuery = PageQuery.extend({
  form: z.enum(CAMPAIGN_FORM_CODES).optional(),
  state: z.enum(GROUP_BUY_STATE_CODES).optional(),
  /** `deadline`: only those that may still be joined, who ends first comes first. Otherwise those that recruit first, the latest before. */
  sort: z.enum(['latest', 'deadline']).default('latest'),
  /** Where its goods come from: a county, or what lies in a prefecture or province. */
  region: RegionCode.optional(),
});
/** A group purchase as the list shows it; prices in fen, of one share. */
export const GroupBuyCard = z.object({
  id: Id,
  number: z.string(),
  form: z.enum(CAMPAIGN_FORM_CODES),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  title: z.string(),
  photo: PhotoKey.nullable(),
  organiserName: z.string(),
  deadline: Instant,
  thresholdShares: Count,
  capShares: Count,
  /** Paid while it recruited; they stay what they were when it has ended. */
  paidShares: Count,
  /** Of the first tier, which is paid up front, … */
  priceFen: Fen,
  /** … and of the last. */
  bestPriceFen: Fen,
  /** Of a share, what is paid at joining of a pre-sale with a deposit (定金预售); null: all of it. */
  depositFen: Fen.nullable(),
  /** Names of the counties that its goods come from. */
  counties: z.array(z.string()),
});
export const GroupBuyPage = page(GroupBuyCard);

/** What one share holds of one good. */
export const GroupBuyGood = z.object({
  productId: Id,
  productName: z.string(),
  skuName: z.string(),
  pieces: Count,
  netWeightGrams: z.int().nullable(),
  photo: PhotoKey.nullable(),
  supplierName: z.string(),
  /** Province, prefecture and county; null: not known. */
  countyPath: z.string().nullable(),
  /** Of a piece at each tier. */
  pricesFen: z.array(Fen),
  /** Of a piece in the shop today. */
  shopPriceFen: Fen,
  /** Of a certificate that holds today. */
  certificate: z.object({ number: z.string(), households: Count.nullable(), people: Count.nullable() }).nullable(),
});
/** What an organiser did before: campaigns of its own that are no longer recruiting, and what came of them. */
export const OrganiserRecord = z.object({
  succeeded: Count,
  failed: Count,
  cancelled: Count,
  /** With its results made public. */
  published: Count,
  /** Shares of those that succeeded. */
  shares: Count,
});
export const GroupBuyView = GroupBuyCard.extend({
  story: z.string(),
  perPledgeShares: Count,
  heldShares: Count,
  /** Who paid, counted as far as `MOST_COUNTED_PEOPLE`. */
  people: Count,
  /** From how many shares on which price of a share holds. */
  tiers: z.array(z.object({ from: Count, priceFen: Fen })),
  /** Place, from 0, of the tier that the paid shares have reached. */
  tier: Count,
  freightShareFen: Fen,
  /** Day from which a pre-sale is shipped; null: as soon as it has succeeded. */
  shipOn: CalendarDate.nullable(),
  /** When the rest is paid, of one with a deposit. */
  deposit: DepositTerms.extend({ until: Instant.nullable() }).nullable(),
  deliveryMode: z.enum(DELIVERY_MODE_CODES),
  recipientName: z.string().nullable(),
  /** Packs go to the people of a list of the organiser's (收件名单): whoever joins gives no address. */
  byList: z.boolean(),
  goods: z.array(GroupBuyGood),
  /** Households of its certificates, each certificate counted once. */
  households: Count,
  points: z.array(z.object({ id: Id, name: z.string(), regionPath: z.string(), detail: z.string() })),
  organiser: z.object({
    /** Null: a person. */
    kind: z.enum(ORGANISATION_KIND_CODES).nullable(),
    record: OrganiserRecord,
  }),
  /** It looks for sub-leaders: people may ask to gather others for it. */
  leadersOpen: z.boolean(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  failReason: z.string(),
  /** Those who paid last, as they want to be shown. */
  joiners: z.array(z.object({ shownName: z.string(), shares: Count, at: Instant })),
  /** The database's time of this answer: clocks of phones are off. */
  now: Instant,
});
export type GroupBuyView = z.infer<typeof GroupBuyView>;

/** What a topic `campaign:<id>` carries, anew whenever it moves. */
export const CampaignLive = GroupBuyView.pick({
  status: true,
  paidShares: true,
  heldShares: true,
  people: true,
  tier: true,
  deadline: true,
});
export type CampaignLive = z.infer<typeof CampaignLive>;

export const ResultsQuery = PageQuery.extend({ form: z.enum(CAMPAIGN_FORM_CODES).optional() });
/** A group purchase whose results were made public (公示). */
export const ResultCard = GroupBuyCard.pick({
  id: true,
  number: true,
  form: true,
  title: true,
  photo: true,
  organiserName: true,
  counties: true,
}).extend({ recipientName: z.string().nullable(), published: PublishedImpact });
export const ResultsPage = page(ResultCard);

/** What became of the goods of a donation, in pieces unless it is said otherwise; what is short or damaged is not paid. */
const Delivery = z.object({
  /** What was promised of its need and has come of it, in the need's unit; null: it was started without one. */
  need: z.object({ id: Id, title: z.string(), unit: z.string(), promised: Count, delivered: Count }).nullable(),
  ordered: Count,
  sent: Count,
  /** Signed for by count: together with what was short or damaged, all that was sent of the orders that are signed for. */
  received: Count,
  short: Count,
  damaged: Count,
  orders: Count,
  signedOrders: Count,
});

/** What became of a group purchase that succeeded: its way so far and, as soon as there are orders, what was bought of whom. */
export const GroupBuyWall = GroupBuyCard.extend({
  recipientName: z.string().nullable(),
  people: Count,
  /** Final shares, and what all of them came to. */
  finalShares: Count,
  paidFen: Fen,
  steps: z.array(z.object({ to: z.enum(CAMPAIGN_STATUS_CODES), at: Instant })),
  /** Orders that were paid and stand, by supplier. */
  purchases: z.array(
    z.object({
      supplierName: z.string(),
      countyPath: z.string().nullable(),
      goods: z.array(z.object({ productId: Id, name: z.string(), pieces: Count })),
      totalFen: Fen,
      /** All of them have arrived. */
      received: z.boolean(),
    }),
  ),
  /** Of a donation, as its recipient counted it; null: nothing was given. */
  delivery: Delivery.nullable(),
  /** What its orders did so far; what was published, once it is. */
  impact: CampaignImpact,
  published: PublishedImpact.nullable(),
  thanks: z.array(z.object({ shownName: z.string(), shares: Count })),
});
export type GroupBuyWall = z.infer<typeof GroupBuyWall>;
