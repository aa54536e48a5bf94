import { createDataSource, Database, type DatabaseOptions, UnitOfWork } from '@yigou/platform';
import pg from 'pg';
import { type DataSource, type EntityTarget, getMetadataArgsStorage, type ObjectLiteral } from 'typeorm';

/** A database of a test file's own: every migration, the divisions, nothing else. */
export interface TestDatabase {
  readonly url: string;
  readonly source: DataSource;
  readonly db: Database;
  readonly uow: UnitOfWork;
  close(): Promise<void>;
}

let cloned = 0;

/** Clones the template; call it in beforeAll and `close()` in afterAll. */
export async function createTestDatabase(
  options: Partial<Pick<DatabaseOptions, 'entities' | 'pool'>> = {},
): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'];
  const template = process.env['YIGOU_TEST_TEMPLATE'];
  if (!server || !template) throw new Error('TEST_DATABASE_URL is not set: run the tests through npm test');
  cloned += 1;
  const name = `yigou_test_${process.ppid}_${process.pid}_${process.env['JEST_WORKER_ID'] ?? '1'}_${Date.now().toString(36)}_${cloned}`;
  // Copied as files: page by page through the log, as PostgreSQL does by itself, a clone costs five times as much to make and to drop.
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const source = await createDataSource({
    url: url.href,
    pool: options.pool ?? 10,
    entities: [...new Set([...(options.entities ?? []), ...loadedEntities()])],
    applicationName: 'yigou-test',
    // Whoever races here races for rows. Sixty-four connections are opened at once and queue for one row, and how long that takes says something of the machine alone.
    connectionTimeoutMs: 60_000,
    statementTimeoutMs: 60_000,
  }).initialize();
  return {
    url: url.href,
    source,
    db: new Database(source),
    uow: new UnitOfWork(source),
    close: async () => {
      if (source.isInitialized) await source.destroy();
      await administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** The entities of whatever the test imports: what is tested finds its tables. */
const loadedEntities = () => getMetadataArgsStorage().tables.map(({ target }) => target as EntityTarget<ObjectLiteral>);

/**
 * Kept for all files of the process: a connection costs the server more than a copy does. It keeps no process from ending, and is made anew when the server
 * ended it.
 */
let administrator: Promise<Kept> | undefined;
/** As pg is, and its types do not say. */
type Kept = pg.Client & { ref(): void; unref(): void };

async function connected(url: string): Promise<Kept> {
  const client = new pg.Client({ connectionString: url }) as Kept;
  client.on('error', () => (administrator = undefined));
  await client.connect();
  return client;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = await (administrator ??= connected(url));
  client.ref();
  try {
    await client.query(statement);
  } finally {
    client.unref();
  }
}
