import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { freePort, isFree, listenerOf, nextFree, parsePort, takenMessage } from './ports.ts';

let server: Server | undefined;

async function listen(host: string): Promise<number> {
  server = createServer().listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  if (server) await new Promise((resolve) => server?.close(resolve));
  server = undefined;
});

describe('a port', () => {
  it('is free until somebody listens on it, on this address or on all', async () => {
    const port = await freePort();
    expect(await isFree(port)).toBe(true);
    expect(await isFree(await listen('127.0.0.1'))).toBe(false);
  });

  it('is taken when another program listens on every address', async () => {
    expect(await isFree(await listen('0.0.0.0'), '127.0.0.1')).toBe(false);
  });

  it('has a free one after it', async () => {
    const port = await listen('127.0.0.1');
    const next = await nextFree(port, '127.0.0.1');
    expect(next).toBeGreaterThan(port);
    expect(await isFree(next)).toBe(true);
  });

  it('can be traced to the process that holds it', async () => {
    const port = await listen('127.0.0.1');
    const holder = listenerOf(port);
    if (process.platform === 'linux') expect(holder?.pid).toBe(process.pid);
    else expect(holder).toBeUndefined();
  });
});

describe('parsePort', () => {
  it.each(['4200', '1', '65535'])('takes %s', (text) => expect(parsePort(text)).toBe(Number(text)));
  it.each(['65536', '-1', '80a', '', '1e3', '4200.5', '99999999'])('refuses %p', (text) =>
    expect(parsePort(text)).toBeUndefined(),
  );
});

describe('takenMessage', () => {
  it('says which port, who has it and what to do', () => {
    const text = takenMessage({
      name: 'storefront',
      port: 4200,
      flag: 'storefront-port',
      variable: 'YIGOU_STOREFRONT_PORT',
      listener: { pid: 77, command: 'ng serve' },
      instead: 4201,
    });
    expect(text).toContain('Port 4200 for the storefront is taken by process 77 (ng serve).');
    expect(text).toContain('npm start -- --storefront-port 4201');
    expect(text).toContain('YIGOU_STOREFRONT_PORT=4201');
  });
});
