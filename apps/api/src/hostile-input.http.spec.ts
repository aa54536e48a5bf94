import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { ApiHarness, type Visitor } from './testing/api.harness';
import { order, type Shelf, shelf } from './testing/fixtures';

let api: ApiHarness;
let goods: Shelf & { supplier: Visitor };
beforeAll(async () => {
  api = await ApiHarness.start();
  goods = await shelf(api, 50);
});
afterAll(() => api.close());

/** As they stand in JSON: what JavaScript would round or coerce goes over the wire as it is. */
const BAD_QUANTITIES = [
  '-1',
  '0',
  '0.5',
  '"1"',
  '"1e9"',
  '2147483648',
  '9007199254740993',
  'null',
  '[]',
  '{}',
  'true',
  '1e400',
  '""',
];

describe('quantities', () => {
  it.each(BAD_QUANTITIES)('%s is refused for the cart and for an order', async (quantity) => {
    const body = `{"skuId":"${goods.skuId}","quantity":${quantity}}`;
    expect((await api.anonymous().call('addToCart', { rawBody: body })).status).toBe(400);
    const buyer = await api.person();
    const placed = `{"lines":[${body}],"addressId":"${newId()}","expectedTotalFen":1,"remark":""}`;
    expect((await buyer.call('placeCheckout', { rawBody: placed })).status).toBe(400);
  });
});

describe('money', () => {
  it.each(['19.99', '"19.99"', '-100', '0', '1e15', '9007199254740993', 'null', '[]', 'NaN'])(
    '%s is no price',
    async (price) => {
      const sku = `{"name":"一袋","netWeightGrams":10,"priceFen":${price},"marketPriceFen":null,"active":true}`;
      const body = `{"name":"小米","categorySlug":"grain","description":"","countyCode":null,"certificateNumber":null,"channels":[],"skus":[${sku}]}`;
      expect((await goods.supplier.call('createSupplierProduct', { rawBody: body })).status).toBe(400);
    },
  );

  it('comes from us: another total than ours is refused with ours', async () => {
    const buyer = await api.person();
    const { body } = await order(buyer, goods.skuId);
    const answer = await buyer.call('placeCheckout', { body: { ...body, expectedTotalFen: 1 } });
    expect(answer).toMatchObject({
      status: 409,
      body: { error: { code: 'price_changed', details: { totalFen: 3000 } } },
    });
  });
});

describe('requests that are not what they should be', () => {
  it.each([
    ['no JSON', { rawBody: '{"skuId"' }, 400],
    ['a list', { rawBody: '[]' }, 400],
    ['another content type', { rawBody: 'a=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }, 415],
    ['too large', { rawBody: JSON.stringify({ skuId: 'x'.repeat(1024 * 1024) }) }, 413],
    ['nothing', {}, 400],
  ])('%s is refused in our words', async (_name, call, status) => {
    const answer = await api.anonymous().call('addToCart', call);
    expect(answer.status).toBe(status);
    expect(answer.body.error?.code).toBeDefined();
  });

  it.each(['toString', 'constructor', 'hasOwnProperty', 'valueOf'])('a field named %s too many', async (name) => {
    const answer = await api
      .anonymous()
      .call('login', { body: { login: 'a@example.test', password: 'x', [name]: 'text' } });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'validation_failed' } } });
    expect(Object.keys(answer.body.error?.details['fields'] ?? {})).toEqual([name]);
  });

  it.each(['[', '{"a":'])('%s three thousand times in each other', async (open) => {
    const close = open === '[' ? ']' : '}';
    const deep = `${open.repeat(3_000)}1${close.repeat(3_000)}`;
    for (const rawBody of [deep, `{"skuId":${deep},"quantity":1}`, open.repeat(3_000)]) {
      const answer = await api.anonymous().call('addToCart', { rawBody });
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'malformed_request' } } });
    }
    const office = await api.person({ organisationId: await api.organisation('administration') });
    const set = `{"name":"stock.low_pieces","value":${deep},"source":"x","regionCode":null,"category":null,"effectiveFrom":null}`;
    expect((await office.call('setPolicy', { rawBody: set })).status).toBe(400);
  });

  it.each(['before the file', 'in the file', 'after the file'])('a form that ends %s', async (where) => {
    const start =
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n';
    const sent = {
      'before the file': start,
      'in the file': `${start}\r\n%PDF-`,
      'after the file': `${start}\r\n%PDF-\r\n--b`,
    };
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const answer = await api
      .anonymous()
      .call('uploadPublicEvidence', { rawBody: sent[where as keyof typeof sent], headers });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'malformed_request' } } });
    const nameless = { 'Content-Type': 'multipart/form-data' };
    expect((await api.anonymous().call('uploadPublicEvidence', { rawBody: start, headers: nameless })).status).toBe(
      400,
    );
  });

  it('an unknown path and an unknown method are not found', async () => {
    for (const [method, path] of [
      ['GET', '/api/v1/nothing'],
      ['DELETE', '/api/v1/products'],
      ['GET', '/api/v1/products/../../etc/passwd'],
    ] as const) {
      expect(await api.anonymous().send(method, path)).toMatchObject({
        status: 404,
        body: { error: { code: 'not_found' } },
      });
    }
  });

  it.each(['\u0000', 'a\u0000b', '\ud800'])('%j is refused wherever it stands', async (bad) => {
    const login = await api.anonymous().call('login', { body: { login: bad, password: bad } });
    expect(login).toMatchObject({ status: 400, body: { error: { code: 'validation_failed' } } });
    const search = await api.anonymous().call('listProducts', { query: `q=${encodeURIComponent(bad.toWellFormed())}` });
    expect(search.status).toBe(bad.includes('\0') ? 400 : 200);
  });

  it('text keeps no control characters and stays text', async () => {
    const buyer = await api.person();
    const address = {
      receiver: '张\u0000三',
      phone: '13900000000',
      regionCode: '640422',
      detail: '人民路',
      isDefault: false,
    };
    expect((await buyer.call('createAddress', { body: address })).status).toBe(400);
    const script = { ...address, receiver: '<script>alert(1)</script>' };
    expect((await buyer.call('createAddress', { body: script })).body['receiver']).toBe('<script>alert(1)</script>');
  });
});

describe('an Idempotency-Key', () => {
  it('is asked for', async () => {
    const buyer = await api.person();
    for (const key of ['', 'short', 'x'.repeat(256), '汉'.repeat(10)]) {
      const headers = { 'Idempotency-Key': encodeURIComponent(key) === key ? key : '' };
      const { placed } = await order(buyer, goods.skuId, headers);
      expect(placed).toMatchObject({ status: 400, body: { error: { code: 'idempotency_key_required' } } });
    }
  });

  it('makes 16 parallel orders one', async () => {
    const buyer = await api.person();
    const { body } = await order(buyer, goods.skuId);
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => buyer.call('placeCheckout', { body, headers: { 'Idempotency-Key': key } })),
    );
    expect(new Set(answers.map((answer) => `${answer.status} ${answer.body['id']}`)).size).toBe(1);
    const other = await buyer.call('placeCheckout', {
      body: { ...body, remark: '改了' },
      headers: { 'Idempotency-Key': key },
    });
    expect(other).toMatchObject({ status: 422, body: { error: { code: 'idempotency_key_reused' } } });
  });
});

describe('640 buyers before a stock of 50, 64 in flight', () => {
  it('get 50 orders and 590 clear refusals', async () => {
    const { skuId } = await shelf(api, 50);
    const buyers = await Promise.all(Array.from({ length: 64 }, () => api.person()));
    const bodies = await Promise.all(buyers.map(async (buyer) => (await order(buyer, newId())).body));
    const results: string[][] = buyers.map(() => []);
    await Promise.all(
      buyers.map(async (buyer, i) => {
        while ((results[i]?.length ?? 10) < 10) {
          const body = { ...bodies[i], lines: [{ skuId, quantity: 1 }] };
          const answer = await buyer.call('placeCheckout', { body });
          const result = answer.body.error?.code ?? String(answer.status);
          // A starved machine has no connection for everybody in time: whoever is told so comes again, as the answer asks.
          if (result !== 'service_unavailable') results[i]?.push(result);
        }
      }),
    );
    const all = results.flat();
    const count = (result: string) => all.filter((one) => one === result).length;
    expect({ placed: count('201'), refused: count('insufficient_stock'), all: all.length }).toEqual({
      placed: 50,
      refused: 590,
      all: 640,
    });
  });
});

describe('payment webhooks', () => {
  const event = (id: string) =>
    JSON.stringify({
      id,
      object: 'event',
      type: 'payment_intent.succeeded',
      data: {
        object: {
          id: 'pi_x',
          object: 'payment_intent',
          status: 'succeeded',
          amount: 1,
          amount_received: 1,
          currency: 'cny',
          metadata: {},
        },
      },
    });
  const sign = (payload: string, secondsAgo = 0, secret = 'whsec_test_secret') =>
    new Stripe('sk_test_x').webhooks.generateTestHeaderString({
      payload,
      secret,
      timestamp: Math.floor(Date.now() / 1000) - secondsAgo,
    });
  const post = (rawBody: string, signature?: string) =>
    api
      .anonymous()
      .call('stripeWebhook', { rawBody, ...(signature ? { headers: { 'Stripe-Signature': signature } } : {}) });
  const stored = (id: string) => api.test.db.query('SELECT 1 FROM payment_event WHERE provider_event_id = $1', [id]);

  it('are stored once however often they come', async () => {
    const payload = event('evt_many');
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(payload, sign(payload))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await stored('evt_many')).toHaveLength(1);
    expect(await api.test.db.query("SELECT 1 FROM outbox WHERE topic = 'payments.event_received'")).toHaveLength(1);
  });

  it.each([
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[]'],
    ['no event', '{}'],
    ['an event of nothing', '{"id":"evt_n","type":"refund.updated","data":{"object":null}}'],
    ['a payment without a number', event('evt_n').replace('"pi_x"', 'null')],
    ['an amount that is text', event('evt_n').replace('"amount_received":1', '"amount_received":"1"')],
    ['a sign that cannot be kept', event('evt_n').replace('"pi_x"', '"\\u0000"')],
    ['no JSON', '{"id"'],
    ['nested a thousand times', event('evt_n').replace('{}', '{"a":'.repeat(1_000) + '1' + '}'.repeat(1_000))],
  ])('are refused, although they are signed, when they are %s', async (_what, payload) => {
    expect(await post(payload, sign(payload))).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed_request' } },
    });
    expect(await stored('evt_n')).toEqual([]);
  });

  it.each(['null', '[]', '{"id"', '1'])(
    'of the carrier are refused, although signed, when they are %s',
    async (payload) => {
      const time = Math.floor(Date.now() / 1000);
      const mac = createHmac('sha256', 'carrier-secret').update(`${time}.${payload}`).digest('hex');
      const headers = { 'X-Carrier-Signature': `t=${time},v1=${mac}` };
      expect((await api.anonymous().call('carrierWebhook', { rawBody: payload, headers })).status).toBe(400);
    },
  );

  it('are refused and not stored without a signature, with a wrong secret, 301 s old or early', async () => {
    const payload = event('evt_bad');
    for (const signature of [
      undefined,
      sign(payload, 0, 'whsec_other'),
      sign(payload, 302),
      sign(payload, -302),
      sign(event('evt_other')),
    ]) {
      expect(await post(payload, signature)).toMatchObject({
        status: 400,
        body: { error: { code: 'webhook_signature_invalid' } },
      });
    }
    expect(await stored('evt_bad')).toEqual([]);
  });
});

describe('when Redis is away', () => {
  it('orders are placed all the same', async () => {
    const alone = await ApiHarness.start({ REDIS_URL: 'redis://127.0.0.1:1/0' });
    try {
      const { skuId } = await shelf(alone, 3);
      const started = Date.now();
      const { placed } = await order(await alone.person(), skuId);
      expect(placed.status).toBe(201);
      expect(Date.now() - started).toBeLessThan(10_000);
    } finally {
      await alone.close();
    }
  });
});
