import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@yigou/kernel';
import { CompareBooks, Refunds, StripeGateway } from '@yigou/payments';
import {
  checkInvariant,
  createDataSource,
  Database,
  type InvariantResult,
  readConfig,
  UnitOfWork,
} from '@yigou/platform';
import { print } from './cli/print';
import { INVARIANTS } from './contexts';

/** Each statement looks at whole tables. */
const STATEMENT_TIMEOUT_MS = 10 * 60_000;
/** A difference to the provider counts once it has lasted this long: our sweeper asks after a minute of silence. */
const NEWS_MS = 90_000;
const PAUSE_MS = 10_000;

const config = readConfig();
const source = await createDataSource({
  url: config.DATABASE_URL,
  pool: 2,
  applicationName: 'yigou-invariants',
  statementTimeoutMs: STATEMENT_TIMEOUT_MS,
}).initialize();
const db = new Database(source);

/** Null when the provider cannot be asked. */
async function checkProvider(): Promise<InvariantResult | null> {
  const gateway = new StripeGateway(config);
  const books = new CompareBooks(db, new Refunds(db, new UnitOfWork(db.source), gateway), gateway);
  try {
    const deadline = Date.now() + NEWS_MS;
    for (;;) {
      const result = await books.whole();
      if (result.broken === 0 || Date.now() >= deadline) return result;
      await sleep(PAUSE_MS);
    }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'payment_unavailable') return null;
    throw error;
  }
}

function report(result: InvariantResult): void {
  print(
    `${result.broken === 0 ? 'ok     ' : 'BROKEN '} ${result.name}${result.broken === 0 ? '' : `: ${result.broken} rows`}`,
  );
  for (const row of result.rows) print(`          ${JSON.stringify(row)}`);
}

const results: InvariantResult[] = [];
try {
  for (const invariant of INVARIANTS) {
    const result = await checkInvariant(db, invariant);
    report(result);
    results.push(result);
  }
  const provider = await checkProvider();
  if (provider) {
    report(provider);
    results.push(provider);
  } else {
    print('skipped provider: the payment provider cannot be reached');
  }
} finally {
  await source.destroy();
}
const broken = results.filter((result) => result.broken > 0).length;
print(`${results.length - broken} ok, ${broken} broken`);
process.exitCode = broken === 0 ? 0 : 1;
