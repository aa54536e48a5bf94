import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { SqlTexts } from './sql-texts';

/** One statement as it stands in the source. */
export interface SourceStatement {
  /** Path from the root of the workspace. */
  readonly file: string;
  readonly line: number;
  /** With `UNKNOWN` where something is put in at run time, or where another context's published fragment stands. */
  readonly text: string;
}

/** How a whole statement begins. */
export const BEGINS =
  /^\s*(?:\/\*.*?\*\/\s*)?(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|LOCK TABLE|TRUNCATE|MERGE INTO|COPY)\b/;
/** Part of a statement that names a table: a join, a condition with a subquery, a source of a list. */
const FRAGMENT = /(^|[\s(])(FROM|JOIN|INSERT INTO|DELETE FROM)\s+[a-z_]+/;

/** Whether a file is source of the server side: no test, no migration, nothing of the screens. */
export const inSource = (name: string): boolean =>
  name.endsWith('.ts') &&
  !/^web-/.test(name) &&
  !name.includes('structure/') &&
  !/\.(spec|d)\.ts$|(^|\/)(testing|migrations|node_modules|fixtures)\//.test(name);

/** Every SQL statement that the server side's source holds, put together from its constants, templates and helper functions. */
export function readStatements(root: string): SourceStatement[] {
  const files = ['libs', 'apps/api', 'apps/worker'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(inSource)
      .map((name) => join(root, folder, name)),
  );
  const program = ts.createProgram(files, OPTIONS, hostOf(root));
  const wanted = new Set(files);
  return program
    .getSourceFiles()
    .filter((source) => wanted.has(source.fileName))
    .flatMap((source) => new Reader(program.getTypeChecker(), root, source).statements());
}

const OPTIONS: ts.CompilerOptions = { target: ts.ScriptTarget.ES2023, noLib: true, types: [], noEmit: true };

/** Only the workspace's own files are read, and the packages named: what others declare says nothing about our statements. */
export function hostOf(root: string, options = OPTIONS, packages: readonly string[] = []): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const existing = (path: string) => [`${path}.ts`, join(path, 'index.ts')].find((file) => host.fileExists(file));
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => {
      // Inside a package too.
      if (packages.includes(text) || (text.startsWith('.') && from.includes('node_modules')))
        return ts.resolveModuleName(text, from, options, host);
      const own = /^@yigou\/([a-z-]+)$/.exec(text)?.[1];
      const path = own ? join(root, 'libs', own, 'src') : text.startsWith('.') ? join(dirname(from), text) : undefined;
      const file = path && existing(path);
      return { resolvedModule: file ? { resolvedFileName: file, extension: ts.Extension.Ts } : undefined };
    });
  return host;
}

/** The context that a file belongs to: `libs/<context>/…`, `apps/<app>/src/<context>/…`. */
export function contextOf(file: string): string {
  const [top, name, , folder] = file.split('/');
  return top === 'libs' ? (name ?? '') : (folder ?? '');
}

class Reader {
  private readonly texts: SqlTexts;

  constructor(
    checker: ts.TypeChecker,
    private readonly root: string,
    private readonly source: ts.SourceFile,
  ) {
    const context = contextOf(relative(root, source.fileName));
    // What another context publishes is its own business: here it is as opaque as a value.
    this.texts = new SqlTexts(
      checker,
      (declaration) => contextOf(relative(root, declaration.getSourceFile().fileName)) !== context,
    );
  }

  statements(): SourceStatement[] {
    const found: SourceStatement[] = [];
    const visit = (node: ts.Node): void => {
      if (!isText(node)) return ts.forEachChild(node, visit);
      const texts = this.texts
        .of(asSource(node))
        .map((text) => (isSource(node) && !BEGINS.test(text) ? `FROM ${text}` : text))
        .filter((text) => BEGINS.test(text) || FRAGMENT.test(text));
      for (const text of new Set(texts))
        found.push({ file: relative(this.root, node.getSourceFile().fileName), line: this.lineOf(node), text });
      // A statement of its own may stand inside what is put in.
      ts.forEachChild(node, visit);
    };
    visit(this.source);
    return found;
  }

  private lineOf(node: ts.Node): number {
    return this.source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  }
}

/** By the convention of lists, a property `from` says what stands behind FROM. */
const isSource = (node: ts.Node) => ts.isPropertyAssignment(node) && node.name.getText() === 'from';
const asSource = (node: ts.Node) => (ts.isPropertyAssignment(node) ? node.initializer : node);
const isText = (node: ts.Node) =>
  isSource(node) ||
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken);
