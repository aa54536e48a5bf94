import ts from 'typescript';
import type { ResultColumn } from './describe-rows';

/** What the driver makes of PostgreSQL’s types, as `libs/platform/src/database.ts` sets it up. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  bool: ['boolean'],
  int2: ['number'],
  int4: ['number'],
  oid: ['number'],
  float4: ['number'],
  float8: ['number'],
  // A number, or a bigint where it is beyond the safe range.
  int8: ['number', 'bigint'],
  numeric: ['string'],
  text: ['string'],
  varchar: ['string'],
  bpchar: ['string'],
  name: ['string'],
  uuid: ['string'],
  date: ['string'],
  time: ['string'],
  regtype: ['string'],
  timestamp: ['Date'],
  timestamptz: ['Date'],
  bytea: ['Buffer', 'Uint8Array'],
};
const JSON_DEPTH = 4;

/** How the type of a row and PostgreSQL’s description of it disagree; empty when they agree. */
export function misfits(
  { row, text }: { readonly row: ts.Type; readonly text: string },
  columns: readonly ResultColumn[],
  checker: ts.TypeChecker,
): string[] {
  const described = new Map(columns.map((column) => [column.name, column]));
  const members = row.isUnion() ? row.types : [row];
  const found = new Set<string>();
  for (const member of members)
    for (const property of checker.getPropertiesOfType(member)) {
      const column = described.get(property.name);
      const type = checker.getTypeOfSymbol(property);
      if (!column) {
        if (!(property.flags & ts.SymbolFlags.Optional)) found.add(`${property.name} is not in the result`);
      } else if (!fits(type, column.type, checker))
        found.add(`${property.name} is ${column.type}, not ${checker.typeToString(type)}`);
      else if (
        column.nullable &&
        !HELD.has(column.nullable) &&
        !asksFor(column.nullable, text) &&
        !mayBeNull(row, property.name, checker)
      )
        found.add(`${property.name} may be null`);
    }
  return [...found];
}

/** May be null in the table, but not in the rows that are read of it: a supplier has a kind, an `organisation_check` holds it. */
const HELD = new Set(['supplier_kind']);

/** Whether a statement has a condition that no null of the column meets: `c IS NOT NULL`, `c = ANY(…)`, `starts_with(c, …)`. */
const asksFor = (column: string, text: string): boolean =>
  new RegExp(
    `(\\b${column}\\s+(IS NOT NULL|(NOT )?(LIKE|IN)\\b|BETWEEN|=|<|>)|starts_with\\(([a-z]+\\.)?${column}\\b)`,
  ).test(text);

/** In a union of rows, one that says null says it for all. */
const mayBeNull = (row: ts.Type, name: string, checker: ts.TypeChecker): boolean =>
  (row.isUnion() ? row.types : [row]).some((member) => {
    const property = checker.getPropertyOfType(member, name);
    const type = property && checker.getTypeOfSymbol(property);
    return type === undefined || partsOf(type).some(({ flags }) => flags & (NOTHING | ANYTHING));
  });

const NOTHING = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
const ANYTHING = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;
const partsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);

/** Whether everything that the type allows beside null is what the driver makes of the column. */
function fits(type: ts.Type, column: string, checker: ts.TypeChecker): boolean {
  if (column === 'json' || column === 'jsonb') return inJson(type, checker, JSON_DEPTH);
  return partsOf(type)
    .filter(({ flags }) => !(flags & NOTHING))
    .every((part) => part.flags & ANYTHING || fitsOne(part, column, checker));
}

function fitsOne(type: ts.Type, column: string, checker: ts.TypeChecker): boolean {
  if (column.startsWith('_')) {
    const element = checker.isArrayLikeType(type) && checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return element !== false && element !== undefined && fits(element, column.slice(1), checker);
  }
  const made = MADE[column];
  if (!made) throw new Error(`the driver’s type for ${column} is not known here`);
  return made.includes(baseOf(type));
}

/** The word for a type among those of {@link MADE}. */
function baseOf(type: ts.Type): string {
  if (type.flags & ts.TypeFlags.StringLike) return 'string';
  if (type.flags & ts.TypeFlags.NumberLike) return 'number';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'boolean';
  if (type.flags & ts.TypeFlags.BigIntLike) return 'bigint';
  if (type.isIntersection()) return type.types.map(baseOf).find((base) => base !== 'object') ?? 'object';
  return type.symbol?.name in CLASSES ? type.symbol.name : 'object';
}
const CLASSES = { Date: true, Buffer: true, Uint8Array: true };

/** JSON has no dates, no bytes and no bigints: what says so is wrong. */
function inJson(type: ts.Type, checker: ts.TypeChecker, depth: number): boolean {
  if (depth === 0) return true;
  return partsOf(type).every((part) => {
    if (baseOf(part) === 'bigint' || (part.symbol?.name ?? '') in CLASSES) return false;
    if (!(part.flags & ts.TypeFlags.Object)) return true;
    const element = checker.isArrayLikeType(part) && checker.getIndexTypeOfType(part, ts.IndexKind.Number);
    if (element) return inJson(element, checker, depth - 1);
    return checker.getPropertiesOfType(part).every((one) => inJson(checker.getTypeOfSymbol(one), checker, depth - 1));
  });
}
