import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { RETURN_URL, confirmedIntent, errorOf, sdk, startSandbox } from './testing/harness';
import type { RunningSandbox } from './testing/harness';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.stop());

const typesOf = async (id: string): Promise<string[]> => {
  const events = await stripe.events.list({ limit: 100 });
  const about = events.data.filter(({ data }) => {
    const object = data.object as { id?: string; payment_intent?: unknown };
    return object.id === id || object.payment_intent === id;
  });
  return about.map(({ type }) => type).reverse();
};

describe('a payment intent', () => {
  it('goes from creation through the payer’s action to success, and leaves a charge and a booking', async () => {
    const created = await stripe.paymentIntents.create({ amount: 990, currency: 'cny', metadata: { order: '7' } });
    expect(created.status).toBe('requires_payment_method');
    const confirmed = await stripe.paymentIntents.confirm(created.id, {
      payment_method_data: { type: 'alipay' },
      return_url: RETURN_URL,
    });
    expect(confirmed.status).toBe('requires_action');
    expect(confirmed.next_action?.type).toBe('redirect_to_url');
    expect(confirmed.next_action?.redirect_to_url?.return_url).toBe(RETURN_URL);
    expect(confirmed.next_action?.redirect_to_url?.url).toContain(`${sandbox.address.origin}/pay/${created.id}?`);

    await sandbox.control(`/_sandbox/pay/${created.id}`);

    const paid = await stripe.paymentIntents.retrieve(created.id, { expand: ['latest_charge.balance_transaction'] });
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 990,
      amount_capturable: 0,
      next_action: null,
      metadata: { order: '7' },
    });
    const charge = paid.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({
      amount: 990,
      amount_captured: 990,
      paid: true,
      status: 'succeeded',
      metadata: { order: '7' },
    });
    expect(charge.payment_method_details?.type).toBe('alipay');
    expect(charge.balance_transaction).toMatchObject({ amount: 990, net: 990, source: charge.id });
    expect(await typesOf(created.id)).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
  });

  it('is created and confirmed in one call', async () => {
    const intent = await confirmedIntent(stripe);
    expect(intent.status).toBe('requires_action');
    expect(intent.lastResponse.requestId).toMatch(/^req_/);
  });

  it('sends every documented field, null where there is no value', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    for (const field of [
      'id',
      'object',
      'created',
      'livemode',
      'status',
      'amount',
      'amount_capturable',
      'amount_received',
    ] as const) {
      expect(intent[field]).not.toBeNull();
    }
    for (const field of [
      'capture_method',
      'confirmation_method',
      'currency',
      'metadata',
      'payment_method_types',
    ] as const) {
      expect(intent[field]).not.toBeNull();
    }
    expect(intent).toMatchObject({
      canceled_at: null,
      next_action: null,
      latest_charge: null,
      last_payment_error: null,
    });
  });

  it('waits for the capture of a card payment, and captures a part', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 5_000,
      currency: 'cny',
      allowed_payment_method_types: ['card'],
      payment_method: 'pm_card_visa',
      capture_method: 'manual',
      confirm: true,
    });
    expect(intent).toMatchObject({ status: 'requires_capture', amount_capturable: 5_000, amount_received: 0 });
    const tooMuch = await errorOf(stripe.paymentIntents.capture(intent.id, { amount_to_capture: 5_001 }));
    expect(tooMuch.code).toBe('amount_too_large');
    const captured = await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 4_000 });
    expect(captured).toMatchObject({ status: 'succeeded', amount_capturable: 0, amount_received: 4_000 });
    expect(await typesOf(intent.id)).toContain('payment_intent.amount_capturable_updated');
    const again = await errorOf(stripe.paymentIntents.capture(intent.id));
    expect(again.code).toBe('payment_intent_unexpected_state');
  });

  it('offers the methods that the shop allows and the sandbox can play', async () => {
    const some = await stripe.paymentIntents.create({
      amount: 1,
      currency: 'cny',
      allowed_payment_method_types: ['card', 'paypal', 'alipay'],
    });
    expect(some).toMatchObject({
      payment_method_types: ['alipay', 'card'],
      allowed_payment_method_types: ['card', 'paypal', 'alipay'],
    });
    const none = await errorOf(
      stripe.paymentIntents.create({ amount: 1, currency: 'cny', allowed_payment_method_types: ['paypal'] }),
    );
    expect(none).toMatchObject({ statusCode: 400, param: 'allowed_payment_method_types' });
    const wallet = await errorOf(
      stripe.paymentIntents.create({
        amount: 1,
        currency: 'cny',
        allowed_payment_method_types: ['alipay'],
        capture_method: 'manual',
      }),
    );
    expect(wallet).toMatchObject({ statusCode: 400, param: 'capture_method' });
    const older = { amount: 1, currency: 'cny', payment_method_types: ['wechat_pay'] };
    expect(
      (await stripe.paymentIntents.create(older as Stripe.PaymentIntentCreateParams)).payment_method_types,
    ).toEqual(['wechat_pay']);
  });

  it('can be cancelled while nothing was paid, and never afterwards', async () => {
    const open = await confirmedIntent(stripe);
    const canceled = await stripe.paymentIntents.cancel(open.id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned', next_action: null });
    expect((await errorOf(stripe.paymentIntents.cancel(open.id))).code).toBe('payment_intent_unexpected_state');
    expect((await sandbox.control(`/_sandbox/pay/${open.id}`)).status).toBe(400);

    const paid = await confirmedIntent(stripe);
    await sandbox.control(`/_sandbox/pay/${paid.id}`);
    const refused = await errorOf(stripe.paymentIntents.cancel(paid.id));
    expect(refused.payment_intent?.status).toBe('succeeded');
  });

  it('falls back to requires_payment_method when the payment fails, and can be paid then', async () => {
    const intent = await confirmedIntent(stripe);
    await sandbox.control('/_sandbox/next_payments', { outcome: 'decline' });
    await sandbox.control(`/_sandbox/pay/${intent.id}`, { method: 'card' });
    const failed = await stripe.paymentIntents.retrieve(intent.id);
    expect(failed).toMatchObject({ status: 'requires_payment_method', amount_received: 0 });
    expect(failed.last_payment_error).toMatchObject({ type: 'card_error', code: 'card_declined' });
    expect(await typesOf(intent.id)).toEqual(
      expect.arrayContaining(['charge.failed', 'payment_intent.payment_failed']),
    );
    await sandbox.control(`/_sandbox/pay/${intent.id}`, { method: 'card' });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('answers a declined test card with StripeCardError', async () => {
    const error = await errorOf(
      stripe.paymentIntents.create({
        amount: 100,
        currency: 'cny',
        allowed_payment_method_types: ['card'],
        payment_method: 'pm_card_chargeDeclined',
        confirm: true,
      }),
    );
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'generic_decline' });
    expect(error.payment_intent?.status).toBe('requires_payment_method');
  });

  it('can stay in processing until the bank has decided', async () => {
    const intent = await confirmedIntent(stripe);
    await sandbox.control(`/_sandbox/pay/${intent.id}`, { outcome: 'processing' });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('processing');
    expect((await errorOf(stripe.paymentIntents.cancel(intent.id))).code).toBe('payment_intent_unexpected_state');
    await sandbox.control(`/_sandbox/pay/${intent.id}`, { outcome: 'succeed' });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('merges metadata, and refuses to change the amount once paid', async () => {
    const intent = await confirmedIntent(stripe);
    const updated = await stripe.paymentIntents.update(intent.id, {
      amount: 200,
      metadata: { attempt: '', note: '苹果' },
    });
    expect(updated).toMatchObject({ amount: 200, metadata: { note: '苹果' } });
    expect(updated.metadata).not.toHaveProperty('attempt');
    await sandbox.control(`/_sandbox/pay/${intent.id}`);
    expect((await errorOf(stripe.paymentIntents.update(intent.id, { amount: 300 }))).code).toBe(
      'payment_intent_unexpected_state',
    );
    expect((await stripe.paymentIntents.retrieve(intent.id)).amount).toBe(200);
  });

  it('is left as it was by a confirmation that is refused', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 100, currency: 'cny' });
    const error = await errorOf(stripe.paymentIntents.confirm(intent.id, { payment_method_data: { type: 'alipay' } }));
    expect(error).toMatchObject({ code: 'parameter_missing', param: 'return_url' });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
    });
  });
});

describe('lists', () => {
  it('page through everything once, newest first', async () => {
    const made: string[] = [];
    for (let i = 0; i < 5; i += 1)
      made.push((await stripe.paymentIntents.create({ amount: 1 + i, currency: 'cny' })).id);
    const first = await stripe.paymentIntents.list({ limit: 2 });
    expect(first.has_more).toBe(true);
    expect(first.data.map(({ id }) => id)).toEqual([made[4], made[3]]);
    const second = await stripe.paymentIntents.list({ limit: 2, starting_after: made[3] ?? '' });
    expect(second.data.map(({ id }) => id)).toEqual([made[2], made[1]]);
    const seen: string[] = [];
    for await (const intent of stripe.paymentIntents.list({ limit: 3 })) seen.push(intent.id);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(made));
    expect(seen).toHaveLength(
      (await sandbox.control('/_sandbox/state', undefined, 'GET')).body['payment_intents'] as number,
    );
  });
});

describe('requests', () => {
  it('need the key', async () => {
    const error = await errorOf(sdk(sandbox.address, 'sk_test_other').paymentIntents.list());
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });

  it('name the parameter that is missing, unknown or malformed', async () => {
    const missing = await errorOf(
      stripe.paymentIntents.create({ currency: 'cny' } as Stripe.PaymentIntentCreateParams),
    );
    expect(missing).toMatchObject({ code: 'parameter_missing', param: 'amount' });
    const unknown = await errorOf(
      stripe.paymentIntents.create({ amount: 1, currency: 'cny', price: 2 } as Stripe.PaymentIntentCreateParams),
    );
    expect(unknown).toMatchObject({ code: 'parameter_unknown', param: 'price' });
    for (const amount of [0, -1, 1.5, 100_000_000]) {
      expect(await errorOf(stripe.paymentIntents.create({ amount, currency: 'cny' }))).toMatchObject({
        statusCode: 400,
        param: 'amount',
      });
    }
    const script = await errorOf(
      stripe.paymentIntents.create({ amount: 1, currency: 'cny', confirm: true, return_url: 'javascript:alert(1)' }),
    );
    expect(script).toMatchObject({ statusCode: 400, param: 'return_url' });
  });

  it('get 404 with StripeInvalidRequestError for what does not exist', async () => {
    const error = await errorOf(stripe.paymentIntents.retrieve('pi_none'));
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    expect(error.requestId).toMatch(/^req_/);
  });
});
