import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { confirmedIntent, errorOf, sdk, startSandbox } from './testing/harness';
import type { RunningSandbox } from './testing/harness';
import { eventually } from './testing/receiver';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
beforeEach(() => sandbox.control('/_sandbox/reset'));
afterAll(() => sandbox.stop());

const intents = async (): Promise<number> => (await stripe.paymentIntents.list({ limit: 100 })).data.length;

describe('an idempotency key', () => {
  it('gives the first answer again, and does nothing twice', async () => {
    const first = await confirmedIntent(stripe, 100, { idempotencyKey: 'k1' });
    await sandbox.control(`/_sandbox/pay/${first.id}`);
    const second = await confirmedIntent(stripe, 100, { idempotencyKey: 'k1' });
    expect(second).toEqual(first);
    expect(second.status).toBe('requires_action');
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
    expect(await intents()).toBe(1);
  });

  it('is refused with other parameters, and on another endpoint', async () => {
    const { id } = await confirmedIntent(stripe, 100, { idempotencyKey: 'k1' });
    const other = await errorOf(confirmedIntent(stripe, 101, { idempotencyKey: 'k1' }));
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(other.statusCode).toBe(400);
    const elsewhere = await errorOf(stripe.paymentIntents.cancel(id, {}, { idempotencyKey: 'k1' }));
    expect(elsewhere).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(await intents()).toBe(1);
  });

  it('is not used up by a request that fails validation', async () => {
    await errorOf(confirmedIntent(stripe, 0, { idempotencyKey: 'k1' }));
    expect((await confirmedIntent(stripe, 100, { idempotencyKey: 'k1' })).amount).toBe(100);
  });

  it('keeps a refusal, and a 500, once execution began', async () => {
    await sandbox.control('/_sandbox/requests/faults', { kind: 'error' });
    const failed = await errorOf(confirmedIntent(stripe, 100, { idempotencyKey: 'k1' }));
    expect(failed).toMatchObject({ statusCode: 500, type: 'StripeAPIError' });
    const replayed = await errorOf(confirmedIntent(stripe, 100, { idempotencyKey: 'k1' }));
    expect(replayed.statusCode).toBe(500);
    expect(replayed.headers?.['idempotent-replayed']).toBe('true');
    expect(await intents()).toBe(0);
  });

  it('keeps a 500 that came after the work: under another key it is found by what the caller wrote on it', async () => {
    await sandbox.control('/_sandbox/requests/faults', { kind: 'error_after' });
    // With retries of its own the SDK asks once: the answer says that trying again is of no use.
    const failed = await errorOf(
      confirmedIntent(sdk(sandbox.address, 'sk_test_yigou', { maxNetworkRetries: 2 }), 100, { idempotencyKey: 'k1' }),
    );
    expect(failed).toMatchObject({ statusCode: 500, headers: { 'stripe-should-retry': 'false' } });
    expect((await errorOf(confirmedIntent(stripe, 100, { idempotencyKey: 'k1' }))).statusCode).toBe(500);
    const { data } = await stripe.paymentIntents.list({ created: { gte: 0 } });
    expect(data.map(({ metadata }) => metadata)).toEqual([{ attempt: 'pa_1' }]);
  });

  it('is not used up by an amount that is too large, and an intent that nobody made is missing', async () => {
    expect(await errorOf(confirmedIntent(stripe, 100_000_000, { idempotencyKey: 'k1' }))).toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    expect((await confirmedIntent(stripe, 99_999_999, { idempotencyKey: 'k1' })).amount).toBe(99_999_999);
    for (const call of [stripe.paymentIntents.retrieve('pi_unknown'), stripe.paymentIntents.cancel('pi_unknown')])
      expect(await errorOf(call)).toMatchObject({ statusCode: 404, code: 'resource_missing' });
    expect(await errorOf(stripe.refunds.create({ payment_intent: 'pi_unknown' }))).toMatchObject({ statusCode: 404 });
  });

  it('lets one of two at the same time through', async () => {
    await sandbox.control('/_sandbox/requests/faults', { kind: 'hold' });
    const held = confirmedIntent(stripe, 100, { idempotencyKey: 'k1' });
    await eventually(
      () => sandbox.world.requestFaults.holding,
      (holding) => holding === 1,
    );
    const loser = await errorOf(confirmedIntent(stripe, 100, { idempotencyKey: 'k1' }));
    expect(loser).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    expect((await sandbox.control('/_sandbox/requests/release')).body).toEqual({ released: 1 });
    const winner = await held;
    expect((await confirmedIntent(stripe, 100, { idempotencyKey: 'k1' })).id).toBe(winner.id);
    expect(await intents()).toBe(1);
  });

  it('saves a caller whose connection breaks after the work was done: the SDK’s own retry gets the answer', async () => {
    await sandbox.control('/_sandbox/requests/faults', { kind: 'drop_after' });
    const intent = await confirmedIntent(sdk(sandbox.address, 'sk_test_yigou'), 100);
    expect(intent.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await intents()).toBe(1);
  });

  it('is forgotten after a day', async () => {
    const first = await confirmedIntent(stripe, 100, { idempotencyKey: 'k1' });
    await sandbox.control('/_sandbox/clock', { advanceSeconds: 24 * 3600 + 1 });
    expect((await confirmedIntent(stripe, 100, { idempotencyKey: 'k1' })).id).not.toBe(first.id);
  });

  it('has at most 255 characters', async () => {
    const error = await errorOf(confirmedIntent(stripe, 100, { idempotencyKey: 'x'.repeat(256) }));
    expect(error.statusCode).toBe(400);
    expect((await confirmedIntent(stripe, 100, { idempotencyKey: 'x'.repeat(255) })).amount).toBe(100);
  });
});
