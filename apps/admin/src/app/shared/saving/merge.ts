/** A field that two people changed to different things. */
export interface Clash<Draft> {
  readonly key: keyof Draft & string;
  readonly mine: Draft[keyof Draft];
  readonly theirs: Draft[keyof Draft];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Puts together what was typed here and what somebody else saved meanwhile, field by field, both beginning from `base`. Where both changed the same
 * field, what was typed here stays in the form and the clash is named: nothing typed is ever lost.
 */
export function merge<Draft extends object>(
  base: Draft,
  mine: Draft,
  theirs: Draft,
): { draft: Draft; clashes: Clash<Draft>[] } {
  const draft = { ...mine };
  const clashes: Clash<Draft>[] = [];
  for (const key of Object.keys(theirs) as (keyof Draft & string)[]) {
    if (same(mine[key], theirs[key]) || same(theirs[key], base[key])) continue;
    if (same(mine[key], base[key])) draft[key] = theirs[key];
    else clashes.push({ key, mine: mine[key], theirs: theirs[key] });
  }
  return { draft, clashes };
}
