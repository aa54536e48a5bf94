import * as z from 'zod';
import { Cursor, Fen, Id, Instant, page, PageSize, printed, text } from '../common';
import { ORDER_STATUS_CODES } from '../orders/labels';
import {
  CAMPAIGN_FORM_CODES,
  CAMPAIGN_STATUS_CODES,
  DELIVERY_MODE_CODES,
  HAND_OUT_PROOF_CODES,
  HAND_OUT_STATE_CODES,
} from './labels';

const Count = z.int().min(0);

/**
 * What a campaign does or did (受益情况), of orders and certificates alone: net weight in grams, products, counties, households and people in them. A household counts once,
 * however many of the goods carry it.
 */
export const CampaignImpact = z
  .object({
    grams: Count.meta({ description: 'net weight in grams; goods whose weight was never stated count nothing' }),
    products: Count,
    counties: Count,
    households: Count,
    people: Count,
  })
  .meta({ id: 'CampaignImpact' });
/** The figures as they were published, 公示. */
export const PublishedImpact = CampaignImpact.extend({
  paidFen: Fen,
  participants: Count,
  shares: Count,
  handedShares: Count,
  publishedAt: Instant,
}).meta({ id: 'PublishedCampaignImpact' });

/** An order that a campaign became: of one supplier, to one place. */
export const CampaignOrderRow = z.object({
  orderId: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUS_CODES),
  supplierName: z.string(),
  /** Null: it goes to the campaign's own place. */
  pointName: z.string().nullable(),
  pieces: Count,
  shippedPieces: Count,
  totalFen: Fen,
});
/** A place that goods go to, and how far its orders and money are. */
export const ConsignmentRow = z.object({
  /** Null: the campaign's own place. */
  pointId: Id.nullable(),
  name: z.string(),
  shares: Count,
  pledges: Count,
  handedPledges: Count,
  handedShares: Count,
  freightFen: Fen.nullable(),
  /** 核算中 → 下单中 → 归集货款中 → 已付款. */
  stage: z.enum(['waiting', 'reckoning', 'placing', 'funding', 'paid']),
});
export const FulfilmentView = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  form: z.enum(CAMPAIGN_FORM_CODES),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  deliveryMode: z.enum(DELIVERY_MODE_CODES),
  finalShares: Count.nullable(),
  shipOn: z.iso.date().nullable(),
  failReason: z.string(),
  places: z.array(ConsignmentRow),
  orders: z.array(CampaignOrderRow),
  impact: CampaignImpact,
  published: PublishedImpact.nullable(),
  can: z.object({ handOut: z.boolean(), closeHandOut: z.boolean(), publish: z.boolean() }),
});

export const HandOutQuery = z.object({
  /** Id of a point, or left out: all that the caller hands out. */
  pointId: Id.optional(),
  state: z.enum(HAND_OUT_STATE_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
/** A pledge as it is handed out. */
export const HandOutRow = z.object({
  pledgeId: Id,
  number: z.string(),
  name: z.string(),
  shares: Count,
  pointId: Id.nullable(),
  pointName: z.string().nullable(),
  state: z.enum(HAND_OUT_STATE_CODES),
  handedAt: Instant.nullable(),
  /** SHA-256 of the pledge's id, a colon and its code, in hex: a phone without signal sees whether a code fits, without knowing it before. Null: no code was given. */
  codeHash: z.string().nullable(),
  /** Chinese: what they get in place of other goods, or do not get; empty: all as pledged for. */
  note: z.string(),
});
export const HandOutPage = page(HandOutRow);

/** A drawn signature: strokes of points on a field of 600 × 200, as an SVG path of moves and lines. */
export const SignaturePath = z
  .string()
  .max(20_000, '签名太复杂，请清除后重签')
  .regex(/^(?:[ML]\d{1,3} \d{1,3})+$/, '请在框内签名');
export const HandOutBody = z.discriminatedUnion('proof', [
  z.strictObject({
    proof: z.literal(HAND_OUT_PROOF_CODES[0]),
    code: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[0-9A-Z]{4,16}$/, '请填写取货码，只有字母和数字'),
    /** When it was handed out, by the phone's clock. */
    at: Instant,
  }),
  z.strictObject({
    proof: z.literal(HAND_OUT_PROOF_CODES[1]),
    name: printed(40, 1, '请填写签收人姓名'),
    signature: SignaturePath,
    at: Instant,
  }),
]);
export const CloseHandOutBody = z.strictObject({
  /** The shares that nobody fetched, as the caller saw them: more or fewer by now is refused. */
  leftShares: Count,
  /** What becomes of them. */
  note: text(200, 0),
});
export const ClosedHandOut = z.object({ leftShares: Count });

/** A participation as anybody checks it, 参与证书. */
export const ParticipationView = z
  .object({
    number: z.string(),
    shownName: z.string(),
    shares: Count,
    paidOn: z.iso.date(),
    campaignId: Id,
    campaignNumber: z.string(),
    title: z.string(),
    form: z.enum(CAMPAIGN_FORM_CODES),
    organiserName: z.string(),
    /** Who it was given to; null: the participants themselves. */
    recipientName: z.string().nullable(),
    /** Net weight in grams of what the participation's shares held. */
    grams: Count,
    counties: z.array(z.string()),
    products: z.array(z.string()),
    impact: PublishedImpact,
  })
  .meta({ id: 'Participation' });
export const OwnParticipation = z.object({
  /** Null: the campaign is not published yet. */
  number: z.string().nullable(),
});

export const CampaignOrdersQuery = z.object({ cursor: Cursor.optional(), limit: PageSize });
/** An order of a campaign as its supplier sees it. */
export const SupplierCampaignOrder = CampaignOrderRow.omit({ orderId: true, supplierName: true }).extend({
  /** Of the order. */
  id: Id,
  campaignNumber: z.string(),
  campaignTitle: z.string(),
  organiserName: z.string(),
  deliveryMode: z.enum(DELIVERY_MODE_CODES),
  shares: Count,
  receiver: z.string(),
  place: z.string(),
  /** Addresses that can be saved as a table: only what goes to each, and only while it is being sent. */
  addresses: Count,
  placedAt: Instant,
});
export const SupplierCampaignOrderPage = page(SupplierCampaignOrder);
