import { loadModule, parseSync } from 'libpg-query';
import { BEGINS } from './source-sql';
import { UNKNOWN } from './sql-texts';

/** What a statement does to which tables. */
export interface TableUse {
  readonly writes: ReadonlySet<string>;
  readonly reads: ReadonlySet<string>;
}

/** What may stand where the source puts something in at run time, likeliest first. */
const STAND_INS = [
  '',
  ', y AS (SELECT 1) ',
  ' x ',
  ' TRUE ',
  ' 1 ',
  ' AND TRUE ',
  ' x = 1 ',
  ', x ',
  ' WHERE TRUE ',
  " 'x' ",
];
const MOST_TRIES = 500;

/** A fragment is read as the part of a statement that it can be. */
function wholesOf(text: string): string[] {
  if (BEGINS.test(text)) return [text];
  return [
    `SELECT 1 ${text}`,
    `SELECT ${text}`,
    `SELECT 1 FROM x ${text}`,
    `SELECT 1 FROM x WHERE ${text}`,
    `SELECT 1 FROM x WHERE TRUE ${text}`,
    `WITH ${text} SELECT 1`,
    `WITH x AS (SELECT 1), ${text} SELECT 1`,
    `SELECT 1 FROM ${text}`,
  ];
}

await loadModule();

/** PostgreSQL's own reading of a statement or of a part of one; null when it cannot be read with any stand-in for what is put in at run time. */
export function tablesOf(text: string): TableUse | null {
  const tree = wholesOf(text).reduce<unknown>((found, whole) => found ?? readable(whole.split(UNKNOWN)), null);
  if (!tree) return null;
  const use = { writes: new Set<string>(), reads: new Set<string>() };
  const own = new Set<string>(['x']);
  collectNames(tree, own);
  walk(tree, 'reads', use, own);
  for (const name of use.writes) use.reads.delete(name);
  return use;
}

function parse(text: string): unknown {
  try {
    return parseSync(text);
  } catch {
    return null;
  }
}

/** What stands before a gap says what may stand in it; what it does not say is tried. */
function readable(parts: readonly string[]): unknown {
  const gaps = parts.slice(1).map((next, at) => choices(parts.slice(0, at + 1).join(' '), parts[at] ?? '', next));
  const total = Math.min(
    gaps.reduce((product, list) => product * list.length, 1),
    MOST_TRIES,
  );
  for (let round = 0; round < total; round += 1) {
    let rest = round;
    const text = parts.reduce((sofar, part, at) => {
      const list = gaps[at - 1] ?? [];
      const choice = list[rest % list.length] ?? '';
      rest = Math.floor(rest / list.length);
      return `${sofar}${choice}${part}`;
    });
    const tree = parse(text);
    if (tree) return tree;
  }
  return null;
}

function choices(before: string, part: string, next: string): readonly string[] {
  if (/\$$/.test(part)) return ['1'];
  const quoted = (before.match(/'/g)?.length ?? 0) % 2 === 1;
  if (quoted) return ['1'];
  if (/[a-z_.]$/.test(part) || /^[a-z_]/.test(next)) return ['x'];
  if (/(\bAND|\bOR|\bNOT|\bWHERE|\bON|\bWHEN|\bHAVING)\s*\(?$/.test(part)) return [' TRUE ', ' x '];
  if (/\bVALUES\s*$/.test(part)) return [' (1) '];
  if (/\bLATERAL\s*$/.test(part)) return [' (SELECT 1) x '];
  if (/\b(FROM|JOIN|INTO|BY|SELECT|SET)\s*$/.test(part)) return [' x ', ' x = 1 '];
  if (/[a-z]\($/.test(part)) return [' x '];
  if (/\(\s*$/.test(part)) return [' SELECT x ', ' x ', ' TRUE ', ''];
  if (/,\s*$/.test(part)) return [' x ', ' x = 1 ', ' y AS (SELECT 1) '];
  if (/(=|<|>|LIKE)\s*$/.test(part)) return [' x '];
  return STAND_INS;
}

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Names that a WITH gives: they are no tables. */
function collectNames(node: unknown, names: Set<string>): void {
  if (!isNode(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'CommonTableExpr' && isNode(value)) names.add(String(value['ctename']));
    collectNames(value, names);
  }
}

const WRITES = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'TruncateStmt', 'LockStmt', 'CopyStmt']);

function walk(
  node: unknown,
  mode: 'reads' | 'writes',
  use: { writes: Set<string>; reads: Set<string> },
  own: ReadonlySet<string>,
): void {
  if (!isNode(node)) return;
  for (const [key, value] of Object.entries(node)) {
    if (WRITES.has(key) && isNode(value)) {
      const { relation, relations, ...rest } = value;
      for (const target of [relation, ...(Array.isArray(relations) ? relations : [])])
        walk({ target }, 'writes', use, own);
      walk(rest, 'reads', use, own);
    } else if (isNode(value) && typeof value['relname'] === 'string') {
      if (!own.has(value['relname'])) use[mode].add(value['relname']);
    } else walk(value, mode, use, own);
  }
}
