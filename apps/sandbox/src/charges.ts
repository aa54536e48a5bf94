import type Stripe from 'stripe';
import { newId, randomText } from './ids';
import type { CardData, MethodType } from './payment-methods';
import type { World } from './world';

export interface ChargeAttempt {
  intent: Stripe.PaymentIntent;
  methodId: string;
  type: MethodType;
  card: CardData | undefined;
  /** Undefined: the charge succeeds. */
  failure: { code: string; message: string } | undefined;
  captured: boolean;
}

/** One attempt to take money. It is stored whether it succeeds or fails. */
export function createCharge(world: World, attempt: ChargeAttempt): Stripe.Charge {
  const { intent, failure } = attempt;
  const captured = attempt.captured && !failure;
  const charge: Stripe.Charge = {
    id: newId('ch'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: null,
    captured,
    created: world.clock.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: null,
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: outcomeOf(failure?.code),
    paid: !failure,
    payment_intent: intent.id,
    payment_method: attempt.methodId,
    payment_method_details: methodDetails(attempt),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    refunds: null,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: failure ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  };
  if (captured) charge.balance_transaction = bookCharge(world, charge);
  return world.charges.put(charge);
}

function outcomeOf(failureCode: string | undefined): Stripe.Charge.Outcome {
  const none = { advice_code: null, network_advice_code: null, network_decline_code: null };
  return failureCode
    ? {
        ...none,
        network_status: 'declined_by_network',
        reason: failureCode,
        seller_message: 'The payment was declined.',
        type: 'issuer_declined',
      }
    : {
        ...none,
        network_status: 'approved_by_network',
        reason: null,
        seller_message: 'Payment complete.',
        type: 'authorized',
      };
}

function methodDetails({ type, card, intent }: ChargeAttempt): Stripe.Charge.PaymentMethodDetails {
  const transaction = { fingerprint: null, transaction_id: `sandbox${randomText(16)}` };
  if (type === 'alipay') return { type, alipay: transaction };
  if (type === 'wechat_pay') return { type, wechat_pay: transaction };
  return {
    type,
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: 'visa',
      checks: null,
      country: 'CN',
      electronic_commerce_indicator: null,
      exp_month: card?.expMonth ?? 12,
      exp_year: card?.expYear ?? 2030,
      funding: 'credit',
      installments: null,
      last4: card?.number.slice(-4) ?? '4242',
      mandate: null,
      network: 'visa',
      network_transaction_id: null,
      regulated_status: null,
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}

/** Books money that came in; returns the id of the balance transaction. */
export function bookCharge(world: World, charge: Stripe.Charge): string {
  const type = methodOf(charge) === 'card' ? 'charge' : 'payment';
  return book(world, {
    source: charge.id,
    amount: charge.amount_captured,
    type,
    category: 'charge',
    currency: charge.currency,
  });
}

export function methodOf(charge: Stripe.Charge): string {
  return charge.payment_method_details?.type ?? 'card';
}

/** A line of the account. The sandbox takes no fee, so that net equals amount (fen, negative for money that leaves). */
export function book(
  world: World,
  line: { source: string; amount: number; type: Stripe.BalanceTransaction.Type; category: string; currency: string },
): string {
  const now = world.clock.now();
  const transaction: Stripe.BalanceTransaction = {
    id: newId('txn'),
    object: 'balance_transaction',
    amount: line.amount,
    available_on: now,
    balance_type: 'payments',
    created: now,
    currency: line.currency,
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: line.amount,
    reporting_category: line.category,
    source: line.source,
    status: 'available',
    type: line.type,
  };
  return world.balanceTransactions.put(transaction).id;
}
