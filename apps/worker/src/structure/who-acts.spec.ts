import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../../..');
/** Where the caller and the person are said; the session, and what people do to their own account, know the person alone. */
const HOME = /^(libs\/identity\/|apps\/api\/src\/(http|identity)\/)/;
/** Shapes of who acts that stand beside the caller, with the reason. It can only shrink. */
const BESIDE: Readonly<Record<string, string>> = {
  'libs/audit/src/audit-log.ts': 'what a row of the trail keeps; audit stands below identity',
  'libs/payments/src/payment-cases.ts':
    'payments stands below identity: who decides comes with the rule that holds the seat',
};

const sources = ['libs', 'apps/api/src', 'apps/worker/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/node_modules|\.spec\.ts$|(^|\/)testing\//.test(name))
    .map((name) => join(folder, name))
    .filter((name) => !HOME.test(name) && !name.startsWith('libs/web-') && !name.startsWith('libs/contracts/')),
);

/** Says who acts by itself: a person or their id and name, beside an organisation or where they call from. */
export function sayWhoActs(text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) {
      const names = new Map(
        node.members.map((member) => [member.name?.getText() ?? '', member.getText().replace(/^[^:]*:/, '')]),
      );
      const person = /\bActor\b/.test(names.get('actor') ?? '') || (names.has('userId') && names.has('name'));
      const place = ['address', 'seat', 'office', 'supplierId', 'organisationId'].some((name) => names.has(name));
      if (person && place) found.push(ts.isInterfaceDeclaration(node) ? node.name.text : '{…}');
      else if (/\bActor\b/.test(names.get('actor') ?? '')) found.push('{ actor }');
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

describe('who acts', () => {
  it('is the caller of identity, in every library, controller and consumer', () => {
    const others = sources
      .map((name) => ({ name, shapes: sayWhoActs(readFileSync(join(root, name), 'utf8')) }))
      .filter(({ name, shapes }) => shapes.length > 0 && !(name in BESIDE));
    expect(others).toEqual([]);
  });

  it('is never a person without the seat that they chose', () => {
    const persons = sources.filter((name) =>
      /import[^;]*\bActor\b[^;]*from '@yigou\/identity'/.test(readFileSync(join(root, name), 'utf8')),
    );
    expect(persons).toEqual(PERSONS);
  });

  it('is looked for in a way that finds the shapes that there were', () => {
    expect(
      sayWhoActs(
        'interface OfficeBy { readonly actor: Actor; readonly office: ActorMembership; readonly address: string | null }',
      ),
    ).toEqual(['OfficeBy']);
    expect(sayWhoActs('interface SupplierActor { userId: string; name: string; supplierId: string }')).toEqual([
      'SupplierActor',
    ]);
    expect(sayWhoActs('function f(by: { readonly actor: Actor }) {}')).toEqual(['{ actor }']);
    expect(sayWhoActs('interface Row { userId: string; at: Date }')).toEqual([]);
  });
});

/** A visitor's cart and a person's notices belong to the person, whatever seats they have. */
const PERSONS = ['apps/api/src/notifications/notices.controller.ts', 'apps/api/src/orders/cart.controller.ts'];
