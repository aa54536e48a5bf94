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
  Quantity,
  ReasonBody,
  repeated,
  SignedFen,
  text,
  Words,
} from '../common';
import { BulkOffer, PhotoKey, WeightOffer } from '../catalogue/schemas';
import { CERTIFICATE_WORTH_CODES } from '../certification/labels';
import { Deliveries, isWhollyDelivered, NOT_WHOLLY_DELIVERED } from '../orders/delivery-schemas';
import { ORDER_STATUS_CODES, PAYMENT_TERM_CODES } from '../orders/labels';
import {
  BULK_OUTCOME_CODES,
  MOST_COMPARED,
  type PURCHASING_POLICIES,
  REORDER_SOURCE_CODES,
  REQUISITION_ACTION_CODES,
  REQUISITION_STATUS_CODES,
} from './labels';

/** What each policy parameter of this context may hold. */
export const PURCHASING_POLICY_VALUES = {
  'purchasing.approval_days': z.int().min(1).max(60),
  'purchasing.split_window_days': z.int().min(1).max(60),
  'purchasing.transfer_reminder_days': z.int().min(1).max(30),
} as const satisfies Record<keyof typeof PURCHASING_POLICIES, z.core.$ZodType>;

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
  deliverTo: printed(200, 0),
  /** Which of its points, when, and what goes to each. The first day and the points' names are the list's own then. */
  deliveries: Deliveries.optional(),
  /** The unit's own number of the purchase, once in a year of delivery. */
  poNumber: printed(40, 0).optional(),
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
