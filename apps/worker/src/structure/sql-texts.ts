import ts from 'typescript';

/** Stands in a statement's text for what only the running program knows: a condition, a column, a name. */
export const UNKNOWN = '\u0000';

/** Enough for a statement with a few alternatives; one that has more is read in its first ones. */
const MOST_VARIANTS = 8;
const MOST_DEPTH = 24;
type Scope = ReadonlyMap<ts.Symbol, { readonly node: ts.Expression; readonly scope: Scope }>;
interface Placed {
  readonly node: ts.Expression;
  readonly scope: Scope;
}

/** The texts that an expression of the source may have, put together from constants, templates, lists and helper functions. */
export class SqlTexts {
  /** `isForeign`: a declaration that is not to be looked into; what it gives is {@link UNKNOWN}. */
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly isForeign: (declaration: ts.Node) => boolean,
  ) {}

  of(node: ts.Node): string[] {
    return this.values(node, new Map(), 0);
  }

  /** The texts that give a row of a list of the platform’s toolkit (`keysetPage`), of the object that describes it. */
  ofListing(node: ts.Expression): string[] {
    const listing = this.objectOf(node, new Map(), 0);
    const part = (name: string): string[] => {
      const given = listing && this.propertyOf(listing, name);
      return given ? this.values(given.node, given.scope, 0) : [name === 'joins' ? '' : UNKNOWN];
    };
    const pieces = [['WITH page_ AS (SELECT '], part('alias'), ['.* FROM '], part('from'), [') SELECT ']];
    const rest = [part('columns'), [' FROM page_ '], part('alias'), [' '], part('joins')];
    return [...pieces, ...rest].reduce(join2);
  }

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
    const decided = ts.isConditionalExpression(node) ? this.decided(node.condition, scope, depth) : undefined;
    if (ts.isConditionalExpression(node) && decided !== undefined)
      return inner(decided ? node.whenTrue : node.whenFalse);
    if (ts.isConditionalExpression(node))
      return [...inner(node.whenTrue), ...inner(node.whenFalse)].slice(0, MOST_VARIANTS);
    if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind === ts.SyntaxKind.PlusToken) return join2(inner(node.left), inner(node.right));
      if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return inner(node.right);
      return [UNKNOWN];
    }
    if (ts.isIdentifier(node)) return this.named(node, scope, depth);
    if (ts.isPropertyAccessExpression(node)) return this.member(node, scope, depth);
    if (ts.isElementAccessExpression(node)) return this.chosen(node, scope, depth);
    if (ts.isCallExpression(node)) return this.called(node, scope, depth);
    return [UNKNOWN];
  }

  private named(node: ts.Identifier, scope: Scope, depth: number): string[] {
    const found = this.valueOf(node, scope);
    return found ? this.values(found.node, found.scope, depth + 1) : [UNKNOWN];
  }

  /** What a name stands for: the argument that was given, or how it was declared. */
  private valueOf(node: ts.Identifier, scope: Scope): Placed | undefined {
    const symbol = this.symbolOf(node);
    const bound = symbol && scope.get(symbol);
    if (bound) return bound;
    const declared = symbol?.valueDeclaration;
    if (!declared || !ts.isVariableDeclaration(declared) || !declared.initializer || this.isForeign(declared))
      return undefined;
    return { node: declared.initializer, scope };
  }

  private member(node: ts.PropertyAccessExpression, scope: Scope, depth: number): string[] {
    const given = this.given(node, scope, depth);
    if (given) return this.values(given.node, given.scope, depth + 1);
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

  /** Whether a condition holds, where the source says: an option that was not given, a word that is compared with another. */
  private decided(condition: ts.Expression, scope: Scope, depth: number): boolean | undefined {
    if (ts.isIdentifier(condition)) return this.valueOf(condition, scope)?.node === ABSENT ? false : undefined;
    if (!ts.isBinaryExpression(condition)) return undefined;
    const kind = condition.operatorToken.kind;
    if (kind !== ts.SyntaxKind.EqualsEqualsEqualsToken) return undefined;
    const sides = [condition.left, condition.right].map((side) => this.values(side, scope, depth + 1));
    const known = sides.every(([only, ...others]) => only && !only.includes(UNKNOWN) && others.length === 0);
    return known ? sides[0]?.[0] === sides[1]?.[0] : undefined;
  }

  /** An entry of a table of fragments: the one that is named, or whichever. */
  private chosen(node: ts.ElementAccessExpression, scope: Scope, depth: number): string[] {
    const entries = this.entries(node, scope, depth);
    const found = entries.flatMap((entry) => this.values(entry.node, entry.scope, depth + 1));
    return found.length === 0 ? [UNKNOWN] : found.slice(0, MOST_VARIANTS);
  }

  private entries(node: ts.ElementAccessExpression, scope: Scope, depth: number): Placed[] {
    const of = this.objectOf(node.expression, scope, depth);
    if (!of) return [];
    const [named, ...others] = this.values(node.argumentExpression, scope, depth + 1);
    const exactly = named !== undefined && named !== UNKNOWN && others.length === 0;
    return of.node.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) && (!exactly || nameOf(property) === named)
        ? [{ node: property.initializer, scope: of.scope }]
        : [],
    );
  }

  /** The object literal that an expression stands for; of a table of objects, one of them. */
  private objectOf(
    node: ts.Expression,
    scope: Scope,
    depth: number,
  ): { node: ts.ObjectLiteralExpression; scope: Scope } | undefined {
    const it = bare(node);
    if (depth > MOST_DEPTH) return undefined;
    if (ts.isObjectLiteralExpression(it)) return { node: it, scope };
    const [next] = ts.isIdentifier(it)
      ? [this.valueOf(it, scope)]
      : ts.isPropertyAccessExpression(it)
        ? [this.given(it, scope, depth)]
        : ts.isElementAccessExpression(it)
          ? this.entries(it, scope, depth + 1)
          : ts.isCallExpression(it)
            ? [this.resultOf(it, scope)]
            : ts.isConditionalExpression(it)
              ? [{ node: it.whenFalse, scope }]
              : [];
    return next && this.objectOf(next.node, next.scope, depth + 1);
  }

  /** A property of an object that stands in the source as it was given: `f({ key: 'x' })`. */
  private given(node: ts.PropertyAccessExpression, scope: Scope, depth: number): Placed | undefined {
    const of = this.objectOf(node.expression, scope, depth + 1);
    return of && this.propertyOf(of, node.name.text);
  }

  /** A property of an object; undefined where it has none, or one that cannot be told. What is spread into it is looked at too. */
  private propertyOf(of: { node: ts.ObjectLiteralExpression; scope: Scope }, name: string): Placed | undefined {
    for (const property of of.node.properties.toReversed()) {
      if (ts.isSpreadAssignment(property)) {
        const spread = this.objectOf(property.expression, of.scope, 0);
        const found = spread && this.propertyOf(spread, name);
        if (found) return found;
      }
      if (nameOf(property) !== name) continue;
      if (ts.isPropertyAssignment(property)) return { node: property.initializer, scope: of.scope };
      return ts.isShorthandPropertyAssignment(property) ? this.shorthand(property, of.scope) : undefined;
    }
    return undefined;
  }

  private shorthand(property: ts.ShorthandPropertyAssignment, scope: Scope): Placed | undefined {
    const symbol = this.checker.getShorthandAssignmentValueSymbol(property);
    const declared = symbol?.valueDeclaration;
    if (symbol && scope.has(symbol)) return scope.get(symbol);
    return declared && ts.isVariableDeclaration(declared) && declared.initializer && !this.isForeign(declared)
      ? { node: declared.initializer, scope }
      : undefined;
  }

  /** A helper that gives a fragment: what it returns, with the arguments put in. A list that is joined: its elements. */
  private called(node: ts.CallExpression, scope: Scope, depth: number): string[] {
    if (ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'join') {
      const parts = this.elements(node.expression.expression, scope);
      const [by] = node.arguments[0] ? this.values(node.arguments[0], scope, depth + 1) : [','];
      // A list that is filled later.
      if (parts?.length === 0) return [UNKNOWN];
      if (parts)
        return parts
          .map((part) => this.values(part.node, part.scope, depth + 1))
          .reduce((heads, tails, at) => (at === 0 ? tails : join2(heads, join2([by ?? ''], tails))), ['']);
    }
    const declared = this.functionOf(node, scope);
    if (!declared) return [UNKNOWN];
    const inside = this.within(declared.node, node.arguments, scope, declared.scope);
    const results = returned(declared.node).flatMap((result) => this.values(result, inside, depth + 1));
    return results.length === 0 ? [UNKNOWN] : [...new Set(results)].slice(0, MOST_VARIANTS);
  }

  private resultOf(node: ts.CallExpression, scope: Scope): Placed | undefined {
    const declared = this.functionOf(node, scope);
    const [result] = declared ? returned(declared.node) : [];
    return declared && result
      ? { node: result, scope: this.within(declared.node, node.arguments, scope, declared.scope) }
      : undefined;
  }

  /** The function that is called. By name: which overload is meant would cost the compiler a check of all arguments. */
  private functionOf({ expression }: ts.CallExpression, scope: Scope): { node: WithBody; scope: Scope } | undefined {
    return this.functionAt(expression, scope, 0);
  }

  private functionAt(node: ts.Expression, scope: Scope, depth: number): { node: WithBody; scope: Scope } | undefined {
    if (ts.isArrowFunction(node)) return { node, scope };
    const given = ts.isIdentifier(node) ? this.valueOf(node, scope) : undefined;
    if (given && depth < MOST_DEPTH) return this.functionAt(given.node, given.scope, depth + 1);
    const declared = this.symbolOf(ts.isPropertyAccessExpression(node) ? node.name : node)?.valueDeclaration;
    if (!declared || this.isForeign(declared)) return undefined;
    const held = 'initializer' in declared ? (declared.initializer as ts.Expression | undefined) : undefined;
    const made = held && ts.isArrowFunction(held) ? held : declared;
    return 'body' in made && made.body ? { node: made as WithBody, scope } : undefined;
  }

  private within(called: WithBody, given: readonly ts.Expression[], from: Scope, outer: Scope): Scope {
    const inside = new Map(outer);
    called.parameters.forEach((parameter, at) => {
      const rest = parameter.dotDotDotToken && ts.factory.createArrayLiteralExpression(given.slice(at));
      const argument = rest ?? given[at] ?? parameter.initializer;
      if (argument) this.bind(parameter.name, { node: argument, scope: from }, inside);
    });
    return inside;
  }

  private bind(name: ts.BindingName, value: Placed, inside: Map<ts.Symbol, Placed>): void {
    if (ts.isIdentifier(name)) {
      const symbol = this.checker.getSymbolAtLocation(name);
      if (symbol) inside.set(symbol, value);
    } else if (ts.isArrayBindingPattern(name)) {
      const elements = this.elements(value.node, value.scope);
      name.elements.forEach((element, at) => {
        const part = elements?.[at];
        if (part && ts.isBindingElement(element)) this.bind(element.name, part, inside);
      });
    } else {
      const object = this.objectOf(value.node, value.scope, 0);
      for (const { name: to, propertyName, initializer } of object ? name.elements : []) {
        const property = object && this.propertyOf(object, (propertyName ?? to).getText());
        this.bind(to, property ?? { node: initializer ?? ABSENT, scope: value.scope }, inside);
      }
    }
  }

  /** The elements of a list that stands in the source; what is added on a condition is there. */
  private elements(node: ts.Expression, scope: Scope): Placed[] | undefined {
    const list = bare(node);
    if (ts.isArrayLiteralExpression(list))
      return list.elements.flatMap((element) =>
        ts.isSpreadElement(element) ? (this.elements(element.expression, scope) ?? []) : [{ node: element, scope }],
      );
    if (ts.isConditionalExpression(list)) {
      const then = this.elements(list.whenTrue, scope);
      return then?.length ? then : this.elements(list.whenFalse, scope);
    }
    if (ts.isIdentifier(list)) {
      const found = this.valueOf(list, scope);
      return found && this.elements(found.node, found.scope);
    }
    if (ts.isElementAccessExpression(list)) {
      const [entry] = this.entries(list, scope, 0);
      return entry && this.elements(entry.node, entry.scope);
    }
    if (!ts.isCallExpression(list) || !ts.isPropertyAccessExpression(list.expression)) return undefined;
    const [mapped] = list.arguments;
    if (list.expression.getText() === 'Object.keys' && mapped)
      return this.objectOf(mapped, scope, 0)?.node.properties.map((property) => ({
        node: ts.factory.createStringLiteral(nameOf(property) ?? UNKNOWN),
        scope,
      }));
    const of = this.elements(list.expression.expression, scope);
    if (list.expression.name.text === 'filter') return of;
    const by = mapped && ts.isIdentifier(mapped) ? this.valueOf(mapped, scope)?.node : mapped;
    if (list.expression.name.text !== 'map' || !by || !ts.isArrowFunction(by)) return undefined;
    return of?.flatMap((element) =>
      returned(by).map((result) => ({ node: result, scope: this.within(by, [element.node], element.scope, scope) })),
    );
  }

  private symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }
}

/** Every head with every tail. */
const join2 = (heads: readonly string[], tails: readonly string[]): string[] =>
  heads.flatMap((head) => tails.map((tail) => head + tail)).slice(0, MOST_VARIANTS);

/** An option that was not given. */
const ABSENT = ts.factory.createIdentifier('undefined');

type WithBody = ts.SignatureDeclaration & { readonly body: ts.Node };

/** Without the brackets and the assertions around it. */
function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
    ? bare(node.expression)
    : node;
}

const nameOf = (property: ts.ObjectLiteralElementLike): string | undefined =>
  property.name && ts.isComputedPropertyName(property.name)
    ? undefined
    : property.name?.getText().replace(/^'|'$/g, '');

/** What a function returns, at each of its ends. */
function returned({ body }: WithBody): ts.Expression[] {
  if (!ts.isBlock(body)) return [body as ts.Expression];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}
