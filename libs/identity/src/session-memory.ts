import { LRUCache } from 'lru-cache';
import pg from 'pg';
import type { Actor } from './actor';

const CHANNEL = 'session_news';
/** Looked up anew after this long whatever was told: so that use is noted once a minute, and what is about to end is not outlived (see `Sessions`). */
const FRESH_MS = 30_000;
const MOST = 5_000;
const RECONNECT_MS = 2_000;
/** A listening connection that does not answer for so long is given up; until there is another every session is looked up. */
const ANSWER_MS = 1_000;

interface Remembered {
  readonly actor: Actor;
  readonly until: number;
}

/**
 * Sessions that this process has looked up, as strict as the look-up: before what is remembered is used, the connection on which PostgreSQL tells of changes is asked (an empty query), and PostgreSQL hands out all that was committed
 * before it answers. All requests that wait at a moment share one question. Whoever began to look up before news came remembers nothing.
 */
export class SessionMemory {
  private readonly known = new LRUCache<string, Remembered>({ max: MOST });
  private readonly ofUser = new Map<string, Set<string>>();
  private client: pg.Client | undefined;
  private asking: Promise<boolean> | undefined;
  private next: Promise<boolean> | undefined;
  private stopped = false;
  /** Rises with all that is told, and with each connection. */
  private news = 0;

  constructor(private readonly url: string) {}

  /** Listens from now on, again and again. Resolves once it listens, or has failed for the first time. */
  async start(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'yigou-sessions',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    let lost = false;
    const give = (): void => {
      if (lost) return;
      lost = true;
      if (this.client === client) this.client = undefined;
      this.forgetAll();
      if (!this.stopped) setTimeout(() => void this.start(), RECONNECT_MS).unref();
    };
    client.on('error', give);
    client.on('end', give);
    client.on('notification', ({ payload = '' }) => this.hear(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.forgetAll();
      if (this.stopped) await client.end();
      else if (!lost) this.client = client;
    } catch {
      client.end().catch(() => undefined);
      give();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  /** Whom a token stands for at this moment, if it is remembered. @param hash SHA-256 of the token, as hex */
  async recall(hash: string): Promise<Actor | undefined> {
    if (!this.client || !this.known.has(hash) || !(await this.upToDate())) return undefined;
    const found = this.known.get(hash);
    return found && found.until > performance.now() ? found.actor : undefined;
  }

  /** What a look-up that begins now is to give to {@link remember}. */
  get moment(): number {
    return this.news;
  }

  /** Remembers what was looked up since `moment`, unless anything was told since. */
  remember(hash: string, actor: Actor, moment: number): void {
    if (!this.client || moment !== this.news) return;
    this.known.set(hash, { actor, until: performance.now() + FRESH_MS });
    const own = this.ofUser.get(actor.userId) ?? new Set();
    this.ofUser.set(actor.userId, own.add(hash));
    // What was pushed out stays named here: a bound on it, too.
    if (this.ofUser.size > 2 * MOST) this.forgetAll();
  }

  private hear(payload: string): void {
    this.news += 1;
    const [kind, name] = [payload.charAt(0), payload.slice(1)];
    if (kind === 's') this.known.delete(name);
    else if (kind === 'u') {
      for (const hash of this.ofUser.get(name) ?? []) this.known.delete(hash);
      this.ofUser.delete(name);
    } else this.forgetAll();
  }

  private forgetAll(): void {
    this.news += 1;
    this.known.clear();
    this.ofUser.clear();
  }

  /** True once all that was committed before this call has been heard. A question that is on its way already may have been answered before: who comes then shares the next. */
  private upToDate(): Promise<boolean> {
    if (!this.asking) return (this.asking = this.ask());
    return (this.next ??= this.asking.then(() => {
      this.next = undefined;
      // Somebody who came in between has begun it: after the question before it, and so after all who wait here.
      return (this.asking ??= this.ask());
    }));
  }

  private async ask(): Promise<boolean> {
    const { client } = this;
    if (!client) return this.answered(false);
    const cut = setTimeout(() => client.connection.stream.destroy(), ANSWER_MS).unref();
    try {
      await client.query('');
      return this.answered(this.client === client);
    } catch {
      return this.answered(false);
    } finally {
      clearTimeout(cut);
    }
  }

  private answered(is: boolean): boolean {
    this.asking = undefined;
    return is;
  }
}
