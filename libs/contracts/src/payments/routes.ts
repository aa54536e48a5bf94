import { byId, Empty, page } from '../common';
import { route, type RoutesOf } from '../route';
import type { paymentsPaths } from './paths';
import {
  ComparisonQuery,
  ComparisonRow,
  EndPaymentCaseBody,
  PaymentPage,
  PaymentQuery,
  PaymentResult,
  PaymentResultQuery,
  ProviderEvent,
  RetryRefundBody,
} from './schemas';

export const paymentsRoutes = {
  stripeWebhook: route({
    tag: 'machines',
    summary: 'Payment provider events, signed',
    signed: {
      header: 'Stripe-Signature',
      how: 'As the provider signs with STRIPE_WEBHOOK_SECRET. Events may be repeated and come in any order; of objects that are not relied on nothing is read.',
      body: ProviderEvent,
    },
    response: Empty,
    errors: ['webhook_signature_invalid'],
  }),
  getPaymentResult: route({
    tag: 'payments',
    summary: 'What became of a payment, for whoever has the signed address that the provider leads back to',
    params: byId,
    query: PaymentResultQuery,
    response: PaymentResult,
    errors: ['not_found'],
  }),
  listPayments: route({
    tag: 'admin',
    summary: 'Payments',
    query: PaymentQuery,
    response: PaymentPage,
    errors: ['forbidden'],
  }),
  listComparisons: route({
    tag: 'admin',
    summary: 'Comparisons of the payment provider’s lists with our books, the latest first',
    query: ComparisonQuery,
    response: page(ComparisonRow),
    errors: ['forbidden'],
  }),
  endPaymentCase: route({
    tag: 'admin',
    summary: 'End the case of a payment in quarantine: give back what came, or accept it',
    params: byId,
    body: EndPaymentCaseBody,
    response: Empty,
    errors: ['forbidden', 'already_decided'],
  }),
  retryRefund: route({
    tag: 'admin',
    summary: 'Try a failed refund again',
    params: byId,
    body: RetryRefundBody,
    response: Empty,
    errors: ['forbidden', 'already_decided', 'refund_exceeds_payment'],
  }),
} as const satisfies RoutesOf<typeof paymentsPaths>;
