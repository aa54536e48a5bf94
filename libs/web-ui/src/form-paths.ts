import type { FieldTree } from '@angular/forms/signals';

const partsOf = (path: string): string[] => path.split('.').filter(Boolean);

/** Whether the value has such a part: an own key of an object, an index of an array. */
const has = (value: unknown, part: string): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, part);

/** What stands at a dotted path; undefined where there is nothing. */
export function valueAt(model: unknown, path: string): unknown {
  let value = model;
  for (const part of partsOf(path)) value = has(value, part) ? value[part] : undefined;
  return value;
}

/**
 * Where in the form a path of the body is shown: renamed by `names` (`*` stands for one part, in the place of the same number), then as deep as the form goes.
 * Empty when the form has nothing of it.
 */
export function pathInModel(model: unknown, path: string, names: Readonly<Record<string, string>> = {}): string {
  const found: string[] = [];
  let value = model;
  for (const part of partsOf(renamed(path, names))) {
    if (!has(value, part)) break;
    found.push(part);
    value = value[part];
  }
  return found.join('.');
}

function renamed(path: string, names: Readonly<Record<string, string>>): string {
  const parts = partsOf(path);
  for (const [from, to] of Object.entries(names)) {
    const pattern = partsOf(from);
    if (!pattern.every((part, index) => (part === '*' ? parts[index] !== undefined : part === parts[index]))) continue;
    const stars = parts.filter((_, index) => pattern[index] === '*');
    const head = partsOf(to).map((part) => (part === '*' ? (stars.shift() ?? part) : part));
    return [...head, ...parts.slice(pattern.length)].join('.');
  }
  return path;
}

/** The field at a path of the form, or the deepest one around it. */
export function holderOf(tree: FieldTree<unknown>, path: string): FieldTree<unknown> {
  let field = tree;
  for (const part of partsOf(path)) {
    const inner = (field as unknown as Record<string, FieldTree<unknown> | undefined>)[part];
    if (!inner) return field;
    field = inner;
  }
  return field;
}
