import * as z from 'zod';
import {
  byId,
  CalendarDate,
  Cursor,
  Fen,
  Id,
  Instant,
  MOST_ORDER_LINES,
  page,
  PageSize,
  printed,
  ReasonBody,
  repeated,
  unique,
} from '../common';
import { WeightOffer } from '../catalogue/schemas';
import { EvidenceView } from '../evidence/schemas';
import { PARCEL_STATUS_CODES } from '../logistics/labels';
import { ORDER_STATUS_CODES } from '../orders/labels';
import { ACCEPTANCE_ACTION_CODES, ACCEPTANCE_STATUS_CODES, GOODS_PAPER_CODES, GOODS_REFUSAL_CODES } from './labels';

const Named = z.object({ id: Id, name: z.string() });
const Pieces = z.int('请填写数量').min(0, '不能小于 0').max(9_999, '最多 9,999 件');
/** Stands on the sheet. */
const Said = (max: number) => printed(max, 0).default('');

/** What came of one line of the order: its pieces are accepted, missing, or there and not taken. */
export const AcceptedLine = z
  .strictObject({
    orderLineId: Id,
    accepted: Pieces,
    /** 短缺: was sent, and did not come. */
    short: Pieces,
    /** 拒收: came, and is not taken. */
    refused: Pieces,
    /** What the accepted pieces weigh, of what is sold by weight; null otherwise. */
    grams: z.int('请填写重量').min(1, '请填写大于 0 的重量').max(100_000_000, '最多 100 吨').nullable().default(null),
    /** Why; with what is refused, and not otherwise. */
    refusal: z.enum(GOODS_REFUSAL_CODES).nullable(),
    note: Said(200),
    batch: Said(60),
    producedOn: CalendarDate.nullable(),
    shelfLifeDays: z.int('请填写天数').min(1, '至少 1 天').max(36_500, '最多 36,500 天').nullable(),
    /** What came with the goods. */
    papers: unique(z.enum(GOODS_PAPER_CODES)),
    /** Uploaded before, by whoever signs: goods and papers. */
    photos: unique(Id),
  })
  .refine(({ accepted, short, refused }) => accepted + short + refused > 0, {
    message: '请填写数量',
    path: ['accepted'],
  })
  .refine(({ refused, refusal }) => refused > 0 === (refusal !== null), {
    message: '请选择拒收原因',
    path: ['refusal'],
  })
  .refine(({ photos }) => photos.length <= 9, { message: '每行最多 9 张照片', path: ['photos'] });
export type AcceptedLine = z.infer<typeof AcceptedLine>;
export const SignAcceptanceBody = z.strictObject({
  lines: z
    .array(AcceptedLine)
    .min(1, '请至少填写一种商品')
    .max(MOST_ORDER_LINES)
    .refine((lines) => repeated(lines.map(({ orderLineId }) => orderLineId)).length === 0, '同一商品只列一行'),
  remark: Said(500),
  /** By the clock of the phone on which it was signed, which may have been without signal. */
  recordedAt: Instant,
});
export const ReturnAcceptanceBody = ReasonBody;
export const AcceptanceParams = byId;

/** An order of the unit of which something waits to be accepted. */
export const AcceptableOrderRow = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUS_CODES),
  supplierName: z.string(),
  buyerName: z.string(),
  /** The first of its goods, and how many others. */
  goods: z.string(),
  /** Pieces that were shipped and that nobody has accepted or refused. */
  waiting: z.int(),
  /** When what was shipped counts as accepted by itself; null while not all is delivered. */
  autoConfirmAt: Instant.nullable(),
  /** A sheet that waits for its second signature. */
  open: z.object({ id: Id, number: z.string(), firstName: z.string() }).nullable(),
});
export const AcceptableOrderPage = page(AcceptableOrderRow);
export const AcceptableOrderQuery = z.object({
  /** Those alone of which no sheet waits for its second signature. */
  unsigned: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
export const AcceptanceRow = z.object({
  id: Id,
  number: z.string(),
  orderId: Id,
  orderNumber: z.string(),
  status: z.enum(ACCEPTANCE_STATUS_CODES),
  supplierName: z.string(),
  goods: z.string(),
  first: Named,
  signedAt: Instant,
  second: Named.nullable(),
  decidedAt: Instant.nullable(),
  accepted: z.int(),
  short: z.int(),
  refused: z.int(),
  /** What goes back for what was short or refused. */
  refundFen: Fen,
});
export const AcceptancePage = page(AcceptanceRow);
export const AcceptanceQuery = z.object({
  status: z.enum(ACCEPTANCE_STATUS_CODES).optional(),
  /** Those alone that wait for the caller's signature. */
  mine: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
/** One with what its form needs, so that a phone can keep it. */
export const AcceptableOrderView = AcceptableOrderRow.extend({
  lines: z.array(
    z.object({
      id: Id,
      productName: z.string(),
      skuName: z.string(),
      quantity: z.int(),
      shipped: z.int(),
      accepted: z.int(),
      refused: z.int(),
      waiting: z.int(),
      priceFen: Fen,
      /** Sold by weight: whoever accepts it weighs it; null: by the piece. */
      weight: WeightOffer.nullable(),
    }),
  ),
  parcels: z.array(z.object({ carrier: z.string(), waybill: z.string(), status: z.enum(PARCEL_STATUS_CODES) })),
  sheets: z.array(AcceptanceRow),
  may: z.object({ sign: z.boolean() }),
});
export const AcceptanceView = AcceptanceRow.extend({
  remark: z.string(),
  reason: z.string(),
  recordedAt: Instant,
  unitName: z.string(),
  lines: z.array(
    z.object({
      orderLineId: Id,
      productName: z.string(),
      skuName: z.string(),
      certificateNumber: z.string().nullable(),
      priceFen: Fen,
      /** Sold by weight; null: by the piece. */
      weight: WeightOffer.nullable(),
      accepted: z.int(),
      /** What the accepted pieces weigh; null where it is sold by the piece. */
      grams: z.int().nullable(),
      short: z.int(),
      refused: z.int(),
      refusal: z.enum(GOODS_REFUSAL_CODES).nullable(),
      note: z.string(),
      batch: z.string(),
      producedOn: CalendarDate.nullable(),
      shelfLifeDays: z.int().nullable(),
      papers: z.array(z.enum(GOODS_PAPER_CODES)),
      photos: z.array(EvidenceView),
    }),
  ),
  history: z.array(
    z.object({ at: Instant, action: z.enum(ACCEPTANCE_ACTION_CODES), by: z.string().nullable(), reason: z.string() }),
  ),
  may: z.object({ confirm: z.boolean(), return: z.boolean() }),
});
export const InspectionLedgerQuery = z
  .object({ from: CalendarDate, to: CalendarDate })
  .refine(({ from, to }) => from <= to, { message: '结束日期不能早于开始日期', path: ['to'] });
/** 进货查验台账: what the unit accepted in a period, by the day of the second signature. */
export const InspectionLedger = z.object({
  unitName: z.string(),
  items: z.array(
    z.object({
      acceptanceId: Id,
      acceptanceNumber: z.string(),
      orderNumber: z.string(),
      day: CalendarDate,
      productName: z.string(),
      skuName: z.string(),
      accepted: z.int(),
      /** What the accepted pieces weighed; null where it is sold by the piece. */
      grams: z.int().nullable(),
      short: z.int(),
      refused: z.int(),
      refusal: z.enum(GOODS_REFUSAL_CODES).nullable(),
      supplierName: z.string(),
      certificateNumber: z.string().nullable(),
      batch: z.string(),
      producedOn: CalendarDate.nullable(),
      shelfLifeDays: z.int().nullable(),
      papers: z.array(z.enum(GOODS_PAPER_CODES)),
      firstName: z.string(),
      secondName: z.string(),
    }),
  ),
});
