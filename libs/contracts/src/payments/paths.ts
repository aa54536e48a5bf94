import { get, post } from '../path.ts';

export const paymentsPaths = {
  listPayments: get('/admin/payments', 'administration'),
  stripeWebhook: post('/webhooks/stripe', 'signature'),
} as const;
