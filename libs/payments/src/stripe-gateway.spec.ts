import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import type { Config } from '@yigou/platform';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { PaymentResults, resultToken, returnAddress } from './payment-results';
import { StripeGateway } from './stripe-gateway';

const secret = 'whsec_test_secret';
const config = {
  STRIPE_API_KEY: 'sk_test_x',
  STRIPE_HOST: '127.0.0.1',
  STRIPE_PORT: 1,
  STRIPE_PROTOCOL: 'http',
  APP_SECRET: 's'.repeat(32),
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
      dispute: null,
      givenBack: null,
      intent: {
        ref: 'pi_1',
        paymentId: 'p1',
        attemptId: null,
        status: 'succeeded',
        receivedFen: 100,
        currency: 'cny',
        payUrl: null,
      },
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

describe('a provider that takes a connection and says nothing', () => {
  it('keeps nobody at a screen waiting: each question is asked once, and not long', async () => {
    let asked = 0;
    const silent = createServer(() => (asked += 1));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const port = (silent.address() as AddressInfo).port;
    const frozen = new StripeGateway({ ...config, STRIPE_PORT: port } as Config, 60);
    const intent = { attemptId: 'a', paymentId: 'p', amountFen: 1, currency: 'cny', description: '' };
    const unavailable = { code: 'payment_unavailable' };
    const began = Date.now();
    const calls = [
      frozen.createIntent({ ...intent, returnUrl: 'http://shop.test' }),
      frozen.retrieveIntent('pi_1'),
      frozen.cancelIntent('pi_1'),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject(unavailable);
    expect(asked).toBe(3);
    expect(Date.now() - began).toBeLessThan(1_500);
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  });
});

describe('the address that a browser comes back to', () => {
  const secret = 's'.repeat(32);
  const [paymentId, other] = [newId(), newId()];
  const results = (status: string) => {
    const row = { status, amountFen: 100, paidAt: null };
    return new PaymentResults({ one: () => Promise.resolve(row) } as never, { APP_SECRET: secret });
  };
  const tokenOf = (id: string, day?: number) => resultToken(secret, id, day);

  it('says what became of the payment, with its own token and while that lasts', async () => {
    const url = new URL(returnAddress('http://shop.test/pay/return?checkout=7', { secret, paymentId }));
    expect(url.searchParams.get('checkout')).toBe('7');
    const token = url.searchParams.get('token') ?? '';
    expect(await results('paid').view(paymentId, token)).toMatchObject({ status: 'paid' });
    const today = Math.floor(Date.now() / 86_400_000);
    for (const wrong of [tokenOf(other), tokenOf(paymentId, today - 40), `${today}.x`, '', token.slice(0, -1)])
      await expect(results('paid').view(paymentId, wrong)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('what the provider answers', () => {
  /** Status and error of the next answers; a list afterwards is empty, so that what is looked for is not there. */
  let answers: [status: number, error: Record<string, string>][] = [];
  const keys: unknown[] = [];
  let server: Server;
  let there: StripeGateway;
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      keys.push(request.headers['idempotency-key']);
      const [status, error] = answers.shift() ?? [200, null];
      response.writeHead(status, { 'content-type': 'application/json', 'stripe-should-retry': 'false' });
      response.end(JSON.stringify(error ? { error } : { object: 'list', data: [], has_more: false, url: '/' }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    there = new StripeGateway({ ...config, STRIPE_PORT: (server.address() as AddressInfo).port } as Config);
  });
  afterAll(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const intent = {
    attemptId: 'a1',
    paymentId: 'p1',
    amountFen: 100,
    currency: 'cny',
    returnUrl: 'http://shop.test',
    description: '',
  };
  const refund = { refundId: 'r1', tryNo: 2, intentRef: 'pi_1', amountFen: 100, reason: '' };
  const invalid = { type: 'invalid_request_error', code: 'parameter_invalid', message: 'no' };
  const MISSING = [
    404,
    { type: 'invalid_request_error', code: 'resource_missing', message: 'No such payment_intent' },
  ] as const;
  const withAnswer = async <T>(answer: readonly [number, Record<string, string>], call: () => Promise<T>) => {
    answers = [[...answer]];
    return call();
  };

  it.each([
    ['a stored failure of its own', [500, { type: 'api_error', message: 'no' }], 'spent_key'],
    ['a gateway before it that fails', [503, { type: 'api_error', message: 'no' }], 'spent_key'],
    ['another request under the key', [400, { type: 'idempotency_error', message: 'no' }], 'spent_key'],
    ['a request that it never takes', [400, invalid], 'refused'],
    ['something of the request that is not there', MISSING, 'refused'],
    ['a card that is declined', [402, { type: 'card_error', code: 'card_declined', message: 'no' }], 'refused'],
  ] as const)('%s becomes what is to be done', async (_, answer, outcome) => {
    expect((await withAnswer(answer, () => there.createIntent(intent))).outcome).toBe(outcome);
    expect((await withAnswer(answer, () => there.createRefund(refund))).outcome).toBe(outcome);
    expect(keys.slice(-2)).toEqual(['a1', 'r1-2']);
  });

  it.each([
    ['too many requests', [429, { type: 'rate_limit_error', message: 'no' }]],
    ['a key of ours that it does not take', [401, { type: 'invalid_request_error', message: 'no' }]],
    ['an account that it does not open to us', [403, { type: 'invalid_request_error', message: 'no' }]],
    [
      'the same request still under way',
      [409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'no' }],
    ],
  ] as const)('%s is an outage: the same request is right later', async (_, answer) => {
    const unavailable = { code: 'payment_unavailable' };
    await expect(withAnswer(answer, () => there.createIntent(intent))).rejects.toMatchObject(unavailable);
    await expect(withAnswer(answer, () => there.createRefund(refund))).rejects.toMatchObject(unavailable);
    await expect(withAnswer(answer, () => there.retrieveIntent('pi_1'))).rejects.toMatchObject(unavailable);
  });

  it('of an intent that it does not know is null, whatever was asked of it', async () => {
    expect(await withAnswer(MISSING, () => there.retrieveIntent('pi_1'))).toBeNull();
    answers = [[...MISSING], [...MISSING]];
    expect(await there.cancelIntent('pi_1')).toBeNull();
    expect(await withAnswer(MISSING, () => there.findRefund(refund))).toBeNull();
    expect(await there.findIntent({ attemptId: 'a1', since: new Date() })).toBeNull();
  });

  it('fails when it cannot answer what is only asked', async () => {
    await expect(
      withAnswer([500, { type: 'api_error', message: 'no' }], () => there.retrieveIntent('pi_1')),
    ).rejects.toMatchObject({ code: 'payment_unavailable' });
  });
});
