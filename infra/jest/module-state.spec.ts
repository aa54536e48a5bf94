import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');
const COUNTS_UP = 'a number that must be another one each time, and no more';
const ONCE = 'made at first use, and always the same';
const PROGRAM = 'a program, which no test loads';
/** What a module holds and changes, with the reason why one test file may find what another left there. It can only shrink. */
const HELD: Readonly<Record<string, string>> = {
  'apps/admin/src/app/shared/record/record-parts.ts nextId': COUNTS_UP,
  'apps/api/src/testing/examples.ts found': 'by route, while examples are recorded',
  'apps/sandbox/src/ids.ts used': 'random bytes that are not used twice',
  'apps/sandbox/src/testing/harness.ts running': 'servers, ended after each test',
  'apps/storefront/src/app/catalogue/search-box.ts nextId': COUNTS_UP,
  'apps/worker/src/invariants.ts results': PROGRAM,
  'apps/worker/src/main.ts stopping': PROGRAM,
  'apps/worker/src/outbox/consumer.ts declarations': 'by class, written by its decorators',
  'infra/launcher/console.ts active': 'steps that are being shown',
  'infra/launcher/process-table.ts bootId': ONCE,
  'infra/launcher/system.ts started': 'systems that run, ended after each test',
  'infra/seed/generate/drawings/pantry.ts TINTS': 'by pen, which each drawing has for itself',
  'libs/catalogue/src/search/segmenter.ts jieba': ONCE,
  'libs/catalogue/src/search/segmenter.ts places': ONCE,
  'libs/catalogue/src/search/spelling.ts cache': 'the same answer to the same word',
  'libs/catalogue/src/search/spelling.ts spelling': ONCE,
  'libs/households/src/testing/households.harness.ts sequence': COUNTS_UP,
  'libs/identity/src/testing/people.ts codes': COUNTS_UP,
  'libs/kernel/src/ids.ts count': COUNTS_UP,
  'libs/kernel/src/ids.ts lastMs': COUNTS_UP,
  'libs/kernel/src/ids.ts used': 'random bytes that are not used twice',
  'libs/platform/src/bounded-thread.ts compiled': ONCE,
  'libs/platform/src/database.ts names': 'the same name for the same statement',
  'libs/platform/src/events/define-event.ts defined': 'by event, written where it is defined',
  'libs/platform/src/pdf-file.ts fonts': ONCE,
  'libs/testing/src/changed-tables.ts watched': 'by database, which each file has for itself',
  'libs/testing/src/test-database.ts administrator': 'a connection to the server, to make and drop databases',
  'libs/testing/src/test-database.ts cloned': COUNTS_UP,
  'libs/web-data/src/tab-seat.ts seatOfTab': 'set back when the seats of a test go',
  'libs/web-ui/src/contract-checks.ts bodyOf': ONCE,
  'libs/web-ui/src/contract-checks.ts loading': ONCE,
  'libs/web-ui/src/dialog.ts nextId': COUNTS_UP,
  'libs/web-ui/src/field.ts nextId': COUNTS_UP,
  'libs/web-ui/src/quantity-stepper.ts nextId': COUNTS_UP,
};

const sources = ['libs', 'apps', 'infra']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((name) => name.endsWith('.ts') && !/node_modules|\/fixtures\/|\.spec\.ts$/.test(name));

/** A collection to be filled, or a value to be set. */
function isOpen(value: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  if (ts.isObjectLiteralExpression(value)) return value.properties.length === 0;
  if (ts.isCallExpression(value)) return value.expression.getText() === 'signal';
  if (!ts.isNewExpression(value)) return false;
  const kind = value.expression.getText();
  return kind === 'LRUCache' || (/^(Weak)?(Map|Set)$/.test(kind) && !value.arguments?.length);
}

/** Names that a module declares for what it will write later: a variable, or an empty collection. */
export function heldBy(text: string): string[] {
  return ts
    .createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) =>
      declarationList.declarations
        .filter(({ initializer }) =>
          declarationList.flags & ts.NodeFlags.Const ? initializer && isOpen(initializer) : true,
        )
        .map(({ name }) => name.getText()),
    );
}

describe('what the modules of all test files share', () => {
  it('changes only where it does no harm', () => {
    const held = sources.flatMap((name) =>
      heldBy(readFileSync(join(root, name), 'utf8')).map((variable) => `${name} ${variable}`),
    );
    expect(held.toSorted()).toEqual(Object.keys(HELD).toSorted());
  });

  it('is looked for in a way that finds it', () => {
    const text = [
      'let used = 1;',
      'export const seen = new Map<string, number>();',
      'const rows: string[] = [];',
      'const seat = signal(null);',
      'const FIXED = new Map([[1, 2]]);',
      'function count() { let own; }',
    ];
    expect(heldBy(text.join('\n'))).toEqual(['used', 'seen', 'rows', 'seat']);
  });
});
