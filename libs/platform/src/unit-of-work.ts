import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { type Queryable, type Row, statementName, takeUpTo } from './database';
import { answerOnce, type IdempotencyClaim } from './idempotency';

/** An open transaction. A function that takes one runs inside its caller's; there is no ambient transaction. */
export class Tx implements Queryable {
  constructor(
    private readonly client: pg.ClientBase,
    /** TypeORM on the same connection, for plain writes of one aggregate. */
    readonly manager: EntityManager,
  ) {}

  async query<T = Row>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const result = await this.client.query({ name: statementName(text), text, values: [...values] });
    return result.rows as T[];
  }

  /** Its statements may take longer than others, so many milliseconds each. */
  takeUpTo(ms: number): Promise<void> {
    return takeUpTo(this.client, ms);
  }

  async one<T = Row>(text: string, values: readonly unknown[] = []): Promise<T | undefined> {
    return (await this.query<T>(text, values))[0];
  }
}

/** PostgreSQL's codes for “nothing was done, run it again”: serialization failure, deadlock. */
const RETRYABLE = new Set(['40001', '40P01']);
const MAX_TRIES = 5;

/** Runs a function in one Read Committed transaction; on a deadlock the whole function runs again in a new one. */
export class UnitOfWork {
  constructor(private readonly source: DataSource) {}

  /** No network call belongs inside: `work` may run more than once and holds locks while it runs. */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work);
      } catch (error) {
        if (attempt >= MAX_TRIES || !RETRYABLE.has(sqlState(error) ?? '')) throw error;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  /**
   * As `run`, for what must not be done twice: the first under a key does the work, and whoever comes with the same request again gets what that answered (as JSON
   * keeps it). A claim of null is nobody's: the work is done. Throws `idempotency_key_reused` when the key came with another request.
   */
  runOnce<T>(claim: IdempotencyClaim | null, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.run((tx) => (claim ? answerOnce(tx, claim, () => work(tx)) : work(tx)));
  }

  private async once<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as pg.ClientBase;
      // Read Committed is PostgreSQL's default; naming it would cost a statement per transaction.
      await runner.startTransaction();
      const result = await work(new Tx(client, runner.manager));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // The connection may be what failed; then there is nothing left to roll back and the first error is the one to tell.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** The SQLSTATE of a database error, wherever the driver or TypeORM put it. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const state = driverError?.code ?? code;
  return typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) ? state : undefined;
}

/** The name of the violated constraint or unique index, when the error is one. */
export function violatedConstraint(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { constraint, driverError } = error as { constraint?: string; driverError?: { constraint?: string } };
  return driverError?.constraint ?? constraint;
}
