import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const env = { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' };

interface Planted {
  readonly name: string;
  readonly source: string;
}
/** One linter for all of them: it takes longer to start than to read. ESLint does not run inside Jest's modules, so it has a process. */
const LINTER = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const files = JSON.parse(process.env.PLANTED);
  const found = [];
  for (const { name, source } of files)
    found.push([name, (await eslint.lintText(source, { filePath: name }))[0].messages.map(({ ruleId, message }) => ruleId ?? message)]);
  console.log(JSON.stringify(found));
`;

/** Node's answer to a script, which has to end well. */
function run(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: root, env: { ...env, ...more } }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
}

/** The rules that files break, by name, if they stood where the name says. */
async function lint(files: readonly Planted[]): Promise<ReadonlyMap<string, readonly string[]>> {
  // Without a project graph the rule skips itself and everything passes: the graph is made first, as the lint stage does.
  await run([join(root, 'node_modules/nx/dist/bin/nx.js'), 'show', 'projects']);
  const out = await run(['--input-type=module', '--eval', LINTER], { PLANTED: JSON.stringify(files) });
  return new Map(JSON.parse(out.trim().split('\n').at(-1) ?? '') as [string, string[]][]);
}

const FORBIDDEN: readonly Planted[] = [
  {
    name: 'libs/inventory/src/planted.ts',
    source: "import { OrdersModule } from '@yigou/orders';\nexport const planted = OrdersModule;\n",
  },
  {
    name: 'libs/contracts/src/planted.ts',
    source: "import { newId } from '@yigou/kernel';\nexport const planted = newId;\n",
  },
  {
    name: 'apps/storefront/src/planted.ts',
    source: "import { Database } from '@yigou/platform';\nexport const planted = Database;\n",
  },
  {
    name: 'libs/orders/src/planted.ts',
    source: "import { Market } from '../../payments/src/index';\nexport const planted = Market;\n",
  },
  {
    name: 'libs/suppliers/src/planted.ts',
    source:
      "import { CertificationModule } from '@yigou/certification';\nexport const planted = CertificationModule;\n",
  },
  {
    name: 'libs/certification/src/planted.ts',
    source: "import { SupervisionModule } from '@yigou/supervision';\nexport const planted = SupervisionModule;\n",
  },
];
const ALLOWED: Planted = {
  name: 'libs/orders/src/allowed.ts',
  source: "import { StockLedger } from '@yigou/inventory';\nexport const planted = StockLedger;\n",
};
const RULE = '@nx/enforce-module-boundaries';

describe('the import table', () => {
  let broken: ReadonlyMap<string, readonly string[]>;
  beforeAll(async () => {
    broken = await lint([...FORBIDDEN, ALLOWED]);
    // Two programs start, and a busy machine has them wait: the ceiling is for what hangs.
  }, 300_000);

  it.each(FORBIDDEN)('catches a forbidden import planted at $name', ({ name }) => {
    expect(broken.get(name)).toContain(RULE);
  });

  it('lets an allowed import pass', () => {
    expect(broken.get(ALLOWED.name)).toEqual([]);
  });
});
