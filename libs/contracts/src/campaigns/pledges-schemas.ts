import * as z from 'zod';
import { PhotoKey } from '../catalogue/schemas';
import { CalendarDate, Fen, Id, Instant, page, PageQuery, PriceFen, printed, RegionCode, text } from '../common';
import { AddressInput } from '../orders/schemas';
import { PaymentView, RefundView } from '../payments/schemas';
import { BUDGET_KIND_CODES } from '../procurement/labels';
import { DepositTerms, PledgeBalance } from './deposits-schemas';
import { CAMPAIGN_FORM_CODES, CAMPAIGN_STATUS_CODES, DELIVERY_MODE_CODES, PLEDGE_STATUS_CODES } from './labels';
import { PledgeSubstitute } from './substitutes-schemas';

/** Shares of a campaign that one pledge takes. */
export const Shares = z.int('请填写份数').min(1, '至少 1 份').max(9_999, '最多 9,999 份');
export const QuoteJoinQuery = z.object({ shares: z.coerce.number().pipe(Shares).default(1) });
/** What joining costs now, and how far the campaign is; sums in fen. */
export const JoinQuote = z.object({
  shares: z.int(),
  /** Of a share at the first tier, which everybody pays up front. */
  priceFen: Fen,
  /** The most that the freight of a share may come to; 0: included. */
  freightShareFen: Fen,
  totalFen: Fen,
  /** Of a pre-sale with a deposit: what of all these shares is paid now and, at most, later; null: all of it now. */
  deposit: DepositTerms.extend({ nowFen: Fen, laterFen: Fen }).nullable(),
  /** What would go back after success of the tier that has been reached, of all these shares; freight that is not used goes back besides. */
  backFen: Fen,
  tiers: z.array(z.object({ from: z.int(), priceFen: Fen })),
  /** Place, from 0, of the tier that the paid shares have reached. */
  tier: z.int(),
  thresholdShares: z.int(),
  capShares: z.int(),
  perPledgeShares: z.int(),
  paidShares: z.int(),
  /** Taken and not paid yet. */
  heldShares: z.int(),
  leftShares: z.int(),
  deadline: Instant,
  payMinutes: z.int(),
  /** It recruits, the deadline has not passed, and so many shares are left. */
  joinable: z.boolean(),
});
export const PledgeAddress = AddressInput.omit({ isDefault: true });
export type PledgeAddress = z.infer<typeof PledgeAddress>;
const InvoiceCode = z
  .string()
  .trim()
  .regex(/^([0-9A-Z]{15,20})?$/, '请填写 15 至 20 位纳税人识别号');
export const JoinCampaignBody = z
  .strictObject({
    shares: Shares,
    /** As quoted; another sum now is refused. */
    expectedTotalFen: Fen,
    /** Of a pre-sale with a deposit: what is paid now, as quoted; null: all of it. */
    expectedDepositFen: PriceFen.nullable().default(null),
    /** Where it is fetched, of a campaign with pick-up points. */
    pointId: Id.nullable().default(null),
    /** Where it goes, of a campaign that sends to each. */
    address: PledgeAddress.nullable().default(null),
    /** Code of the sub-leader whose link was followed. */
    via: z.string().trim().max(20).default(''),
    /** For the organisation of the seat that one acts from, instead of oneself. */
    forOrganisation: z.boolean().default(false),
    /** Of the organisation, where it is a budget unit: which of its own budgets of this year pays. */
    budgetId: Id.nullable().default(null),
    /** How others see who joined; empty: 爱心人士. */
    shownName: printed(20, 0).default(''),
    message: text(200, 0).default(''),
    invoiceTitle: text(100, 0).default(''),
    invoiceCode: InvoiceCode.default(''),
  })
  .refine(({ invoiceTitle, invoiceCode }) => !invoiceCode || invoiceTitle !== '', {
    path: ['invoiceTitle'],
    message: '请填写发票抬头',
  });
export type JoinCampaignBody = z.infer<typeof JoinCampaignBody>;

const CampaignOfPledge = z.object({
  id: Id,
  number: z.string(),
  title: z.string(),
  photo: PhotoKey.nullable(),
  form: z.enum(CAMPAIGN_FORM_CODES),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  deadline: Instant,
  deliveryMode: z.enum(DELIVERY_MODE_CODES),
  organiserName: z.string(),
  failReason: z.string(),
});
/** What of a unit's budget a pledge holds or has spent; sums in fen. */
export const BudgetOfPledge = z.object({
  id: Id,
  name: z.string(),
  year: z.int(),
  kind: z.enum(BUDGET_KIND_CODES),
  /** When its goods were there and it counted to the unit. */
  countedAt: Instant.nullable(),
});
export const PledgeRow = z.object({
  id: Id,
  number: z.string(),
  campaign: CampaignOfPledge,
  shares: z.int(),
  status: z.enum(PLEDGE_STATUS_CODES),
  amountFen: PriceFen,
  /** Of that, what was to be paid at joining, of a pre-sale with a deposit; null: all of it. */
  depositFen: Fen.nullable(),
  /** The day from which the balance may be paid; null without a deposit. */
  balanceOn: CalendarDate.nullable(),
  /** What it came to, when the campaign succeeded; null before. */
  finalFen: Fen.nullable(),
  refundedFen: Fen,
  organisationName: z.string().nullable(),
  /** Of the unit that it was made for: what pays it. */
  budget: BudgetOfPledge.nullable(),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
});
export const PledgeListQuery = PageQuery.extend({ status: z.enum(PLEDGE_STATUS_CODES).optional() });
export const PledgePage = page(PledgeRow);
/** A pledge as whoever made it sees it; sums in fen. */
export const PledgeView = PledgeRow.extend({
  freightFinalFen: Fen.nullable(),
  /** What is due or was asked for last: of a pledge with a deposit that, and then its balance. */
  payment: PaymentView,
  /** What is left to pay after a deposit, once the campaign has succeeded. */
  balance: PledgeBalance.nullable(),
  refunds: z.array(RefundView),
  /** Goods offered in place of some that a supplier cannot deliver. */
  substitutes: z.array(PledgeSubstitute),
  point: z
    .object({
      id: Id,
      name: z.string(),
      contact: z.string(),
      phone: z.string(),
      regionPath: z.string(),
      detail: z.string(),
    })
    .nullable(),
  address: z
    .object({
      receiver: z.string(),
      phone: z.string(),
      regionCode: RegionCode,
      regionPath: z.string(),
      detail: z.string(),
    })
    .nullable(),
  shownName: z.string(),
  message: z.string(),
  invoiceTitle: z.string(),
  invoiceCode: z.string(),
  /** To be shown where it is fetched; null until then. */
  handCode: z.string().nullable(),
  paidAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  handedAt: Instant.nullable(),
  steps: z.array(z.object({ to: z.enum(PLEDGE_STATUS_CODES), at: Instant, reason: z.string() })),
  can: z.object({ pay: z.boolean(), leave: z.boolean(), withdraw: z.boolean() }),
});
export type PledgeView = z.infer<typeof PledgeView>;
/** A pledge that was just made, and where to pay it. */
export const JoinedPledge = PledgeRow.pick({
  id: true,
  number: true,
  status: true,
  shares: true,
  amountFen: true,
  depositFen: true,
  expiresAt: true,
}).extend({ payment: PaymentView });
export type JoinedPledge = z.infer<typeof JoinedPledge>;

/** A pledge of a unit, as everybody in the unit sees it; sums in fen. */
export const UnitPledgeRow = PledgeRow.omit({ organisationName: true, expiresAt: true }).extend({
  budget: BudgetOfPledge,
  buyerName: z.string(),
  encumberedFen: Fen,
  spentFen: Fen,
  /** Of its goods what counts to the unit's share; 0 until they are there. */
  countedFen: Fen,
});
export type UnitPledgeRow = z.infer<typeof UnitPledgeRow>;
export const UnitPledgeQuery = PageQuery.extend({
  budgetId: Id.optional(),
  status: z.enum(PLEDGE_STATUS_CODES).optional(),
});
export const UnitPledgePage = page(UnitPledgeRow);
