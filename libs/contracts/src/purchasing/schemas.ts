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
  Quantity,
  ReasonBody,
  repeated,
  SignedFen,
  text,
  unique,
  Words,
} from '../common';
import { BulkOffer, PhotoKey, WeightOffer } from '../catalogue/schemas';
import { CERTIFICATE_WORTH_CODES } from '../certification/labels';
import { EvidenceView } from '../evidence/schemas';
import { PARCEL_STATUS_CODES } from '../logistics/labels';
import { Deliveries, isWhollyDelivered, NOT_WHOLLY_DELIVERED } from '../orders/delivery-schemas';
import { ORDER_STATUS_CODES, PAYMENT_TERM_CODES } from '../orders/labels';
import { PAYMENT_CHANNEL_CODES, REFUND_STATUS_CODES } from '../payments/labels';
import {
  ACCEPTANCE_ACTION_CODES,
  ACCEPTANCE_STATUS_CODES,
  BULK_OUTCOME_CODES,
  MOST_COMPARED,
  GOODS_PAPER_CODES,
  GOODS_REFUSAL_CODES,
  type PURCHASING_POLICIES,
  REORDER_SOURCE_CODES,
  REQUISITION_ACTION_CODES,
  REQUISITION_STATUS_CODES,
  TRANSFER_ACTION_CODES,
  TRANSFER_STATUS_CODES,
} from './labels';

/** What each policy parameter of this context may hold. */
export const PURCHASING_POLICY_VALUES = {
  'purchasing.approval_days': z.int().min(1).max(60),
  'purchasing.split_window_days': z.int().min(1).max(60),
  'purchasing.transfer_reminder_days': z.int().min(1).max(30),
} as const satisfies Record<keyof typeof PURCHASING_POLICIES, z.ZodType>;

const Status = z.enum(REQUISITION_STATUS_CODES);
const Named = z.object({ id: Id, name: z.string() });
const Line = z.strictObject({ skuId: Id, quantity: Quantity });
export const RequisitionParams = byId;
const Lines = z
  .array(Line)
  .max(MOST_ORDER_LINES, `一份清单最多 ${MOST_ORDER_LINES} 种商品`)
  .refine((lines) => repeated(lines.map(({ skuId }) => skuId)).length === 0, '同一商品只列一行');
const Written = z.strictObject({
  /** What it is for. */
  purpose: text(200),
  /** 希望送达日. */
  deliverOn: CalendarDate,
  /** Where the goods are wanted, in words; left empty where `deliveries` name points of the unit. */
  deliverTo: text(200, 0),
  /** Which of its points, when, and what goes to each. The first day and the points' names are the list's own then. */
  deliveries: Deliveries.optional(),
  /** The unit's own number of the purchase, once in a year of delivery. */
  poNumber: text(40, 0).optional(),
  /** The budget that it is to come from; null: not said yet. */
  budgetId: Id.nullable(),
  lines: Lines,
});
const WHERE = { message: '请选择收货点，或写明送到哪里', path: ['deliverTo'] };
const saysWhere = ({ deliverTo, deliveries }: Pick<z.infer<typeof Written>, 'deliverTo' | 'deliveries'>) =>
  deliverTo !== '' || !!deliveries?.length;
export const RequisitionBody = Written.refine(isWhollyDelivered, NOT_WHOLLY_DELIVERED).refine(saysWhere, WHERE);
export const SaveRequisitionBody = Written.extend({ lockVersion: z.int().min(1) })
  .refine(isWhollyDelivered, NOT_WHOLLY_DELIVERED)
  .refine(saysWhere, WHERE);
/** What the approver saw: the hash of the lines as they were shown. */
export const ApproveRequisitionBody = z.strictObject({ linesHash: z.string().regex(/^[0-9a-f]{64}$/) });
export const PlaceRequisitionBody = z.strictObject({
  /** What the buyer saw, and what was approved. */
  linesHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** One of the caller's own; left out where the list names points of the unit. */
  addressId: z.uuid('请选择收货地址').meta({ description: 'UUID' }).optional(),
  /** Freight included, as it was shown; another sum now is refused with `price_changed`. */
  expectedTotalFen: Fen,
  /** When the unit pays; before it is sent where nothing is said. */
  paymentTerms: z.enum(PAYMENT_TERM_CODES).optional(),
});
export const ReturnRequisitionBody = ReasonBody;
export const RequisitionQuery = z.object({
  status: Status.optional(),
  /** Those alone that wait for the caller's decision. */
  mine: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});

export const GoodsQuery = z.object({ q: Words() });
/** At most 20 that can be ordered. */
const Good = z.object({
  skuId: Id,
  productName: z.string(),
  skuName: z.string(),
  supplierName: z.string(),
  priceFen: Fen,
  /** Pieces neither sold nor held. */
  available: z.int(),
  /** Of 500 g, at everybody's price; null where the weight is not known. */
  unitPriceFen: Fen.nullable(),
  bulk: BulkOffer.nullable(),
});
export const GoodsList = z.object({ items: z.array(Good) });

/** A list as it was sent, line by line, with what can be bought of it; the header is none of its lines. */
export const BulkList = z.object({
  lines: z.array(
    z.object({
      /** As the spreadsheet counts. */
      row: z.int(),
      /** What the line names, as it was written. */
      code: z.string(),
      name: z.string(),
      sku: z.string(),
      /** As it was written, cut to something that can be shown. */
      written: z.string(),
      /** Null where it is no number of pieces. */
      quantity: z.int().nullable(),
      outcome: z.enum(BULK_OUTCOME_CODES),
      /** In words, what to do; empty where nothing is to be done. */
      reason: z.string(),
      /** In words, what is otherwise than when the list was written; empty for a list that was sent. */
      change: z.string(),
      /** What is meant, on sale or not; null where it is not known. */
      good: Good.nullable(),
      /** Whether it is certified today: what is not does not count to the reserved share (R29). */
      certified: z.boolean(),
      /** What it may mean, or what could be bought in its place: each with enough pieces, at its seller's minimum if the line asks for fewer. */
      choices: z.array(Good.extend({ certified: z.boolean() })),
      /** The shop's page on which what it may mean stands side by side; null where there is only one. */
      compareUrl: z.string().nullable(),
    }),
  ),
  counts: z.object({ ok: z.int(), choose: z.int(), refused: z.int() }),
});

/** A list that the buyers of a unit share under a name, once in the unit. */
export const TemplateBody = z.strictObject({ name: text(40), lines: Lines.min(1, '请先列入商品') });
export const RenameTemplateBody = z.strictObject({ name: text(40) });
export const TemplateList = z.object({
  items: z.array(z.object({ id: Id, name: z.string(), lines: z.int(), by: z.string(), createdAt: Instant })),
});
/** What a unit may order from again: templates by name, then its latest requisitions and orders. */
export const ReorderSources = z.object({
  items: z.array(
    z.object({ from: z.enum(REORDER_SOURCE_CODES), id: Id, name: z.string(), lines: z.int(), at: Instant }),
  ),
});
export const ReorderParams = z.object({ from: z.enum(REORDER_SOURCE_CODES), id: Id });

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
export const CompareQuery = z.object({
  /** Up to four, with commas between them: SKUs, or products, which stand for their cheapest SKU. */
  ids: z
    .string()
    .regex(new RegExp(`^${UUID}(?:,${UUID}){0,${MOST_COMPARED - 1}}$`), `请选择 1 至 ${MOST_COMPARED} 种商品`),
  quantity: z.coerce.number().int().min(1).max(9_999).default(1),
  /** One of the unit's in use; without it no freight is reckoned. */
  pointId: Id.optional(),
});
export const Comparison = z.object({
  items: z.array(
    z.object({
      /** The id that it was asked for by. */
      asked: Id,
      skuId: Id,
      productId: Id,
      productName: z.string(),
      skuName: z.string(),
      supplierName: z.string(),
      countyName: z.string().nullable(),
      photo: PhotoKey.nullable(),
      /** Of a piece, for a unit that orders so many; of what is sold by weight the most that it may come to. */
      priceFen: Fen,
      /** Of 500 g without freight; null where the weight is not known. */
      unitPriceFen: Fen.nullable(),
      bulk: BulkOffer.nullable(),
      weight: WeightOffer.nullable(),
      minimum: z.int(),
      /** Pieces that units may order in a week, and in what is left of this one; null: as many as there are. */
      week: z.object({ weekly: z.int(), left: z.int() }).nullable(),
      available: z.int(),
      goodsFen: Fen,
      /** Of an order of it alone; null where no point is named. */
      freight: z.object({ deliverable: z.boolean(), freightFen: Fen, rule: z.string() }).nullable(),
      /** Freight included where it is known. */
      totalFen: Fen,
      pieceGrams: z.int().nullable(),
      perPieceFen: Fen,
      per500gFen: Fen.nullable(),
      certificate: z
        .object({
          number: z.string(),
          /** Why it stands so today. */
          worth: z.enum(CERTIFICATE_WORTH_CODES),
          validFrom: CalendarDate,
          validTo: CalendarDate,
          demo: z.boolean(),
        })
        .nullable(),
      /** As it was last recorded at an acceptance. */
      shelfLifeDays: z.int().nullable(),
      /** From payment to shipping, by most of the supplier's latest orders. */
      shipDays: z.int().nullable(),
      /** Why so many cannot be bought now, in words; empty where they can. */
      obstacle: z.string(),
      /** The cheapest by weight, or by the piece where a weight is not known, of those that can be bought. */
      best: z.boolean(),
    }),
  ),
});

/** Several orders that would need a higher approver as one. */
export const SplitFlag = z.object({
  /** Within how many days. */
  days: z.int(),
  /** Of others of the same person, this one not among them. */
  others: z.int(),
  sumFen: Fen,
  /** The limit per order that they stay below one by one. */
  limitFen: Fen,
});
export type SplitFlag = z.infer<typeof SplitFlag>;
export const RequisitionRow = z.object({
  id: Id,
  status: Status,
  purpose: z.string(),
  requester: Named,
  /** Whose turn it is, or who decided. */
  approver: Named.nullable(),
  totalFen: Fen,
  lines: z.int(),
  deliverOn: CalendarDate,
  /** When it lapses undecided; null while nobody has it. */
  expiresAt: Instant.nullable(),
  split: SplitFlag.nullable(),
  createdAt: Instant,
});
export const RequisitionPage = page(RequisitionRow);
/** A ceiling or a floor before and after this purchase; `leftFen` of a share is what is still to be bought, never below 0. */
const Effect = z.object({ name: z.string(), totalFen: Fen, leftFen: SignedFen, afterFen: SignedFen });
export const RequisitionView = RequisitionRow.extend({
  deliverTo: z.string(),
  deliveries: z.array(
    z.object({
      pointId: Id,
      name: z.string(),
      deliverOn: CalendarDate,
      lines: z.array(z.object({ skuId: Id, quantity: z.int() })),
    }),
  ),
  /** The unit's own; empty: none. */
  poNumber: z.string(),
  budgetId: Id.nullable(),
  items: z.array(
    z.object({
      skuId: Id,
      productId: Id,
      productName: z.string(),
      skuName: z.string(),
      supplierName: z.string(),
      quantity: z.int(),
      /** Per piece, when the list was written. */
      priceFen: Fen,
      sumFen: Fen,
      /** Per piece today; null where it cannot be ordered any more. */
      currentFen: Fen.nullable(),
      /** What is asked today of everybody and of units that order many; null likewise. */
      offer: z.object({ priceFen: Fen, bulk: BulkOffer.nullable() }).nullable(),
    }),
  ),
  linesHash: z.string(),
  lockVersion: z.int(),
  budget: Effect.nullable(),
  share: Effect.nullable(),
  /** What was ordered of it, one per supplier. */
  orders: z.array(
    z.object({
      id: Id,
      number: z.string(),
      status: z.enum(ORDER_STATUS_CODES),
      supplierName: z.string(),
      totalFen: Fen,
      /** Its page in the shop, where it is paid and received; null for who did not order it. */
      url: z.string().nullable(),
    }),
  ),
  budgets: z.array(Named.extend({ leftFen: SignedFen })),
  history: z.array(
    z.object({ at: Instant, action: z.enum(REQUISITION_ACTION_CODES), by: z.string().nullable(), reason: z.string() }),
  ),
  may: z.object({
    edit: z.boolean(),
    submit: z.boolean(),
    withdraw: z.boolean(),
    /** Begin another one like it. */
    repeat: z.boolean(),
    order: z.boolean(),
    decide: z.boolean(),
  }),
});

/** Null: no limit. The list's order is the order in which they are asked. */
const ApproverLimit = {
  userId: z.uuid('请选择审批人').meta({ description: 'UUID' }),
  perOrderFen: Fen.nullable(),
  perMonthFen: Fen.nullable(),
};
export const SetApproversBody = z.strictObject({
  approvers: z
    .array(z.strictObject(ApproverLimit))
    .max(20)
    .refine((list) => repeated(list.map(({ userId }) => userId)).length === 0, '同一审批人只列一次'),
});
export const DelegateBody = z.strictObject({
  toId: z.uuid('请选择受托人').meta({ description: 'UUID' }),
  from: CalendarDate,
  until: CalendarDate,
});
export const ApproverList = z.object({
  approvers: z.array(
    z.object({
      ...ApproverLimit,
      name: z.string(),
      /** Decided this month in their name. */
      approvedFen: Fen,
      delegate: z.object({ id: Id, name: z.string(), from: CalendarDate, until: CalendarDate }).nullable(),
    }),
  ),
  /** Who has the duty, and may be named. */
  candidates: z.array(Named),
});

const Pieces = z.int('请填写数量').min(0, '不能小于 0').max(9_999, '最多 9,999 件');
const Said = (max: number) => text(max, 0).default('');

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

const Vouchers = z
  .array(Id)
  .min(1, '请上传银行回单')
  .max(5, '最多 5 个文件')
  .refine((ids) => repeated(ids).length === 0, '同一文件只传一次');
const BankDate = z.iso.date('请选择汇款日期');

export const SubmitTransferBody = z.strictObject({
  /** What was transferred, in fen: all that the order asks for. */
  amountFen: Fen,
  /** By the bank's receipt. */
  paidOn: BankDate,
  vouchers: Vouchers,
  remark: text(200, 0),
});
/** What came, as whoever confirms reads it in their own account. */
export const ConfirmTransferBody = z.strictObject({ receivedFen: Fen });
export const ReturnTransferBody = ReasonBody;
export const WithdrawTransferBody = ReasonBody;
export const SendTransferRefundBody = z.strictObject({ paidOn: BankDate, vouchers: Vouchers });

/** A signed order of the unit that is to be paid, or was paid by transfer. */
export const PayableRow = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(ORDER_STATUS_CODES),
  supplierName: z.string(),
  buyerName: z.string(),
  goods: z.string(),
  totalFen: Fen,
  /** Until when it is to be paid; null once it is paid or closed. */
  dueAt: Instant.nullable(),
  channel: z.enum(PAYMENT_CHANNEL_CODES),
  /** The latest voucher. */
  transfer: z.enum(TRANSFER_STATUS_CODES).nullable(),
});
export const PayablePage = page(PayableRow);
export const PayableQuery = z.object({
  /** Those alone of which neither money nor a voucher came. */
  unpaid: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});

const TransferFacts = z.object({
  id: Id,
  status: z.enum(TRANSFER_STATUS_CODES),
  amountFen: Fen,
  paidOn: CalendarDate,
  submittedBy: z.string(),
  submittedAt: Instant,
  decidedAt: Instant.nullable(),
});
export const TransferRow = TransferFacts.extend({
  orderId: Id,
  orderNumber: z.string(),
  orderStatus: z.enum(ORDER_STATUS_CODES),
  unitName: z.string(),
  goods: z.string(),
});
export const TransferPage = page(TransferRow);
export const TransferQuery = z.object({
  status: z.enum(TRANSFER_STATUS_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
const Told = {
  remark: z.string(),
  /** Why it was sent back or withdrawn. */
  reason: z.string(),
  vouchers: z.array(EvidenceView),
};
export const TransferView = TransferRow.extend({
  ...Told,
  history: z.array(
    z.object({ at: Instant, action: z.enum(TRANSFER_ACTION_CODES), by: z.string().nullable(), reason: z.string() }),
  ),
  may: z.object({ confirm: z.boolean(), return: z.boolean() }),
});

/** Where the money goes: as the supplier was admitted with it. */
const CollectingAccount = z.object({
  holder: z.string(),
  bankName: z.string(),
  /** All of it for whoever pays, its end for the others of the unit. */
  account: z.string(),
});
export const PayableView = PayableRow.extend({
  /** Null: the supplier has named none. */
  account: CollectingAccount.nullable(),
  /** What is written on the transfer, so that it is found. */
  reference: z.string(),
  transfers: z.array(TransferFacts.extend(Told)),
  refunds: z.array(
    z.object({
      id: Id,
      amountFen: Fen,
      status: z.enum(REFUND_STATUS_CODES),
      reason: z.string(),
      channel: z.enum(PAYMENT_CHANNEL_CODES),
      paidOn: CalendarDate.nullable(),
      vouchers: z.array(EvidenceView),
    }),
  ),
  may: z.object({ submit: z.boolean(), withdraw: z.boolean() }),
});

/** Money that a supplier owes a unit which paid by transfer. */
export const TransferRefundRow = z.object({
  id: Id,
  orderNumber: z.string(),
  unitName: z.string(),
  amountFen: Fen,
  reason: z.string(),
  status: z.enum(REFUND_STATUS_CODES),
  createdAt: Instant,
  /** When it was sent back. */
  paidOn: CalendarDate.nullable(),
});
export const TransferRefundPage = page(TransferRefundRow);
export const TransferRefundQuery = z.object({
  /** Those alone that are not sent. */
  owed: z.literal('1').optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
