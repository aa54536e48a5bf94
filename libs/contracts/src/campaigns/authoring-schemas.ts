import * as z from 'zod';
import {
  byId,
  CalendarDate,
  Cursor,
  FieldNotes,
  Id,
  Instant,
  MAX_PRICE_FEN,
  page,
  PageSize,
  Phone,
  PriceFen,
  printed,
  RegionCode,
  RegionRef,
  repeated,
  text,
  Words,
} from '../common';
import { EvidenceClaim, EvidenceView } from '../evidence/schemas';
import { BalanceProgress, DepositChoice, DepositTerms } from './deposits-schemas';
import {
  CAMPAIGN_COMPLAINT_KIND_CODES,
  CAMPAIGN_COMPLAINT_STATUS_CODES,
  CAMPAIGN_FORM_CODES,
  CAMPAIGN_STATUS_CODES,
  DELIVERY_MODE_CODES,
  SUPPLIER_ANSWER_CODES,
} from './labels';

/** Shares (份) of a campaign, at most; as many pledges as a campaign may ever have. */
export const MOST_SHARES = 1_000_000;
export const MOST_TIERS = 10;
export const MOST_CAMPAIGN_GOODS = 20;
export const MOST_POINTS = 100;
const MOST_PIECES = 999;

const Shares = z.int('请填写份数').min(1, '至少 1 份').max(MOST_SHARES, '最多 1,000,000 份');

/** Where goods of a campaign go when nobody fetches them. */
const Place = z.strictObject({
  receiver: printed(30),
  phone: Phone,
  regionCode: RegionCode,
  detail: printed(200, 2),
});
/** A pick-up point (自提点). */
export const PickupPoint = z.strictObject({
  name: printed(50, 2),
  contact: printed(30),
  phone: Phone,
  regionCode: RegionCode,
  detail: printed(200, 2),
});
/** What one share holds of a SKU; a price per piece in fen for each tier. */
const Good = z.strictObject({
  skuId: Id,
  pieces: z.int('请填写件数').min(1, '至少 1 件').max(MOST_PIECES, '最多 999 件'),
  pricesFen: z.array(PriceFen).min(1).max(MOST_TIERS),
});

export const CreateCampaignBody = z
  .strictObject({
    form: z.enum(CAMPAIGN_FORM_CODES, '请选择形式'),
    title: printed(60, 4),
    /** What the recipient said that it needs, where the campaign is started from there: a donation, given to whose need it is. */
    needId: Id.optional(),
    recipientId: Id.optional(),
  })
  .refine(({ form, needId }) => needId === undefined || form === 'donation', {
    path: ['form'],
    error: '为受赠需求只能发起以购代捐',
  });
export const CampaignCreated = z.object({ id: Id });

/**
 * A draft may be unfinished: what is missing is said by `getMyCampaign` and refused when it is submitted. What contradicts itself is refused at once. `version`: the one that was
 * read.
 */
export const SaveCampaignBody = z
  .strictObject({
    version: z.int().min(1),
    title: printed(60, 4),
    /** Why, and for whom: the first thing that people read. */
    story: text(5_000, 0),
    thresholdShares: Shares,
    capShares: Shares,
    perPledgeShares: Shares,
    deadline: Instant.nullable(),
    /** From how many shares on each tier of prices holds, ascending; the first is 1. */
    tierFrom: z.array(Shares).min(1).max(MOST_TIERS, `最多 ${MOST_TIERS} 档价格`),
    /** The most that freight may cost per share, fen; 0: included. */
    freightShareFen: z.int('请填写运费').min(0).max(MAX_PRICE_FEN, '最多 1,000,000 元'),
    /** The day of harvest of a pre-sale; otherwise null. */
    shipOn: CalendarDate.nullable(),
    /** Of a pre-sale that is paid in two parts (定金预售); null: in full at joining. */
    deposit: DepositChoice.nullable().default(null),
    /** The day from which the balance may be paid; null without a deposit. */
    balanceOn: CalendarDate.nullable().default(null),
    deliveryMode: z.enum(DELIVERY_MODE_CODES),
    recipientId: Id.nullable(),
    place: Place.nullable(),
    goods: z.array(Good).max(MOST_CAMPAIGN_GOODS, `最多 ${MOST_CAMPAIGN_GOODS} 种商品`),
    points: z.array(PickupPoint).max(MOST_POINTS, `最多 ${MOST_POINTS} 个自提点`),
  })
  .superRefine(({ thresholdShares, capShares, perPledgeShares, tierFrom, goods }, at) => {
    const wrong = (path: (string | number)[], message: string): void => {
      at.addIssue({ code: 'custom', path, message });
    };
    if (capShares < thresholdShares) wrong(['capShares'], '最多份数不能少于成团份数');
    if (perPledgeShares > capShares) wrong(['perPledgeShares'], '每人最多份数不能超过最多份数');
    if (tierFrom[0] !== 1) wrong(['tierFrom', 0], '第一档从 1 份起');
    tierFrom.forEach((from, tier) => {
      if (tier > 0 && from <= (tierFrom[tier - 1] ?? 0)) wrong(['tierFrom', tier], '每一档的份数要比上一档多');
      else if (from > capShares) wrong(['tierFrom', tier], '不能超过最多份数');
    });
    for (const place of repeated(goods.map(({ skuId }) => skuId))) wrong(['goods', place, 'skuId'], '同一规格只列一次');
    goods.forEach(({ pricesFen }, place) => {
      if (pricesFen.length !== tierFrom.length) wrong(['goods', place, 'pricesFen'], '每一档都要有价格');
      pricesFen.forEach((price, tier) => {
        if (tier > 0 && price > (pricesFen[tier - 1] ?? 0))
          wrong(['goods', place, 'pricesFen', tier], '人多的一档不能更贵');
      });
    });
  });

export const CampaignParams = byId;

/** What a campaign does for whom when it reaches its threshold, and when it sells all it may: from certificates and the catalogue alone. */
const Amount = z.object({
  shares: z.int(),
  /** Fen at the price of the tier reached, without freight. */
  goodsFen: z.int(),
  grams: z.int(),
});
export const CampaignEffect = z.object({
  suppliers: z.array(z.object({ id: Id, name: z.string() })),
  counties: z.array(RegionRef),
  products: z.int(),
  certifiedProducts: z.int(),
  /** Households and people of the certificates, each certificate counted once. */
  households: z.int(),
  people: z.int(),
  /** How many kinds of goods say no weight: they are missing in the grams. */
  unweighed: z.int(),
  atThreshold: Amount,
  atCap: Amount,
});
export type CampaignEffect = z.infer<typeof CampaignEffect>;

const Goods = z.object({
  skuId: Id,
  productId: Id,
  productName: z.string(),
  skuName: z.string(),
  photo: z.string().nullable(),
  supplierId: Id,
  supplierName: z.string(),
  county: z.string().nullable(),
  certificateNumber: z.string().nullable(),
  pieces: z.int(),
  pricesFen: z.array(z.int()),
  /** What everybody pays today, fen. */
  publicFen: z.int(),
  /** Whether it may be sold today. */
  orderable: z.boolean(),
  /** Pieces neither sold nor held. */
  available: z.int(),
});
const Step = z.object({
  action: z.string(),
  at: Instant,
  by: z.string(),
  reason: z.string(),
});
const Asked = z.object({
  supplierId: Id,
  name: z.string(),
  status: z.enum(SUPPLIER_ANSWER_CODES),
  reason: z.string(),
  answeredAt: Instant.nullable(),
});
const Terms = z.object({
  id: Id,
  number: z.string(),
  version: z.int(),
  form: z.enum(CAMPAIGN_FORM_CODES),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  organiserName: z.string(),
  title: z.string(),
  story: z.string(),
  photo: z.string().nullable(),
  thresholdShares: z.int(),
  capShares: z.int(),
  perPledgeShares: z.int(),
  deadline: Instant.nullable(),
  tierFrom: z.array(z.int()),
  freightShareFen: z.int(),
  shipOn: CalendarDate.nullable(),
  /** What is paid at joining, of a pre-sale with a deposit; null: all of it. */
  deposit: DepositTerms.extend({ balanceOn: CalendarDate.nullable() }).nullable(),
  /** Once it has succeeded, of one with a deposit. */
  balances: BalanceProgress.nullable(),
  deliveryMode: z.enum(DELIVERY_MODE_CODES),
  recipient: z.object({ id: Id, name: z.string() }).nullable(),
  goods: z.array(Goods),
  createdAt: Instant,
  openedAt: Instant.nullable(),
});
const AddressList = z.object({
  fileName: z.string(),
  people: z.int(),
  packs: z.int(),
  uploadedAt: Instant,
  /** Null: kept. It is deleted some days after the campaign has closed. */
  deletedAt: Instant.nullable(),
});
const ProgressReport = z.object({
  id: Id,
  at: Instant,
  text: z.string(),
  photos: z.array(EvidenceView),
});
export const CampaignReportPage = page(ProgressReport);

export const MyCampaign = Terms.extend({
  needId: Id.nullable(),
  place: z.object({ receiver: z.string(), phone: z.string(), region: RegionRef, detail: z.string() }).nullable(),
  points: z.array(
    z.object({
      id: Id,
      name: z.string(),
      contact: z.string(),
      phone: z.string(),
      region: RegionRef,
      detail: z.string(),
    }),
  ),
  suppliers: z.array(Asked),
  /** What is still missing or wrong, by the name of the field of a draft. Empty once it was submitted. */
  problems: z.record(z.string(), z.string()),
  /** What the office that sent it back wants changed, by the name of the field. */
  reviewNotes: z.record(z.string(), z.string()),
  effect: CampaignEffect,
  addresses: AddressList.nullable(),
  reportDueOn: CalendarDate.nullable(),
  /** Progress reports, the latest first. */
  reports: z.array(ProgressReport),
  history: z.array(Step),
  /** The longest that it may recruit, days: policy `campaigns.max_days`. */
  maxDays: z.int(),
  /** What a deposit may be of the lowest price, basis points, and for how many days its balance may be paid: policies. */
  depositBounds: z.object({ leastBp: z.int(), mostBp: z.int(), balanceDays: z.int() }),
});

const ListRow = z.object({
  id: Id,
  number: z.string(),
  form: z.enum(CAMPAIGN_FORM_CODES),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  title: z.string(),
  photo: z.string().nullable(),
  organiserName: z.string(),
  thresholdShares: z.int(),
  capShares: z.int(),
  deadline: Instant.nullable(),
  createdAt: Instant,
});
export const MyCampaignsQuery = z.object({
  status: z.enum(CAMPAIGN_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const MyCampaignPage = page(
  ListRow.extend({
    paidShares: z.int(),
    /** Suppliers who have not answered. */
    unanswered: z.int(),
    /** People who ask to lead, and wait for the organiser's answer. */
    leaderAsks: z.int(),
    reportDueOn: CalendarDate.nullable(),
  }),
);

export const CancelCampaignBody = z.strictObject({ reason: text(300, 2) });

export const FileCampaignReportBody = z.strictObject({ text: text(2_000, 10), photos: z.array(EvidenceClaim).max(9) });
export const CampaignReportsQuery = z.object({ cursor: Cursor.optional(), limit: PageSize });
export const CampaignPhotoParams = z.object({ id: Id, photoId: Id });
export const CampaignPhotoQuery = z.object({ size: z.enum(['thumb', 'page']).default('page') });

export const CampaignAsksQuery = z.object({
  answer: z.enum(SUPPLIER_ANSWER_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const CampaignAskPage = page(
  ListRow.extend({
    answer: z.enum(SUPPLIER_ANSWER_CODES),
    /** Whether it is the supplier's turn. */
    open: z.boolean(),
    /** The supplier's own part at the first tier and the cap, fen. */
    atCapFen: z.int(),
  }),
);
/** What a supplier is asked for: its own goods of the campaign alone. */
export const CampaignAsk = Terms.extend({
  answer: z.enum(SUPPLIER_ANSWER_CODES),
  reason: z.string(),
  answeredAt: Instant.nullable(),
  open: z.boolean(),
  /** Other suppliers that take part. */
  others: z.int(),
  destination: z.string(),
  /** Points that sub-leaders may bring yet, each a parcel more for every supplier; 0 where goods are not fetched. */
  morePoints: z.int().min(0),
  /** Whether a list of addresses can be taken away now. */
  addresses: AddressList.nullable(),
  mayExport: z.boolean(),
});
export const AnswerCampaignAskBody = z
  .strictObject({ answer: z.enum(['agree', 'decline']), reason: text(300, 0) })
  .refine(({ answer, reason }) => answer === 'agree' || reason !== '', {
    path: ['reason'],
    error: '请写明谢绝的原因',
  });

export const CampaignsQuery = z.object({
  status: z.enum(CAMPAIGN_STATUS_CODES).optional(),
  form: z.enum(CAMPAIGN_FORM_CODES).optional(),
  q: Words().optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const CampaignPage = page(ListRow.extend({ submittedAt: Instant.nullable(), complaints: z.int() }));
export const CampaignToReview = MyCampaign.omit({
  problems: true,
  maxDays: true,
  depositBounds: true,
  version: true,
}).extend({
  /** What the organiser did before. */
  record: z.object({ succeeded: z.int(), failed: z.int(), cancelled: z.int(), reportsOverdue: z.int() }),
  complaints: z.array(
    z.object({
      id: Id,
      kind: z.enum(CAMPAIGN_COMPLAINT_KIND_CODES),
      content: z.string(),
      contact: z.string(),
      at: Instant,
      status: z.enum(CAMPAIGN_COMPLAINT_STATUS_CODES),
      answer: z.string(),
    }),
  ),
});
/** Fields that a review may point at. */
export const ReturnCampaignBody = z.strictObject({ reason: text(300, 2), fieldNotes: FieldNotes.default({}) });

/** What somebody says is wrong with a campaign (举报); no account needed. */
export const ReportCampaignBody = z.strictObject({
  kind: z.enum(CAMPAIGN_COMPLAINT_KIND_CODES, '请选择问题类型'),
  content: text(1_000, 10),
  contact: text(60, 0),
});
export const CampaignReported = z.object({ id: Id });
export const CloseComplaintBody = z.strictObject({ answer: text(500, 2) });
export const CampaignComplaintsQuery = z.object({
  status: z.enum(CAMPAIGN_COMPLAINT_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const CampaignComplaintPage = page(
  z.object({
    id: Id,
    campaign: z.object({
      id: Id,
      number: z.string(),
      title: z.string(),
      organiserName: z.string(),
      status: z.enum(CAMPAIGN_STATUS_CODES),
    }),
    kind: z.enum(CAMPAIGN_COMPLAINT_KIND_CODES),
    content: z.string(),
    contact: z.string(),
    at: Instant,
    status: z.enum(CAMPAIGN_COMPLAINT_STATUS_CODES),
    answer: z.string(),
    closedAt: Instant.nullable(),
  }),
);

/** People of one address list. */
export const MOST_ADDRESSES = 100_000;
/** What became of an uploaded list: kept whole, or nothing of it where a row is wrong. */
export const AddressUpload = z.object({
  kept: z.boolean(),
  people: z.int(),
  packs: z.int(),
  wrong: z.int(),
  /** The first wrong rows, by the numbers that the spreadsheet shows. */
  rows: z.array(z.object({ row: z.int(), name: z.string(), problems: z.array(z.string()) })),
});
