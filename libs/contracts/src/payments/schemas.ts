import { z } from 'zod';
import { Fen, Id, Instant, page, tableQuery } from '../common';
import { PAYMENT_STATUS_CODES, REFUND_STATUS_CODES } from './labels';

export const PaymentQuery = tableQuery(['created', 'amount'])
  .omit({ region: true })
  .extend({ status: z.enum(PAYMENT_STATUS_CODES).optional() });
export const PaymentRow = z.object({
  id: Id,
  checkoutId: Id,
  status: z.enum(PAYMENT_STATUS_CODES),
  amountFen: Fen,
  capturedFen: Fen,
  refundedFen: Fen,
  providerRef: z.string().nullable(),
  orderNumbers: z.array(z.string()),
  createdAt: Instant,
  paidAt: Instant.nullable(),
});
export const PaymentPage = page(PaymentRow);

export const PaymentView = z.object({
  id: Id,
  status: z.enum(PAYMENT_STATUS_CODES),
  amountFen: Fen,
  refundedFen: Fen,
  /** Where the buyer pays; null until the provider answered, and once nothing is to pay. */
  payUrl: z.string().nullable(),
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
