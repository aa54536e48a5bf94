// Makes the template database that every database test clones: all migrations, the divisions and nothing else.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { DataSource } from 'typeorm';

const root = join(import.meta.dirname, '../../..');
const migrations = join(root, 'libs/platform/src/migrations');
const divisions = join(root, 'libs/regions/src/data/divisions.json');

export default async function globalSetup() {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('Database tests need TEST_DATABASE_URL (npm test starts a PostgreSQL and sets it).');
  const files = [
    ...readdirSync(migrations).map((name) => join(migrations, name)),
    ...(existsSync(divisions) ? [divisions] : []),
  ];
  const digest = createHash('sha256');
  for (const file of files) digest.update(readFileSync(file));
  digest.update(readFileSync(import.meta.filename));
  const template = `yigou_template_${digest.digest('hex').slice(0, 12)}`;
  process.env['YIGOU_TEST_TEMPLATE'] = template;

  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount > 0) return;
    const draft = `${template}_draft_${process.pid}`;
    await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
    await fill(url, draft);
    await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  } finally {
    await admin.end();
  }
}

async function fill(url, database) {
  const target = new URL(url);
  target.pathname = `/${database}`;
  const outfile = join(root, 'tmp', `migrations-${process.pid}.mjs`);
  await build({
    entryPoints: [join(migrations, 'index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    keepNames: true,
    packages: 'external',
  });
  const { MIGRATIONS } = await import(pathToFileURL(outfile).href);
  const source = await new DataSource({
    type: 'postgres',
    url: target.href,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
  }).initialize();
  await source.runMigrations();
  if (existsSync(divisions)) {
    await source.query(
      `INSERT INTO region (code, name, level, parent_code, path, pinyin, initials, poverty)
       SELECT d->>'code', d->>'name', (d->>'level')::int, d->>'parentCode', coalesce(d->>'path', d->>'name'), d->>'pinyin', d->>'initials', (d->>'povertyCounty')::boolean
       FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS t(d, n) ORDER BY (d->>'level')::int, n`,
      [readFileSync(divisions, 'utf8')],
    );
  }
  await source.destroy();
}
