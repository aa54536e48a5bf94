import { describe, expect, it } from '@jest/globals';
import type { Config } from '@yigou/platform';
import Stripe from 'stripe';
import { StripeGateway } from './stripe-gateway';

const secret = 'whsec_test_secret';
const config = {
  STRIPE_API_KEY: 'sk_test_x',
  STRIPE_HOST: '127.0.0.1',
  STRIPE_PORT: 1,
  STRIPE_PROTOCOL: 'http',
  STRIPE_WEBHOOK_SECRET: secret,
};
const gateway = new StripeGateway(config as Config);
const payload = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'payment_intent.succeeded',
  data: {
    object: {
      id: 'pi_1',
      object: 'payment_intent',
      status: 'succeeded',
      amount: 100,
      amount_received: 100,
      currency: 'cny',
      metadata: { payment_id: 'p1' },
    },
  },
});
const header = (secondsAgo: number, key = secret, body = payload) =>
  new Stripe('sk_test_x').webhooks.generateTestHeaderString({
    payload: body,
    secret: key,
    timestamp: Math.floor(Date.now() / 1000) - secondsAgo,
  });

describe('the payment provider’s webhooks', () => {
  it('are read in our words', () => {
    expect(gateway.parseEvent(Buffer.from(payload), header(0))).toEqual({
      id: 'evt_1',
      type: 'payment_intent.succeeded',
      intent: { ref: 'pi_1', paymentId: 'p1', status: 'succeeded', receivedFen: 100, currency: 'cny', payUrl: null },
      refund: null,
    });
  });

  it('are kept out without a signature, with a wrong secret, 301 s old or early, or with another body', () => {
    const bad = [
      undefined,
      '',
      't=abc,v1=1',
      header(0, 'whsec_other'),
      header(302),
      header(-302),
      header(0, secret, `${payload} `),
    ];
    for (const signature of bad) {
      expect(() => gateway.parseEvent(Buffer.from(payload), signature)).toThrow(
        expect.objectContaining({ code: 'webhook_signature_invalid' }),
      );
    }
    expect(() => gateway.parseEvent(Buffer.from(payload), header(298))).not.toThrow();
  });
});

describe('a provider out of reach', () => {
  it('is a refusal that people understand, not a crash', async () => {
    await expect(gateway.retrieveIntent('pi_1')).rejects.toMatchObject({ code: 'payment_unavailable' });
  });
});
