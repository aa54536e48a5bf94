import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** Stands in a statement's text for what only the running program knows: a condition, a column, a name. */
export const UNKNOWN = '\u0000';

/** One statement as it stands in the source. */
export interface SourceStatement {
  /** Path from the root of the workspace. */
  readonly file: string;
  readonly line: number;
  /** With {@link UNKNOWN} where something is put in at run time, or where another context's published fragment stands. */
  readonly text: string;
}

/** Enough for a statement with a few alternatives; one that has more is read in its first ones. */
const MOST_VARIANTS = 8;
const MOST_DEPTH = 12;
/** How a whole statement begins. */
export const BEGINS =
  /^\s*(?:\/\*.*?\*\/\s*)?(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|LOCK TABLE|TRUNCATE|MERGE INTO|COPY)\b/;
/** Part of a statement that names a table: a join, a condition with a subquery, a source of a list. */
const FRAGMENT = /(^|[\s(])(FROM|JOIN|INSERT INTO|DELETE FROM)\s+[a-z_]+/;

const inSource = (name: string) =>
  name.endsWith('.ts') &&
  !name.includes('structure/') &&
  !/\.(spec|d)\.ts$|(^|\/)(testing|migrations|node_modules|fixtures)\//.test(name);

/** Every SQL statement that the server side's source holds, put together from its constants, templates and helper functions. */
export function readStatements(root: string): SourceStatement[] {
  const files = ['libs', 'apps/api', 'apps/worker'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => inSource(name) && !/^web-/.test(name))
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

/** Only the workspace's own files are read: what packages declare says nothing about our statements. */
function hostOf(root: string): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const existing = (path: string) => [`${path}.ts`, join(path, 'index.ts')].find((file) => host.fileExists(file));
  host.resolveModuleNameLiterals = (names, from) =>
    names.map(({ text }) => {
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

type Scope = ReadonlyMap<ts.Symbol, { readonly node: ts.Expression; readonly scope: Scope }>;

class Reader {
  private readonly context: string;

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly root: string,
    private readonly source: ts.SourceFile,
  ) {
    this.context = contextOf(relative(root, source.fileName));
  }

  statements(): SourceStatement[] {
    const found: SourceStatement[] = [];
    const visit = (node: ts.Node): void => {
      if (!isText(node)) return ts.forEachChild(node, visit);
      const texts = this.values(asSource(node), new Map(), 0)
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

  /** The texts that an expression may have. */
  private values(node: ts.Node, scope: Scope, depth: number): string[] {
    if (depth > MOST_DEPTH) return [UNKNOWN];
    const inner = (part: ts.Node) => this.values(part, scope, depth + 1);
    if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return [node.text];
    if (ts.isTemplateExpression(node))
      return node.templateSpans.reduce(
        (heads, span) => join2(heads, join2(inner(span.expression), [span.literal.text])),
        [node.head.text],
      );
    if (
      ts.isParenthesizedExpression(node) ||
      ts.isAsExpression(node) ||
      ts.isSatisfiesExpression(node) ||
      ts.isNonNullExpression(node)
    )
      return inner(node.expression);
    if (ts.isConditionalExpression(node))
      return [...inner(node.whenTrue), ...inner(node.whenFalse)].slice(0, MOST_VARIANTS);
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return join2(inner(node.left), inner(node.right));
      if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return inner(node.right);
      return [UNKNOWN];
    }
    if (ts.isIdentifier(node)) return this.named(node, scope, depth);
    if (ts.isPropertyAccessExpression(node)) return this.member(node, scope, depth);
    if (ts.isCallExpression(node)) return this.called(node, scope, depth);
    return [UNKNOWN];
  }

  private named(node: ts.Identifier, scope: Scope, depth: number): string[] {
    const symbol = this.symbolOf(node);
    const bound = symbol && scope.get(symbol);
    if (bound) return this.values(bound.node, bound.scope, depth + 1);
    const declared = symbol?.valueDeclaration;
    if (!declared || !ts.isVariableDeclaration(declared) || !declared.initializer || this.isForeign(declared))
      return [UNKNOWN];
    return this.values(declared.initializer, scope, depth + 1);
  }

  private member(node: ts.PropertyAccessExpression, scope: Scope, depth: number): string[] {
    const declared = this.symbolOf(node.name)?.valueDeclaration;
    if (
      declared &&
      !this.isForeign(declared) &&
      (ts.isPropertyAssignment(declared) || ts.isPropertyDeclaration(declared)) &&
      declared.initializer
    )
      return this.values(declared.initializer, scope, depth + 1);
    return [UNKNOWN];
  }

  /** A helper that gives a fragment: its body with the arguments put in. */
  private called(node: ts.CallExpression, scope: Scope, depth: number): string[] {
    const declared = this.checker.getResolvedSignature(node)?.declaration;
    if (
      !declared ||
      ts.isJSDocSignature(declared) ||
      this.isForeign(declared) ||
      !('body' in declared) ||
      !declared.body
    )
      return [UNKNOWN];
    const result = returned(declared.body);
    if (!result) return [UNKNOWN];
    const inside = new Map(scope);
    declared.parameters.forEach((parameter, at) => {
      const symbol = this.checker.getSymbolAtLocation(parameter.name);
      const argument = node.arguments[at] ?? parameter.initializer;
      if (symbol && argument) inside.set(symbol, { node: argument, scope });
    });
    return this.values(result, inside, depth + 1);
  }

  private symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  /** What another context publishes is its own business: here it is as opaque as a value. */
  private isForeign(declaration: ts.Node): boolean {
    const file = relative(this.root, declaration.getSourceFile().fileName);
    return contextOf(file) !== this.context;
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

/** Every head with every tail. */
const join2 = (heads: readonly string[], tails: readonly string[]): string[] =>
  heads.flatMap((head) => tails.map((tail) => head + tail)).slice(0, MOST_VARIANTS);

function returned(body: ts.Node): ts.Expression | undefined {
  if (!ts.isBlock(body)) return body as ts.Expression;
  const last = body.statements.at(-1);
  return last && ts.isReturnStatement(last) ? last.expression : undefined;
}
