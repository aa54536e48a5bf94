import 'reflect-metadata';
import { ImportProducts } from '@yigou/catalogue';
import { Organisations } from '@yigou/identity';
import {
  type Config,
  createDataSource,
  createObjectStore,
  Database,
  type ObjectStore,
  readConfig,
  UnitOfWork,
} from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { ENTITIES } from '../contexts';
import { certifiedScope, priceWatch } from './certified-scope';

/** What a command of the worker works with: no queues, no HTTP. */
export interface CommandContext {
  readonly config: Config;
  readonly db: Database;
  readonly uow: UnitOfWork;
  readonly organisations: Organisations;
  readonly imports: ImportProducts;
  readonly store: ObjectStore;
}

const POOL = 4;
const STATEMENT_TIMEOUT_MS = 60_000;

/** What a context has of a database and of transactions on it. */
export function contextOver(db: Database, uow: UnitOfWork): Omit<CommandContext, 'config' | 'store'> {
  const organisations = new Organisations(db);
  const [regions, scope, prices] = [new RegionDirectory(db), certifiedScope(db), priceWatch(db)];
  return { db, uow, organisations, imports: new ImportProducts(db, uow, organisations, regions, scope, prices) };
}

export async function withContext<T>(name: string, work: (context: CommandContext) => Promise<T>): Promise<T> {
  const config = readConfig();
  const source = await createDataSource({
    url: config.DATABASE_URL,
    pool: POOL,
    entities: ENTITIES,
    applicationName: `yigou-${name}`,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  }).initialize();
  try {
    const over = contextOver(new Database(source), new UnitOfWork(source));
    return await work({ ...over, config, store: await createObjectStore(config) });
  } finally {
    await source.destroy();
  }
}
