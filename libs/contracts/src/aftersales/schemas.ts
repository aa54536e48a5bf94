import * as z from 'zod';
import { byId, Fen, Id, Instant, page, PageQuery, PriceFen, Quantity, text, Words } from '../common';
import { EvidenceClaim, EvidenceView } from '../evidence/schemas';
import {
  AFTERSALES_ENDING_CODES,
  AFTERSALES_KIND_CODES,
  type AFTERSALES_POLICIES,
  AFTERSALES_REASON_CODES,
  AFTERSALES_RULES,
  AFTERSALES_STATUS_CODES,
} from './labels';

const days = z.int().min(1).max(60);
/** What each policy parameter of this context may hold. */
export const AFTERSALES_POLICY_VALUES = {
  'aftersales.open_days': z.int().min(1).max(90),
  'aftersales.answer_hours': z.int().min(1).max(720),
  'aftersales.return_days': days,
  'aftersales.receive_days': days,
  'aftersales.escalate_days': days,
  'aftersales.decide_days': days,
} as const satisfies Record<keyof typeof AFTERSALES_POLICIES, z.core.$ZodType>;

export const AftersalesById = byId;

const RestOfLine = z.object({ pieces: z.int(), goodsFen: Fen, freightPieces: z.int(), freightFen: Fen });
export const AftersalesTerms = z.object({
  orderId: Id,
  orderNumber: z.string(),
  supplierName: z.string(),
  /** Until when it may be asked for; null: the order is not finished, or nothing of it may be asked for. */
  openUntil: Instant.nullable(),
  open: z.boolean(),
  lines: z.array(
    z.object({
      orderLineId: Id,
      name: z.string(),
      photo: z.string().nullable(),
      /** Received, and in no case. */
      pieces: z.int(),
      rest: RestOfLine,
    }),
  ),
});
export type AftersalesTerms = z.infer<typeof AftersalesTerms>;

export const OpenAftersalesBody = z
  .strictObject({
    orderLineId: Id,
    kind: z.enum(AFTERSALES_KIND_CODES, '请选择仅退款还是退货退款'),
    reason: z.enum(AFTERSALES_REASON_CODES, '请选择原因'),
    pieces: Quantity,
    /** Of what was paid for these pieces. */
    amountFen: PriceFen.max(Number.MAX_SAFE_INTEGER),
    words: text(500, 4),
    evidence: z.array(EvidenceClaim).max(9, '最多 9 张照片').default([]),
  })
  .superRefine(({ reason, kind, evidence }, { addIssue }) => {
    const { kinds, photos } = AFTERSALES_RULES[reason];
    if (!kinds.includes(kind))
      addIssue({ code: 'custom', path: ['kind'], message: '这个原因不能选择这种方式，请改选' });
    if (photos && evidence.length === 0)
      addIssue({ code: 'custom', path: ['evidence'], message: '请上传看得清问题的照片' });
  });
export const SendBackBody = z.strictObject({ carrier: text(30), waybill: text(40, 4) });
export const EscalateBody = z.strictObject({ words: text(500, 4) });
export const AgreeAftersalesBody = z.strictObject({
  /** Where the goods are to be sent, with a name and a number; of what stays with the buyer nothing. */
  returnTo: text(300, 0).default(''),
});
export const RefuseAftersalesBody = z.strictObject({ words: text(500, 4) });
export const ReceiveAftersalesBody = z.strictObject({
  /** Of the pieces that came back, those that can be sold again; the others are written off. */
  restocked: z.int('请填写件数').min(0, '件数不能为负').max(9_999),
});
export const DecideAftersalesBody = z
  .strictObject({
    granted: z.boolean('请选择是否支持买家'),
    /** What goes back; null where nothing does. */
    amountFen: PriceFen.max(Number.MAX_SAFE_INTEGER).nullable(),
    words: text(500, 4),
  })
  .refine(({ granted, amountFen }) => granted === (amountFen !== null), {
    path: ['amountFen'],
    message: '支持买家的，请填写退款金额；不支持的，不用填写',
  });

export const AftersalesRow = z.object({
  id: Id,
  number: z.string(),
  status: z.enum(AFTERSALES_STATUS_CODES),
  kind: z.enum(AFTERSALES_KIND_CODES),
  reason: z.enum(AFTERSALES_REASON_CODES),
  orderId: Id,
  orderNumber: z.string(),
  supplierName: z.string(),
  goods: z.string(),
  pieces: z.int(),
  askedFen: Fen,
  agreedFen: Fen.nullable(),
  ending: z.enum(AFTERSALES_ENDING_CODES).nullable(),
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  createdAt: Instant,
});
export const AftersalesPage = page(AftersalesRow);
export const AftersalesQuery = PageQuery.extend({
  status: z.enum(AFTERSALES_STATUS_CODES).optional(),
  orderId: Id.optional(),
  q: Words().optional(),
});
export const AftersalesView = AftersalesRow.extend({
  words: z.string(),
  evidence: z.array(EvidenceView),
  /** The most that may go back for it. */
  mostFen: Fen,
  productId: Id,
  returnTo: z.string().nullable(),
  carrier: z.string().nullable(),
  waybill: z.string().nullable(),
  restocked: z.int().nullable(),
  closedAt: Instant.nullable(),
  history: z.array(z.object({ action: z.string(), by: z.string(), note: z.string(), at: Instant })),
  can: z.object({
    withdraw: z.boolean(),
    sendBack: z.boolean(),
    escalate: z.boolean(),
    agree: z.boolean(),
    refuse: z.boolean(),
    receive: z.boolean(),
    decide: z.boolean(),
  }),
});
export type AftersalesView = z.infer<typeof AftersalesView>;
