// A mail server that takes every mail, remembers it by its Message-ID, and can be away.
import { createServer, type Server, type Socket } from 'node:net';

const GREETING = '220 faults ESMTP\r\n';
const OK = '250 OK\r\n';

export class MailServer {
  /** Message-IDs of what arrived: the same mail twice is one to its reader. */
  readonly received = new Set<string>();
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  private readonly port: number;

  constructor(port: number) {
    this.port = port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server = createServer((socket) => this.talk(socket))
        .once('error', reject)
        .listen(this.port, '127.0.0.1', () => resolve());
    });
  }

  /** Away, without a word to whoever is talking. */
  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
    this.server = undefined;
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    let rest = '';
    let text: string[] | undefined;
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!text) {
          if (/^DATA$/i.test(line)) text = [];
          socket.write(text ? '354 go on\r\n' : /^QUIT$/i.test(line) ? '221 bye\r\n' : OK);
        } else if (line === '.') {
          this.received.add(/^message-id: (\S+)$/im.exec(text.join('\n'))?.[1] ?? '');
          text = undefined;
          socket.write(OK);
        } else text.push(line);
      }
    });
    socket.write(GREETING);
  }
}
