import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const env = { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' };
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** What the linter says of a file that stands where `name` says, without it standing there. */
function lint(name: string, source: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile(
      bin('eslint'),
      ['--stdin', '--stdin-filename', join(root, name)],
      { cwd: root, env },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    );
    child.stdin?.end(source);
  });
}

describe('the import table', () => {
  // Without a project graph the rule skips itself and everything passes: the graph is made first, as `nx lint` does.
  beforeAll(
    () =>
      new Promise<void>((resolve, reject) => {
        execFile(bin('nx'), ['show', 'projects'], { cwd: root, env }, (error) => (error ? reject(error) : resolve()));
      }),
  );

  it.each([
    [
      'libs/inventory/src/planted.ts',
      "import { OrdersModule } from '@yigou/orders';\nexport const planted = OrdersModule;\n",
    ],
    ['libs/contracts/src/planted.ts', "import { newId } from '@yigou/kernel';\nexport const planted = newId;\n"],
    [
      'apps/storefront/src/planted.ts',
      "import { Database } from '@yigou/platform';\nexport const planted = Database;\n",
    ],
    [
      'libs/orders/src/planted.ts',
      "import { Market } from '../../payments/src/index';\nexport const planted = Market;\n",
    ],
    [
      'libs/suppliers/src/planted.ts',
      "import { CertificationModule } from '@yigou/certification';\nexport const planted = CertificationModule;\n",
    ],
    [
      'libs/certification/src/planted.ts',
      "import { SupervisionModule } from '@yigou/supervision';\nexport const planted = SupervisionModule;\n",
    ],
  ])('catches a forbidden import planted at %s', async (name, source) => {
    expect(await lint(name, source)).toContain('@nx/enforce-module-boundaries');
  });

  it('lets an allowed import pass', async () => {
    const allowed = "import { StockLedger } from '@yigou/inventory';\nexport const planted = StockLedger;\n";
    expect(await lint('libs/orders/src/planted.ts', allowed)).not.toContain('@nx/enforce-module-boundaries');
  });
});
