// The commands of the README in each state that they promise to work in: nothing there yet, and stopped. (Those on a running system: `npm test` runs them on its own.)
// Usage: commands.ts FOLDER
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const [folder = ''] = process.argv.slice(2);
if (!folder) throw new Error('usage: commands.ts FOLDER');
// Passed through by whoever runs the database tests on these; the commands are about what the launcher starts itself.
const { DATABASE_URL: _database, REDIS_URL: _redis, ...inherited } = process.env;
const place = (name: string): string => join(folder, name);
const products = place('products.csv');
const backup = place('backup.zip');

interface Call {
  readonly state: string;
  readonly args: readonly string[];
  /** The data directory, below the folder. */
  readonly data: string;
  readonly code: number;
  readonly says: RegExp;
}
const CALLS: readonly Call[] = [
  { state: 'nothing there', args: ['invariants'], data: 'a', code: 1, says: /There is no data .* run npm start first/ },
  {
    state: 'nothing there',
    args: ['import', 'products', products, '--yes'],
    data: 'a',
    code: 0,
    says: /共 1 行：新增 1，/,
  },
  { state: 'stopped', args: ['invariants'], data: 'a', code: 0, says: /./ },
  { state: 'stopped', args: ['backup', backup], data: 'a', code: 0, says: /npm run restore/ },
  { state: 'data there', args: ['restore', backup], data: 'a', code: 1, says: /There are data in/ },
  { state: 'nothing there', args: ['restore', backup], data: 'b', code: 0, says: /is back in/ },
];

mkdirSync(folder, { recursive: true, mode: 0o711 });
writeFileSync(
  products,
  '\uFEFF省份,地市,县,县代码,供应商,供应商类型,产品,分类,规格,净含量克,单价元,库存\r\n甘肃省,平凉市,静宁县,620826,命令行合作社,合作社,命令行胡麻油,食用油,500克/瓶,500,36.80,120\r\n',
);
let failed = 0;
for (const { state, args, data, code, says } of CALLS) {
  const started = performance.now();
  const ran = spawnSync(process.execPath, [join(ROOT, 'infra', 'launcher', 'cli.ts'), ...args], {
    cwd: ROOT,
    env: { ...inherited, YIGOU_DATA_DIR: place(data) },
    encoding: 'utf8',
  });
  const output = `${ran.stdout}${ran.stderr}`;
  const ok = ran.status === code && says.test(output);
  process.stdout.write(
    `${ok ? '✔' : '✘'} ${args.slice(0, 2).join(' ')}, ${state} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  if (ok) continue;
  failed += 1;
  process.stdout.write(`  asked for code ${code} and ${says}; code ${ran.status}:\n${output}\n`);
}
process.exitCode = failed === 0 ? 0 : 1;
