import { loadMigrations } from '@yigou/platform';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { print } from './cli/print';

/** Two starts at once: the second waits for the first and then finds nothing to do. */
const LOCK = 0x79676d31;
const url = process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_URL is not set');

const guard = new pg.Client({ connectionString: url, application_name: 'yigou-migrate' });
await guard.connect();
await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
const source = await new DataSource({
  type: 'postgres',
  url,
  // Built beside this program (infra/build/node-app.ts).
  migrations: await loadMigrations(join(import.meta.dirname, 'migrations')),
  migrationsTransactionMode: 'each',
  applicationName: 'yigou-migrate',
}).initialize();
try {
  const done = await source.runMigrations();
  for (const migration of done) print(`migrated ${migration.name}`);
  print(done.length === 0 ? 'the schema is up to date' : `${done.length} steps done`);
} finally {
  await source.destroy();
  await guard.end();
}
