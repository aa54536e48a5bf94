import { createHash } from 'node:crypto';
import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';

/**
 * Statements sent to PostgreSQL by this process, transaction control included: read by metrics and by query-count tests. `refreshing` are those among them that only renewed what the process had
 * remembered and what had become too old: which piece of work meets one is a matter of the clock.
 */
export const statementCount = { total: 0, refreshing: 0 };

/** Reads, by so many statements, what the process remembers; `old` is what it remembered until now, undefined when this is the first time. */
export function refresh<T>(old: unknown, read: () => Promise<T>, statements = 1): Promise<T> {
  if (old !== undefined) statementCount.refreshing += statements;
  return read();
}

// bigint columns hold fen and counts: they come back as numbers. A value past the safe range is not rounded and does not fail the whole answer:
// it stays a bigint, with which nobody can compute by accident, and which a list leaves out (`shownRows`).
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
});
// A calendar date has no time zone: it stays the text that PostgreSQL sends.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export interface DatabaseOptions {
  readonly url: string;
  readonly pool: number;
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  readonly applicationName?: string;
  readonly statementTimeoutMs?: number;
  /** How long a question waits for a connection before it is refused. */
  readonly connectionTimeoutMs?: number;
}

/**
 * A connection is kept while nobody needs it: one that is opened anew costs PostgreSQL a process, a login, its catalogue read again and five plans of every statement, and with the ten seconds of the driver each sweep and
 * each visitor of a quiet hour paid that.
 */
const IDLE_MS = 600_000;
/** What a connection has prepared and read of the catalogue only grows. */
const LIFETIME_SECONDS = 3_600;

/** The TypeORM data source on PostgreSQL, with the limits that keep a stuck transaction from holding the rest up. */
export function createDataSource(options: DatabaseOptions): DataSource {
  const timeout = options.statementTimeoutMs ?? 15_000;
  return new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [...(options.entities ?? [])] as never,
    synchronize: false,
    applicationName: options.applicationName ?? 'yigou',
    poolSize: options.pool,
    poolErrorHandler: () => undefined,
    extra: {
      Client: CountingClient,
      statement_timeout: timeout,
      lock_timeout: Math.min(timeout, 5_000),
      idle_in_transaction_session_timeout: timeout,
      connectionTimeoutMillis: options.connectionTimeoutMs ?? 5_000,
      keepAlive: true,
      idleTimeoutMillis: IDLE_MS,
      maxLifetimeSeconds: LIFETIME_SECONDS,
      // No statement is long enough for compiling to pay: the joins of the invariants spent hundreds of milliseconds on it, and few on their rows.
      options: '-c jit=off',
    },
  });
}

/** How much longer than PostgreSQL may take we wait for it to say so. */
const GRACE_MS = 1_000;

/**
 * A pg client that counts what it sends, and that waits no longer for an answer than a statement may take: PostgreSQL ends one that takes too long, unless it is itself stuck or out of reach without
 * a word. Then the connection is cut, and all that waits on it fails at once. A cursor is read at its reader's pace, and is not limited.
 */
export class CountingClient extends pg.Client {
  private readonly usualMs: number;
  private limitMs: number;

  constructor(config?: pg.ClientConfig) {
    super(config);
    this.usualMs = limitOf(config?.statement_timeout);
    this.limitMs = this.usualMs;
  }

  // pg's query has many overloads; only the shapes that the pool and TypeORM use pass through here.
  override query(...args: unknown[]): never {
    statementCount.total += 1;
    const ask = super.query as (...args: unknown[]) => unknown;
    if (args[0] === 'COMMIT' || args[0] === 'ROLLBACK') this.limitMs = this.usualMs;
    if (this.limitMs === 0 || isSubmittable(args[0])) return ask.apply(this, args) as never;
    const cut = setTimeout(() => this.connection.stream.destroy(), this.limitMs).unref();
    const done = () => clearTimeout(cut);
    const told = args.at(-1);
    if (typeof told === 'function') {
      args[args.length - 1] = (...outcome: unknown[]): unknown => {
        done();
        return (told as (...outcome: unknown[]) => unknown)(...outcome);
      };
      return ask.apply(this, args) as never;
    }
    const answer = ask.apply(this, args) as Promise<unknown>;
    answer.then(done, done);
    return answer as never;
  }

  /** Statements of the open transaction may take so long, with PostgreSQL and with us. */
  async takeUpTo(ms: number): Promise<void> {
    await (this.query(`SET LOCAL statement_timeout = ${Math.round(ms)}`) as Promise<unknown>);
    this.limitMs = limitOf(ms);
  }
}

/** Statements of the open transaction of a client of our pool may take so long. */
export const takeUpTo = (client: pg.ClientBase, ms: number): Promise<void> => (client as CountingClient).takeUpTo(ms);

const limitOf = (timeout: number | false | undefined): number => (timeout ? timeout + GRACE_MS : 0);
const isSubmittable = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && typeof (query as { submit?: unknown }).submit === 'function';

const names = new Map<string, string>();

/** A prepared statement's name, stable for its text. */
export function statementName(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    if (names.size < 2_000) names.set(text, name);
  }
  return name;
}

/**
 * `= ${amongIds('$1')}`: one of the UUIDs of an array parameter, at a cost that does not depend on how many there are. With `ANY($1)` a plan for the two that are asked for always looks cheaper
 * than the one for ten that PostgreSQL would keep, and the statement is planned anew at every call.
 */
export const amongIds = (parameter: `$${number}`): string => `ANY((SELECT ${parameter}::uuid[])::uuid[])`;

export type Row = Record<string, unknown>;
/** Runs one SQL statement with $1… parameters and gives its rows. */
export interface Queryable {
  query<T = Row>(text: string, values?: readonly unknown[]): Promise<T[]>;
}

/** Reads outside a transaction, straight from the pool. */
export class Database implements Queryable {
  constructor(readonly source: DataSource) {}

  get pool(): pg.Pool {
    return (this.source.driver as unknown as { master: pg.Pool }).master;
  }

  async query<T = Row>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const result = await this.pool.query({ name: statementName(text), text, values: [...values] });
    return result.rows as T[];
  }

  async one<T = Row>(text: string, values: readonly unknown[] = []): Promise<T | undefined> {
    return (await this.query<T>(text, values))[0];
  }
}
