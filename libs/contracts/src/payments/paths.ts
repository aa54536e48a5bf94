import { get, once, post } from '../path.ts';

export const paymentsPaths = {
  listPayments: get('/admin/payments', 'administration'),
  endPaymentCase: once('/admin/payments/:id/case-endings', 'administration'),
  retryRefund: once('/admin/refunds/:id/retries', 'administration'),
  stripeWebhook: post('/webhooks/stripe', 'signature'),
} as const;
