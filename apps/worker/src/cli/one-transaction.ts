import { Database, type Row, type Tx, UnitOfWork } from '@yigou/platform';
import { type CommandContext, contextOver } from './command-context';

class TxDatabase extends Database {
  constructor(
    outer: Database,
    private readonly tx: Tx,
  ) {
    super(outer.source);
  }

  override query<T = Row>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.tx.query<T>(text, values);
  }
}

class TxUnitOfWork extends UnitOfWork {
  constructor(
    outer: Database,
    private readonly tx: Tx,
  ) {
    super(outer.source);
  }

  override run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return work(this.tx);
  }
}

/**
 * The context on one open transaction: what its services read, write and run as a transaction of their own happens in it. It is for commands that end
 * whole or not at all and have the machine to themselves; a failure inside ends everything.
 */
export function inTransaction(context: CommandContext, tx: Tx): CommandContext {
  return { ...context, ...contextOver(new TxDatabase(context.db, tx), new TxUnitOfWork(context.db, tx)) };
}
