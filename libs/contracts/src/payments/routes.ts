import { Empty } from '../common';
import { route, type RoutesOf } from '../route';
import type { paymentsPaths } from './paths';
import { PaymentPage, PaymentQuery } from './schemas';

export const paymentsRoutes = {
  stripeWebhook: route({
    tag: 'machines',
    summary: 'Payment provider events, signed',
    response: Empty,
    errors: ['webhook_signature_invalid'],
  }),
  listPayments: route({
    tag: 'admin',
    summary: 'Payments',
    query: PaymentQuery,
    response: PaymentPage,
    errors: ['forbidden'],
  }),
} as const satisfies RoutesOf<typeof paymentsPaths>;
