import * as z from 'zod';
import { Fen, Id, Instant, page, PageQuery, tableQuery, text } from '../common';
import {
  CASE_ENDING_CODES,
  COMPARED_KIND_CODES,
  COMPARISON_CHOICE_CODES,
  DISPUTE_STATUS_CODES,
  PAYMENT_CHANNEL_CODES,
  PAYMENT_PURPOSE_CODES,
  PAYMENT_STATUS_CODES,
  REFUND_STATUS_CODES,
} from './labels';

/** What the payment provider tells of: a payment, a refund, a dispute or a charge, whole; more may stand in each than is named here. */
export const ProviderEvent = z.looseObject({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255).describe('payment_intent.succeeded, refund.updated, charge.dispute.created …'),
  data: z.looseObject({ object: z.looseObject({ object: z.string(), id: z.string() }) }),
});
/** A buyer's bank asks for money back, 争议. */
export const DisputeView = z.object({
  id: Id,
  amountFen: Fen,
  /** The provider's word for why. */
  reason: z.string(),
  status: z.enum(DISPUTE_STATUS_CODES),
  /** Until when the provider takes evidence; null where it takes none. */
  respondBy: Instant.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
});
export type DisputeView = z.infer<typeof DisputeView>;
export const PaymentQuery = tableQuery(['created', 'amount'])
  .omit({ region: true })
  .extend({ status: z.enum(PAYMENT_STATUS_CODES).optional() });
export const PaymentRow = z.object({
  id: Id,
  /** What is paid: a checkout, or the pledge to a group purchase. */
  checkoutId: Id,
  purpose: z.enum(PAYMENT_PURPOSE_CODES),
  status: z.enum(PAYMENT_STATUS_CODES),
  channel: z.enum(PAYMENT_CHANNEL_CODES),
  amountFen: Fen,
  capturedFen: Fen,
  refundedFen: Fen,
  /** Of what came, what waits in quarantine for a person. */
  heldFen: Fen,
  /** Of what came, what pays for orders of a group purchase, together with other payments. */
  pooledFen: Fen,
  /** What came instead of what was asked for; null where the right amount came, or nothing. */
  case: z
    .object({
      expectedFen: Fen,
      /** In the smallest unit of `currency`. */
      received: z.int(),
      /** ISO 4217, lower case. */
      currency: z.string(),
      openedAt: Instant,
      ending: z.enum(CASE_ENDING_CODES).nullable(),
      reason: z.string().nullable(),
      endedAt: Instant.nullable(),
    })
    .nullable(),
  refunds: z.array(
    z.object({
      id: Id,
      amountFen: Fen,
      status: z.enum(REFUND_STATUS_CODES),
      reason: z.string(),
      tryNo: z.int(),
      /** Why the last try failed, in the provider's words. */
      failure: z.string().nullable(),
    }),
  ),
  disputes: z.array(DisputeView),
  /** Of what went back, what the provider gave back without our asking. */
  outsideFen: Fen,
  providerRef: z.string().nullable(),
  orderNumbers: z.array(z.string()),
  createdAt: Instant,
  paidAt: Instant.nullable(),
});
export const PaymentPage = page(PaymentRow);
export const ComparisonQuery = PageQuery.extend({ only: z.enum(COMPARISON_CHOICE_CODES).optional() });
/** One comparison of the provider's lists with our books, 渠道对账. */
export const ComparisonRow = z.object({
  id: Id,
  at: Instant,
  /** Captures, refunds and disputes that it listed. */
  moves: z.int(),
  differences: z.int(),
  /** The first fifty of them. */
  rows: z.array(
    z.object({
      kind: z.enum(COMPARED_KIND_CODES),
      /** The provider's id of the intent, the refund or the dispute. */
      ref: z.string(),
      fen: Fen,
      ourFen: Fen.nullable(),
      paymentId: Id.nullable(),
      problem: z.string(),
    }),
  ),
});
export const EndPaymentCaseBody = z.strictObject({ ending: z.enum(CASE_ENDING_CODES), reason: text(500) });
export const RetryRefundBody = z.strictObject({ reason: text(500) });

export const PAYMENTS_POLICY_VALUES = {
  'refund.automatic_retries': z.int().min(0).max(10),
} as const;

export const PaymentView = z.object({
  id: Id,
  status: z.enum(PAYMENT_STATUS_CODES),
  /** `transfer`: from account to account; while it is pending, a voucher waits for the supplier's word. */
  channel: z.enum(PAYMENT_CHANNEL_CODES),
  amountFen: Fen,
  refundedFen: Fen,
  /** Where the buyer pays; null until the provider answered, and once nothing is to pay. */
  payUrl: z.string().nullable(),
  paidAt: Instant.nullable(),
});
export const PaymentResultQuery = z.strictObject({ token: z.string().max(100) });
/** Whether a payment is paid, and nothing of whose it is or what for. */
export const PaymentResult = z.object({
  status: z.enum(PAYMENT_STATUS_CODES),
  amountFen: Fen,
  paidAt: Instant.nullable(),
});
export const RefundView = z.object({
  id: Id,
  amountFen: Fen,
  status: z.enum(REFUND_STATUS_CODES),
  reason: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
