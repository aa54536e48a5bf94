// Builds one Node application (API, worker, sandbox) into dist/apps/<name>/*.js.
// NestJS 12 is ESM only and needs decorator metadata, which esbuild does not emit: SWC transforms each source file
// first, esbuild bundles and resolves the workspace's path aliases. Packages from node_modules stay external.
import { transform } from '@swc/core';
import { build, type Plugin } from 'esbuild';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

const [name, ...entries] = process.argv.slice(2);
if (!name) {
  console.error('usage: node infra/build/node-app.ts <app> [entry.ts …]');
  process.exit(2);
}

const decoratorMetadata: Plugin = {
  name: 'swc-decorator-metadata',
  setup(plugin) {
    plugin.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const { code } = await transform(source, {
        filename: path,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      });
      return { contents: code, loader: 'js' };
    });
  },
};

// Migrations are found by listing their folder, so whoever runs them carries the folder; one renamed since the last build must not stay behind.
const stream = 'libs/platform/src/migrations';
await rm(`dist/apps/${name}/migrations`, { recursive: true, force: true });
const migrations = entries.includes('migrate.ts')
  ? (await readdir(stream)).filter((file) => !/\.spec\.ts$/.test(file))
  : [];

await build({
  entryPoints: [
    ...(entries.length > 0 ? entries : ['main.ts']).map((entry) => ({
      in: `apps/${name}/src/${entry}`,
      out: basename(entry, '.ts'),
    })),
    ...migrations.map((file) => ({ in: join(stream, file), out: `migrations/${basename(file, '.ts')}` })),
  ],
  outdir: `dist/apps/${name}`,
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  packages: 'external',
  sourcemap: true,
  keepNames: true,
  tsconfig: 'tsconfig.base.json',
  plugins: [decoratorMetadata],
  logLevel: 'warning',
});

// Threads of their own are started from files that Node loads as they stand, beside whichever bundle asks for them.
const threads = (await readdir('libs', { recursive: true })).filter((file) => file.endsWith('.worker.mjs'));
for (const folder of [`dist/apps/${name}`, `dist/apps/${name}/chunks`]) {
  await mkdir(folder, { recursive: true });
  for (const file of threads) await copyFile(join('libs', file), join(folder, basename(file)));
}
