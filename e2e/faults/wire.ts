// A way to PostgreSQL that knows what is said on it. It passes everything on; at a named point of the conversation the process that speaks is killed, so that
// it dies exactly there. The applications know nothing of it: they are the built ones, with another address of their database.
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Frames, startupParameter, text } from './frames.ts';

/** Who dies, by the name under which it connects. */
export type Victim = 'api' | 'worker' | 'import';
export interface KillPoint {
  readonly name: string;
  /** By what statement the point is known. */
  readonly statement: RegExp;
  /**
   * `asked`: the statement never gets to PostgreSQL. `answered`: it has been carried out and gave rows, and nobody is told. `committed`: the transaction that it
   * belongs to is committed, and nobody is told.
   */
  readonly moment: 'asked' | 'answered' | 'committed';
}
/** The points at which a victim may die next. */
interface Armed {
  readonly points: readonly KillPoint[];
  readonly reached: (point: KillPoint) => void;
}
type Look = (speaker: string, statement: string) => readonly KillPoint[];
type Reach = (speaker: string, point: KillPoint) => boolean;

export class Wire {
  private readonly armed = new Map<string, Armed>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  /** @param databasePort where PostgreSQL is, whenever somebody connects */
  constructor(databasePort: () => number) {
    this.server = createServer((client) => this.pass(client, connect(databasePort(), '127.0.0.1')));
  }

  /** @returns its port */
  open(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject).listen(0, '127.0.0.1', () => {
        const address = this.server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  /** Kills at the first of these points that the victim comes to; answers with that point, when the signal is sent. */
  next(victim: Victim, points: readonly KillPoint[], kill: () => void): Promise<KillPoint> {
    return new Promise((resolve) => {
      const reached = (point: KillPoint): void => {
        this.armed.delete(victim);
        kill();
        resolve(point);
      };
      this.armed.set(victim, { points, reached });
    });
  }

  private pass(client: Socket, database: Socket): void {
    const end = (): void => {
      for (const socket of [client, database]) {
        socket.destroy();
        this.sockets.delete(socket);
      }
    };
    const reach: Reach = (speaker, point) => {
      const armed = this.armed.get(speaker);
      if (!armed?.points.includes(point)) return false;
      armed.reached(point);
      end();
      return true;
    };
    const look: Look = (speaker, statement) =>
      this.armed.get(speaker)?.points.filter((point) => point.statement.test(statement)) ?? [];
    const talk = new Conversation(look, reach);
    for (const socket of [client, database]) {
      this.sockets.add(socket);
      socket.setNoDelay(true).on('error', end).on('close', end);
    }
    client.on('data', (chunk) => database.write(talk.asked(chunk)));
    database.on('data', (chunk) => client.write(talk.answered(chunk)));
  }
}

/** What is said on one connection. */
class Conversation {
  private readonly questions = new Frames('named by its first frame');
  private readonly answers = new Frames('typed');
  private readonly prepared = new Map<string, string>();
  private speaker: string | undefined;
  private statement = '';
  private gaveRows = false;
  /** Points of this statement, and of this transaction. */
  private here: readonly KillPoint[] = [];
  private begun: readonly KillPoint[] = [];
  private over = false;
  private readonly look: Look;
  private readonly reach: Reach;

  constructor(look: Look, reach: Reach) {
    this.look = look;
    this.reach = reach;
  }

  /** What of it goes on to PostgreSQL. */
  asked(chunk: Buffer): Buffer {
    return this.passed(this.questions, chunk, (type, frame) => {
      if (this.speaker === undefined) {
        this.speaker = startupParameter(frame, 'application_name')?.replace(/^yigou-/, '') ?? '';
        return true;
      }
      if (type === 'P') this.prepared.set(text(frame, 0), text(frame, 1));
      if (type === 'Q') return this.begins(text(frame, 0));
      return type === 'B' ? this.begins(this.prepared.get(text(frame, 1)) ?? '') : true;
    });
  }

  /** What of it goes back to the application. */
  answered(chunk: Buffer): Buffer {
    return this.passed(this.answers, chunk, (type) => {
      if (type === 'D') this.gaveRows = true;
      return type === 'Z' ? this.ends() : true;
    });
  }

  private passed(frames: Frames, chunk: Buffer, passes: (type: string, frame: Buffer) => boolean): Buffer {
    const on: Buffer[] = [];
    for (const { type, frame } of frames.take(chunk)) {
      if (this.over) break;
      if (passes(type, frame)) on.push(frame);
      else this.over = true;
    }
    return Buffer.concat(on);
  }

  private begins(statement: string): boolean {
    this.statement = statement;
    this.gaveRows = false;
    this.here = this.look(this.speaker ?? '', statement);
    if (/^\s*(START TRANSACTION|BEGIN|ROLLBACK)/i.test(statement)) this.begun = [];
    this.begun = [...this.begun, ...this.here.filter(({ moment }) => moment === 'committed')];
    return !this.dies(this.here.filter(({ moment }) => moment === 'asked'));
  }

  private ends(): boolean {
    if (this.gaveRows && this.dies(this.here.filter(({ moment }) => moment === 'answered'))) return false;
    return this.statement !== 'COMMIT' || !this.dies(this.begun);
  }

  private dies(points: readonly KillPoint[]): boolean {
    return points.some((point) => this.reach(this.speaker ?? '', point));
  }
}
