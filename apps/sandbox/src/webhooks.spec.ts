import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { confirmedIntent, errorOf, startSandbox } from './testing/harness';
import type { RunningSandbox } from './testing/harness';
import { eventually, receiver } from './testing/receiver';
import type { Received } from './testing/receiver';

const SECRET = 'whsec_test';

let shop: Awaited<ReturnType<typeof receiver>>;
let sandbox: RunningSandbox;
let stripe: Stripe;

beforeEach(async () => {
  shop = await receiver();
  sandbox = await startSandbox({ webhook: { url: shop.url, secret: SECRET } });
  stripe = sandbox.stripe;
});
afterEach(async () => {
  await sandbox.stop();
  await shop.close();
});

const verified = ({ body, headers }: Received, secret = SECRET): Stripe.Event =>
  stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', secret);
const types = (): string[] => shop.received.map((each) => verified(each).type);
const arrived = (count: number) =>
  eventually(
    () => shop.received,
    (received) => received.length >= count,
  );
const arm = (fault: object) => sandbox.control('/_sandbox/webhooks/faults', fault);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('webhooks', () => {
  it('tell the whole story, signed so that the official SDK accepts them', async () => {
    const { id } = await confirmedIntent(stripe, 4_200, { idempotencyKey: 'attempt-1' });
    await sandbox.control(`/_sandbox/pay/${id}`);
    await arrived(4);
    expect(types().sort()).toEqual([
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.requires_action',
      'payment_intent.succeeded',
    ]);
    const events = shop.received.map((each) => verified(each));
    const succeeded = events.find(({ type }) => type === 'payment_intent.succeeded');
    expect(succeeded?.data.object).toMatchObject({ id, amount_received: 4_200, metadata: { attempt: 'pa_1' } });
    const created = events.find(({ type }) => type === 'payment_intent.created');
    expect(created?.request?.idempotency_key).toBe('attempt-1');
    expect((created?.data.object as Stripe.PaymentIntent).status).toBe('requires_payment_method');
    expect(() =>
      stripe.webhooks.constructEvent(
        `${shop.received[0]?.body} `,
        String(shop.received[0]?.headers['stripe-signature']),
        SECRET,
      ),
    ).toThrow();
    await eventually(
      () => sandbox.world.events.get(String(succeeded?.id))?.pending_webhooks,
      (pending) => pending === 0,
    );
  });

  it('are tried again until they are accepted, with the same event and a signature of its own', async () => {
    shop.answerWith(500, 503, 302);
    await stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    await arrived(4);
    await pause(100);
    expect(shop.received).toHaveLength(4);
    expect(new Set(shop.received.map((each) => verified(each).id)).size).toBe(1);
    const { data } = (await sandbox.control('/_sandbox/deliveries', undefined, 'GET')).body as { data: object[] };
    expect(data).toMatchObject([{ state: 'delivered', attempts: 4, lastStatus: 200 }]);
  });

  it('are given up after the last attempt, and can be replayed', async () => {
    await sandbox.stop();
    sandbox = await startSandbox({ webhook: { url: shop.url, secret: SECRET }, retryAttempts: 2 });
    shop.answerWith(500, 500);
    await sandbox.stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    const [failed] = await eventually(
      () => sandbox.world.webhooks.newestFirst(),
      ([first]) => first?.state === 'failed',
    );
    expect(failed).toMatchObject({ attempts: 2, lastStatus: 500 });
    await sandbox.control(`/_sandbox/events/${String(failed?.eventId)}/replay`);
    await arrived(3);
    expect(verified(shop.received[2] as Received).id).toBe(failed?.eventId);
  });

  it('can be dropped, and stay readable over the API', async () => {
    await arm({ kind: 'drop', types: ['payment_intent.succeeded'] });
    const { id } = await confirmedIntent(stripe);
    await sandbox.control(`/_sandbox/pay/${id}`);
    await arrived(3);
    await pause(50);
    expect(types()).not.toContain('payment_intent.succeeded');
    const { data } = await stripe.events.list({ type: 'payment_intent.succeeded' });
    expect(data[0]).toMatchObject({ pending_webhooks: 1 });
    expect(await stripe.events.retrieve(String(data[0]?.id))).toMatchObject({ data: { object: { id } } });
  });

  it('can come twice', async () => {
    await arm({ kind: 'duplicate' });
    await stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    await arrived(2);
    expect(verified(shop.received[0] as Received).id).toBe(verified(shop.received[1] as Received).id);
  });

  it('can come in the opposite order', async () => {
    await arm({ kind: 'reorder', count: 4 });
    const { id } = await confirmedIntent(stripe);
    await sandbox.control(`/_sandbox/pay/${id}`);
    await arrived(4);
    expect(types()).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.requires_action',
      'payment_intent.created',
    ]);
  });

  it('can come late', async () => {
    await arm({ kind: 'delay', delayMs: 200 });
    const begun = Date.now();
    await stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    await arrived(1);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(190);
  });

  it('can be signed by a clock that is off', async () => {
    await sandbox.control('/_sandbox/webhooks/skew', { seconds: -1_000 });
    await stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    const [late] = await arrived(1);
    expect(() => verified(late as Received)).toThrow(/tolerance/);
  });

  it('carry two signatures while the secret is rolled', async () => {
    const rolled = await sandbox.control('/_sandbox/webhook_endpoints/we_configured/roll', {
      secret: 'whsec_new',
      overlapSeconds: 60,
    });
    expect(rolled.body).toMatchObject({ secret: 'whsec_new' });
    await stripe.paymentIntents.create({ amount: 1, currency: 'cny' });
    const [message] = (await arrived(1)) as [Received];
    expect(verified(message, SECRET).id).toBe(verified(message, 'whsec_new').id);
    expect(String(message.headers['stripe-signature']).match(/v1=/g)).toHaveLength(2);
  });
});

describe('a webhook endpoint', () => {
  it('shows its secret once, receives only what it asked for, and can be deleted', async () => {
    const second = await receiver();
    const endpoint = await stripe.webhookEndpoints.create({ url: second.url, enabled_events: ['charge.succeeded'] });
    expect(endpoint.secret).toMatch(/^whsec_/);
    expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
    const { id } = await confirmedIntent(stripe);
    await sandbox.control(`/_sandbox/pay/${id}`);
    await eventually(
      () => second.received.length,
      (count) => count === 1,
    );
    expect(verified(second.received[0] as Received, endpoint.secret).type).toBe('charge.succeeded');
    expect(await stripe.webhookEndpoints.del(endpoint.id)).toMatchObject({ deleted: true });
    expect((await errorOf(stripe.webhookEndpoints.retrieve(endpoint.id))).code).toBe('resource_missing');
    await second.close();
  });
});
