import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { MailDelivery, smtpTransport } from './mail-delivery';
import { MailOutbox } from './mail-outbox';

/** A mail server that takes whatever comes, or refuses it. */
class MailServer {
  readonly received: string[] = [];
  refuse = false;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.talk(socket));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    let text = '';
    let inData = false;
    socket.write('220 ready\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8');
      for (
        let end = text.indexOf(inData ? '\r\n.\r\n' : '\r\n');
        end >= 0;
        end = text.indexOf(inData ? '\r\n.\r\n' : '\r\n')
      ) {
        const line = text.slice(0, end);
        text = text.slice(end + (inData ? 5 : 2));
        if (inData) this.received.push(line);
        socket.write(inData ? '250 taken\r\n' : this.reply(line));
        inData = !inData && line.toUpperCase() === 'DATA';
      }
    });
  }

  private reply(line: string): string {
    if (/^RCPT/i.test(line) && this.refuse) return '451 try later\r\n';
    if (/^DATA/i.test(line)) return '354 go on\r\n';
    return '250 ok\r\n';
  }
}

describe('mail', () => {
  let test: TestDatabase;
  let server: MailServer;
  let delivery: MailDelivery;
  const outbox = new MailOutbox();
  const mail = { to: 'li@example.com', subject: '重置您的益购密码', body: 'http://shop.test/reset-password?token=key' };
  const enqueue = (to = mail.to) => test.uow.run((tx) => outbox.enqueue(tx, { ...mail, to }));
  const stored = (id: string) =>
    test.db.one<{ body: string; sent: boolean }>('SELECT body, sent_at IS NOT NULL AS sent FROM mail WHERE id = $1', [
      id,
    ]);

  beforeAll(async () => {
    test = await createTestDatabase();
    server = new MailServer();
    delivery = new MailDelivery(test.db, '益购 <no-reply@yigou.test>', await smtpTransport(await server.start()));
  });
  afterEach(() => {
    server.refuse = false;
    server.received.length = 0;
  });
  afterAll(async () => {
    delivery.onApplicationShutdown();
    await server.stop();
    await test.close();
  });

  it('is put down with its event, or not at all, and the event does not carry what it says', async () => {
    const id = await enqueue();
    const events = await test.db.query<{ payload: unknown }>(
      "SELECT payload FROM outbox WHERE topic = 'notifications.mail_requested'",
    );
    expect(events.map((event) => event.payload)).toEqual([{ mailId: id }]);
    const failing = test.uow.run(async (tx) => {
      await outbox.enqueue(tx, mail);
      throw new Error('the transaction failed');
    });
    await expect(failing).rejects.toThrow('the transaction failed');
    expect(await test.db.query('SELECT id FROM mail')).toEqual([{ id }]);
  });

  it('is sent once, and then keeps no text that could open an account', async () => {
    const id = await enqueue();
    expect(await delivery.deliver(id)).toBe('sent');
    expect(await delivery.deliver(id)).toBe('already_sent');
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toContain(`Message-ID: <${id}@yigou>`);
    expect(server.received[0]).toContain('To: li@example.com');
    expect(await stored(id)).toMatchObject({ sent: true, body: expect.not.stringContaining('token') });
  });

  it('stays to be tried again when the mail server refuses or is away', async () => {
    const id = await enqueue();
    server.refuse = true;
    await expect(delivery.deliver(id)).rejects.toThrow('451');
    const nowhere = new MailDelivery(test.db, 'x@yigou.test', await smtpTransport('smtp://127.0.0.1:1'));
    await expect(nowhere.deliver(id)).rejects.toThrow('ECONNREFUSED');
    expect(await stored(id)).toEqual({ sent: false, body: mail.body });
    server.refuse = false;
    expect(await delivery.deliver(id)).toBe('sent');
  });

  it('waits in the outbox without a mail server, and for a mobile number', async () => {
    const id = await enqueue();
    expect(await new MailDelivery(test.db, 'x@yigou.test', await smtpTransport(undefined)).deliver(id)).toBe('waiting');
    expect(await delivery.deliver(await enqueue('13800001111'))).toBe('waiting');
    expect(await stored(id)).toEqual({ sent: false, body: mail.body });
  });

  it('cannot smuggle in another recipient or header', async () => {
    const id = await enqueue('li@example.com\r\nBcc: other@example.com');
    await delivery.deliver(id).catch(() => undefined);
    expect(server.received.join('\n')).not.toMatch(/^Bcc:/m);
  });

  it('that does not exist is an error', async () => {
    await expect(delivery.deliver('00000000-0000-4000-8000-000000000000')).rejects.toThrow('no mail');
  });
});
