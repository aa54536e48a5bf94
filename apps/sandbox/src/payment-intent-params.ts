import { z } from 'zod';
import { common, currency, flag, metadata, positiveAmount, text, webUrl } from './params';
import { methodType } from './payment-methods';

const details = {
  ...common,
  description: text().optional(),
  metadata: metadata.optional(),
  receipt_email: text(800).optional(),
  statement_descriptor: text(22).optional(),
  statement_descriptor_suffix: text(22).optional(),
  allowed_payment_method_types: z.array(text()).min(1).optional(),
  // The same in API versions before that of the pinned SDK.
  payment_method_types: z.array(methodType).min(1).optional(),
  payment_method: text().optional(),
  payment_method_data: z.looseObject({ type: methodType }).optional(),
  payment_method_options: z.record(z.string(), z.unknown()).optional(),
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
  customer: text().optional(),
};

const confirmation = { return_url: webUrl.optional(), off_session: flag.optional(), use_stripe_sdk: flag.optional() };

export const createParams = z.strictObject({
  ...details,
  ...confirmation,
  amount: positiveAmount,
  currency,
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  confirmation_method: z.enum(['automatic', 'manual']).default('automatic'),
  confirm: flag.default(false),
});
export const updateParams = z.strictObject({
  ...details,
  amount: positiveAmount.optional(),
  currency: currency.optional(),
});
export const confirmParams = z.strictObject({
  ...common,
  ...confirmation,
  payment_method: details.payment_method,
  payment_method_data: details.payment_method_data,
  allowed_payment_method_types: details.allowed_payment_method_types,
  payment_method_types: details.payment_method_types,
  payment_method_options: details.payment_method_options,
  capture_method: details.capture_method,
  receipt_email: details.receipt_email,
});
export const captureParams = z.strictObject({
  ...common,
  amount_to_capture: positiveAmount.optional(),
  metadata: metadata.optional(),
  statement_descriptor: details.statement_descriptor,
  statement_descriptor_suffix: details.statement_descriptor_suffix,
});
export const cancelParams = z.strictObject({
  ...common,
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
});
