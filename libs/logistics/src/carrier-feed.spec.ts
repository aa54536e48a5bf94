import { describe, expect, it } from '@jest/globals';
import type { Config } from '@yigou/platform';
import { createHmac } from 'node:crypto';
import { HttpCarrierFeed } from './carrier-feed';

const feed = new HttpCarrierFeed({ CARRIER_WEBHOOK_SECRET: 'carrier-secret' } as Config);
const event = {
  id: 'e1',
  carrier: 'sf',
  waybill: 'SF1234567',
  code: 'delivered',
  occurredAt: '2020-05-01T08:00:00Z',
  place: '西吉县',
  note: '',
};
const sign = (body: string, secondsAgo = 0, secret = 'carrier-secret') => {
  const time = Math.floor(Date.now() / 1000) - secondsAgo;
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
};
const read = (body: string, signature: string | undefined) => () => feed.parseEvent(Buffer.from(body), signature);

describe('the carrier’s signature', () => {
  const body = JSON.stringify(event);

  it('lets a fresh, true event in', () => {
    expect(read(body, sign(body))()).toEqual(event);
  });

  it('keeps out no, wrong, old, early and moved signatures', () => {
    const bad = [
      undefined,
      '',
      't=1',
      'v1=00',
      sign(body, 0, 'other'),
      sign(body, 302),
      sign(body, -302),
      sign(`${body} `),
    ];
    for (const signature of bad)
      expect(read(body, signature)).toThrow(expect.objectContaining({ code: 'webhook_signature_invalid' }));
  });

  it('names the fields of a signed event that is wrong', () => {
    const wrong = JSON.stringify({ ...event, code: 'lost', occurredAt: 'yesterday' });
    expect(read(wrong, sign(wrong))).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    expect(read('{', sign('{'))).toThrow(expect.objectContaining({ code: 'malformed_request' }));
  });
});
