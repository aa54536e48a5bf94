import { describe, expect, it } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { ApiHarness } from './testing/api.harness';
import { order, shelf } from './testing/fixtures';

/** A connection of its own that asks, and reads what comes. */
async function ask(api: ApiHarness, head: readonly string[]): Promise<{ socket: Socket; heard: () => string }> {
  const socket = connect(Number(new URL(api.base).port), '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
  socket.write(`${['GET', ...head].join(' ')}`);
  await once(socket, 'connect');
  return { socket, heard: () => heard };
}

describe('stopping', () => {
  it('ends the streams of open order pages, and so does not wait for them', async () => {
    const api = await ApiHarness.start();
    const { skuId } = await shelf(api, 5);
    const buyer = await api.person();
    const { placed } = await order(buyer, skuId);
    const [{ id }] = placed.body['orders'] as [{ id: string }];
    const cookie = Object.entries(buyer.cookies).map(([name, value]) => `${name}=${value}`);
    const stream = await ask(api, [
      `/api/v1/orders/${id}/stream`,
      `HTTP/1.1\r\nHost: x\r\nCookie: ${cookie.join('; ')}\r\n\r\n`,
    ]);
    while (!stream.heard().includes('retry: 3000')) await once(stream.socket, 'data');
    const ended = once(stream.socket, 'end');

    await api.close();
    await ended;
    // The last chunk is there: the stream was ended at once, not torn after the while that requests have which never end.
    expect(stream.heard()).toMatch(/\r\n0\r\n\r\n$/);
    stream.socket.destroy();
  });

  it('cuts, after a while, requests that never end', async () => {
    const api = await ApiHarness.start();
    const stuck = await ask(api, [
      '/api/v1/home',
      'HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    ]);
    const upload = connect(Number(new URL(api.base).port), '127.0.0.1');
    upload.write(
      'POST /api/v1/public-evidence HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9999\r\n\r\n--b\r\n',
    );
    upload.on('error', () => undefined);
    await once(upload, 'connect');
    const started = Date.now();
    await api.close();
    expect(Date.now() - started).toBeLessThan(15_000);
    stuck.socket.destroy();
    upload.destroy();
  }, 30_000);
});
