import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { hostOf, inSource } from './source-sql';
import { SqlTexts } from './sql-texts';

/** A statement of the source whose rows have a type. */
export interface RowStatement {
  /** Path from the root of the workspace. */
  readonly file: string;
  readonly line: number;
  /** The texts that it may have, with `UNKNOWN` where only the running program knows. */
  readonly texts: readonly string[];
  readonly row: ts.Type;
}

export interface RowStatements {
  readonly checker: ts.TypeChecker;
  readonly statements: readonly RowStatement[];
}

/** Names of the methods that run a statement and give its rows: those of `Queryable`, `Database` and `Tx`. */
const RUNS = new Set(['query', 'one']);

/** Every statement of the server side whose rows have a type, with that type as the compiler knows it. */
export function readRowStatements(root: string, more: readonly string[] = []): RowStatements {
  const files = [...sourceFiles(root), ...more];
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.convertCompilerOptionsFromJson((config as { compilerOptions: object }).compilerOptions, root);
  // Rows are made of the contracts' shapes, which zod gives, and of the language's own types.
  const program = ts.createProgram(files, options, hostOf(root, options, ['zod']));
  const checker = program.getTypeChecker();
  // What another context publishes belongs to the statement.
  const texts = new SqlTexts(checker, () => false);
  const statements: RowStatement[] = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (!source) continue;
    const visit = (node: ts.Node): void => {
      ts.forEachChild(node, visit);
      const run = ts.isCallExpression(node) && runOf(node);
      const row = run && rowOf(run.row, checker);
      if (!run || !row) return;
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      const found = run.listing ? texts.ofListing(run.listing) : texts.of(run.text);
      statements.push({ file: relative(root, file), line: line + 1, texts: [...new Set(found)], row });
    };
    visit(source);
  }
  return { checker, statements };
}

const sourceFiles = (root: string): string[] =>
  ['libs', 'apps/api', 'apps/worker'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(inSource)
      .map((name) => join(root, folder, name)),
  );

interface Run {
  readonly row: ts.TypeNode;
  /** The statement; of a list, what describes it. */
  readonly text: ts.Expression;
  readonly listing?: ts.Expression;
}

/** A call that runs a statement, or makes a page of a list, and says what its rows are. */
function runOf({ expression, typeArguments, arguments: given }: ts.CallExpression): Run | undefined {
  const [row] = typeArguments ?? [];
  const [first, , third] = given;
  if (!row || !first) return undefined;
  if (ts.isIdentifier(expression) && expression.text === 'keysetPage' && third)
    return { row, text: third, listing: third };
  return ts.isPropertyAccessExpression(expression) && RUNS.has(expression.name.text) ? { row, text: first } : undefined;
}

/** The type of rows that is written; none where a function leaves it to its caller. */
function rowOf(written: ts.TypeNode, checker: ts.TypeChecker): ts.Type | undefined {
  const row = checker.getTypeFromTypeNode(written);
  const parts = row.isIntersection() ? row.types : [row];
  const open = parts.some((part) => part.flags & ts.TypeFlags.TypeParameter || part.getStringIndexType());
  return open ? undefined : row;
}
