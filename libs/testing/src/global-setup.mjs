// Makes the template database that every database test clones: all migrations, the divisions and nothing else.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { DataSource } from 'typeorm';

const root = join(import.meta.dirname, '../../..');
const migrations = join(root, 'libs/platform/src/migrations');
const regions = join(root, 'libs/regions/src');

export default async function globalSetup() {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('Database tests need TEST_DATABASE_URL (npm test starts a PostgreSQL and sets it).');
  const files = [
    ...readdirSync(migrations).map((name) => join(migrations, name)),
    join(regions, 'division-data.ts'),
    join(regions, 'data/divisions.json'),
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
  const { migrationClasses, loadDivisions } = await bundled();
  const options = {
    type: 'postgres',
    url: target.href,
    migrations: migrationClasses,
    migrationsTransactionMode: 'each',
  };
  const source = await new DataSource(options).initialize();
  await source.runMigrations();
  const all = loadDivisions();
  const names = new Map(all.map((division) => [division.code, division.name]));
  const rows = all.map((division) => ({
    ...division,
    path: [`${division.code.slice(0, 2)}0000`, `${division.code.slice(0, 4)}00`, division.code]
      .filter((code, index, codes) => codes.indexOf(code) === index && names.has(code))
      .map((code) => names.get(code))
      .join(' '),
  }));
  await source.query(
    `INSERT INTO region (code, name, level, parent_code, path, pinyin, initials, poverty)
     SELECT code, name, level, "parentCode", path, pinyin, initials, "povertyCounty"
     FROM jsonb_to_recordset($1::jsonb) AS t (code text, name text, level int, "parentCode" text, path text, pinyin text, initials text, "povertyCounty" boolean)
     ORDER BY level, code`,
    [JSON.stringify(rows)],
  );
  await source.destroy();
}

/** Jest transforms no global setup that is ESM, so the TypeScript that it needs is bundled here. */
async function bundled() {
  const outdir = join(root, 'tmp', `setup-${process.pid}`);
  const built = (path) => import(pathToFileURL(join(outdir, path)).href);
  const entry = (path, out) => ({ in: join(root, path), out });
  await build({
    entryPoints: [
      entry('libs/platform/src/load-migrations.ts', 'load-migrations'),
      entry('libs/regions/src/division-data.ts', 'division-data'),
      ...readdirSync(migrations)
        .filter((file) => !file.endsWith('.spec.ts'))
        .map((file) => ({ in: join(migrations, file), out: `migrations/${basename(file, '.ts')}` })),
    ],
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    keepNames: true,
    packages: 'external',
  });
  try {
    const { loadMigrations } = await built('load-migrations.js');
    const { loadDivisions } = await built('division-data.js');
    return { migrationClasses: await loadMigrations(join(outdir, 'migrations')), loadDivisions };
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
}
