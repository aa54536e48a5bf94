import { type SeatRule, get, once, post, WHOLE_COUNTRY } from '../path.ts';

/** Money knows no region: the managers of the whole country's office alone decide about it. */
const DECIDES_MONEY = { ...WHOLE_COUNTRY, roles: ['manager'] } as const satisfies SeatRule;

export const paymentsPaths = {
  listPayments: get('/admin/payments', 'administration', WHOLE_COUNTRY),
  listComparisons: get('/admin/payment-comparisons', 'administration', WHOLE_COUNTRY),
  endPaymentCase: once('/admin/payments/:id/case-endings', 'administration', DECIDES_MONEY),
  retryRefund: once('/admin/refunds/:id/retries', 'administration', DECIDES_MONEY),
  getPaymentResult: get('/payments/:id/result', 'public'),
  stripeWebhook: post('/webhooks/stripe', 'signature'),
} as const;
