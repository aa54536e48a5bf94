import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { VirusScan } from './virus-scan';

let server: Server | undefined;
afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));

/** A clamd that finds a virus in what contains EICAR, as the INSTREAM command has it. */
async function clamd(answer?: string): Promise<VirusScan> {
  server = createServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (!received.subarray(-4).equals(Buffer.alloc(4))) return;
      socket.end(answer ?? (received.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return new VirusScan({ CLAMD_ADDRESS: `127.0.0.1:${(server.address() as AddressInfo).port}` });
}

describe('the virus scan', () => {
  it('says that a file was not looked at when no scanner is configured', async () => {
    expect(await new VirusScan({}).check(Buffer.from('EICAR'))).toBe('unscanned');
  });

  it('lets a clean file of any length through', async () => {
    const scan = await clamd();
    expect(await scan.check(Buffer.from('clean'))).toBe('clean');
    expect(await scan.check(Buffer.alloc(300_000, 'x'))).toBe('clean');
  });

  it('refuses an infected file', async () => {
    await expect((await clamd()).check(Buffer.from('an EICAR test'))).rejects.toMatchObject({
      code: 'evidence_infected',
    });
  });

  it('keeps nothing that the scanner could not say anything about', async () => {
    const away = new VirusScan({ CLAMD_ADDRESS: '127.0.0.1:1' });
    for (const scan of [away, await clamd('INSTREAM size limit exceeded. ERROR\0')])
      await expect(scan.check(Buffer.from('x'))).rejects.toMatchObject({ code: 'service_unavailable' });
  });
});
