import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { newId } from '@yigou/kernel';
import { producerConnection } from '@yigou/platform';
import type { Redis } from 'ioredis';
import { AttemptLimits } from './attempt-limits';

async function attempts(limits: AttemptLimits, subject: string, times: number): Promise<number> {
  let allowed = 0;
  for (let i = 0; i < times; i += 1) if ((await limits.count('loginAccount', subject)).allowed) allowed += 1;
  return allowed;
}

describe('limits in Redis', () => {
  const prefix = `yigou:test:${newId()}`;
  let redis: Redis;
  let limits: AttemptLimits;

  beforeAll(async () => {
    redis = producerConnection(process.env['TEST_REDIS_URL'] ?? '');
    await new Promise((resolve) => redis.once('ready', resolve));
    limits = new AttemptLimits(redis, prefix);
  });
  afterAll(() => redis.disconnect());

  it('allow ten attempts and say once that the line was crossed', async () => {
    expect(await attempts(limits, 'a', 10)).toBe(10);
    const eleventh = await limits.count('loginAccount', 'a');
    expect(eleventh).toMatchObject({ allowed: false, crossed: true });
    expect(eleventh.retryAfterSeconds).toBeGreaterThan(890);
    expect(eleventh.retryAfterSeconds).toBeLessThanOrEqual(900);
    expect(await limits.count('loginAccount', 'a')).toMatchObject({ allowed: false, crossed: false });
    await expect(limits.take('loginAccount', 'a')).rejects.toMatchObject({
      code: 'rate_limited',
      details: { retryAfter: expect.any(Number) },
    });
    expect(await attempts(limits, 'b', 1)).toBe(1);
  });

  it('allow ten of a hundred that come at once', async () => {
    const verdicts = await Promise.all(Array.from({ length: 100 }, () => limits.count('loginAccount', 'parallel')));
    expect(verdicts.filter((verdict) => verdict.allowed)).toHaveLength(10);
    expect(verdicts.filter((verdict) => verdict.crossed)).toHaveLength(1);
  });

  it.each([
    ['exportPerson', 200],
    ['certificateAddress', 1_000],
    ['uploadAccountDay', 1_000],
    ['uploadAddressDay', 300],
  ] as const)('of a day, %s: %i of more that come at once over two processes, none besides', async (limit, points) => {
    const both = [limits, new AttemptLimits(redis, prefix)];
    const [subject, other] = ['203.0.113.7', '203.0.113.8'];
    const asked = Array.from({ length: points + 20 }, (_, at) => both[at % 2]?.count(limit, subject));
    const verdicts = await Promise.all(asked);
    expect(verdicts.filter((verdict) => verdict?.allowed)).toHaveLength(points);
    expect(verdicts.filter((verdict) => verdict?.crossed)).toHaveLength(1);
    const { retryAfterSeconds } = await limits.count(limit, subject);
    expect(retryAfterSeconds).toBeGreaterThan(86_300);
    expect(retryAfterSeconds).toBeLessThanOrEqual(86_400);
    expect(await limits.count(limit, other)).toMatchObject({ allowed: true });
  });

  it('hold over several processes', async () => {
    const other = producerConnection(process.env['TEST_REDIS_URL'] ?? '');
    await new Promise((resolve) => other.once('ready', resolve));
    expect(await attempts(limits, 'shared', 6)).toBe(6);
    expect(await attempts(new AttemptLimits(other, prefix), 'shared', 6)).toBe(4);
    other.disconnect();
  });

  it('are forgotten when the owner shows up, and one attempt can be given back', async () => {
    await attempts(limits, 'c', 11);
    await limits.clear('loginAccount', 'c');
    expect(await attempts(limits, 'c', 10)).toBe(10);
    await limits.giveBack('loginAccount', 'c');
    expect(await attempts(limits, 'c', 2)).toBe(1);
  });

  it('count all addresses of an IPv6 subscriber as one', async () => {
    for (let i = 0; i < 100; i += 1) await limits.count('loginAddress', `2001:db8:7:7::${i.toString(16)}`);
    expect(await limits.count('loginAddress', '2001:db8:7:7:ffff::1')).toMatchObject({ allowed: false });
    expect(await limits.count('loginAddress', '2001:db8:7:8::1')).toMatchObject({ allowed: true });
  });
});

describe('limits without Redis', () => {
  it('count in memory when nothing listens', async () => {
    const redis = producerConnection('redis://127.0.0.1:1');
    const limits = new AttemptLimits(redis, newId());
    expect(await attempts(limits, 'a', 12)).toBe(10);
    await limits.clear('loginAccount', 'a');
    expect(await attempts(limits, 'a', 1)).toBe(1);
    redis.disconnect();
  });

  it('count in memory when Redis takes the connection and stays silent', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const url = `redis://127.0.0.1:${port}`;
    const redis = producerConnection(url, { commandTimeout: 20, enableReadyCheck: false, disableClientInfo: true });
    await new Promise((resolve) => redis.once('ready', resolve));
    const limits = new AttemptLimits(redis, newId());
    expect(await attempts(limits, 'a', 11)).toBe(10);
    redis.disconnect();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    expect(sockets).not.toHaveLength(0);
  });
});
