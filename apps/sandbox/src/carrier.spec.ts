import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CarrierEvent } from './carrier';
import { startSandbox } from './testing/harness';
import type { RunningSandbox } from './testing/harness';
import { eventually, receiver } from './testing/receiver';
import type { Received } from './testing/receiver';

const SECRET = 'carrier_test';
const PARCEL = '/_carrier/parcels/SF/SF100';

let shop: Awaited<ReturnType<typeof receiver>>;
let sandbox: RunningSandbox;

beforeEach(async () => {
  shop = await receiver();
  sandbox = await startSandbox({ carrierWebhook: { url: shop.url, secret: SECRET } });
});
afterEach(async () => {
  await sandbox.stop();
  await shop.close();
});

const register = () =>
  sandbox.control('/_carrier/parcels', {
    carrier: 'SF',
    waybill: 'SF100',
    origin: '湖北省五峰县',
    destination: '北京市海淀区',
  });
const eventOf = ({ body }: Received): CarrierEvent => JSON.parse(body) as CarrierEvent;
const codes = (): string[] => shop.received.map((each) => eventOf(each).code);
const arrived = (count: number) =>
  eventually(
    () => shop.received,
    (received) => received.length >= count,
  );

describe('a parcel', () => {
  it('goes its way on demand, each step told once and signed', async () => {
    expect((await register()).status).toBe(201);
    expect((await register()).status).toBe(200);
    for (const step of [1, 2, 3, 4]) {
      await sandbox.control(`${PARCEL}/advance`);
      await arrived(step);
    }
    expect(codes()).toEqual(['collected', 'in_transit', 'out_for_delivery', 'delivered']);
    const message = shop.received[0] as Received;
    const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(message.headers['x-carrier-signature'])) ?? [];
    expect(v1).toBe(createHmac('sha256', SECRET).update(`${t}.${message.body}`).digest('hex'));
    expect(eventOf(message)).toMatchObject({ carrier: 'SF', waybill: 'SF100', place: '湖北省五峰县揽收点' });
    const polled = (await sandbox.control(PARCEL, undefined, 'GET')).body;
    expect(polled).toMatchObject({ delivered: true, events: shop.received.map(eventOf) });
    expect((await sandbox.control(`${PARCEL}/advance`)).status).toBe(400);
  });

  it('goes to the end at once, with times that rise', async () => {
    await register();
    const { body } = await sandbox.control(`${PARCEL}/advance`, { steps: 'all' });
    const times = (body['events'] as CarrierEvent[]).map(({ occurredAt }) => Date.parse(occurredAt));
    expect(times).toHaveLength(4);
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true);
    await arrived(4);
    expect(new Set(shop.received.map((each) => eventOf(each).id)).size).toBe(4);
  });

  it('can meet an exception and go on', async () => {
    await register();
    await sandbox.control(`${PARCEL}/advance`);
    await sandbox.control(`${PARCEL}/exception`, { note: '道路塌方' });
    await sandbox.control(`${PARCEL}/advance`);
    await arrived(3);
    expect(shop.received.map(eventOf).find(({ code }) => code === 'exception')?.note).toBe('道路塌方');
    expect(codes().sort()).toEqual(['collected', 'exception', 'in_transit']);
  });

  it('is told again until the receiver accepts, and again on demand', async () => {
    shop.answerWith(500, 500);
    await register();
    await sandbox.control(`${PARCEL}/advance`);
    await arrived(3);
    await sandbox.control(`${PARCEL}/replay`);
    await arrived(4);
    expect(new Set(shop.received.map((each) => eventOf(each).id)).size).toBe(1);
  });

  it('can be told twice, in the opposite order, or not be known at all', async () => {
    await register();
    await sandbox.control('/_carrier/faults', { kind: 'duplicate' });
    await sandbox.control('/_carrier/faults', { kind: 'reorder', count: 3 });
    await sandbox.control(`${PARCEL}/advance`, { steps: 'all' });
    await arrived(5);
    expect(codes().slice(-3)).toEqual(['delivered', 'out_for_delivery', 'in_transit']);
    expect(codes().slice(0, 2)).toEqual(['collected', 'collected']);
    await sandbox.control('/_carrier/unknown', { carrier: 'YTO', waybill: 'NOBODY1' });
    await arrived(6);
    expect(eventOf(shop.received[5] as Received)).toMatchObject({
      carrier: 'YTO',
      waybill: 'NOBODY1',
      code: 'in_transit',
    });
    expect((await sandbox.control('/_carrier/parcels/YTO/NOBODY1', undefined, 'GET')).status).toBe(404);
  });

  it('moves by itself at the configured pace', async () => {
    await sandbox.stop();
    sandbox = await startSandbox({
      carrierWebhook: { url: shop.url, secret: SECRET },
      carrierAuto: true,
      carrierStepMs: 30,
    });
    await register();
    await arrived(4);
    expect(codes()).toEqual(['collected', 'in_transit', 'out_for_delivery', 'delivered']);
  });
});
