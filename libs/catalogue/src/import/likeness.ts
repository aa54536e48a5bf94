import { comparableName, comparablePacking } from '@yigou/contracts';

/** What many names have and what tells none of them apart: kinds of organisations, levels of places, what stands in brackets. */
const COMMON =
  /\(.*?\)|(?:农民|农业|种植业?|养殖业?|种养殖?)*专业合作社|合作社|联合社|(?:有限责任|股份有限|有限)公司|公司|[省市州县区乡镇村]/g;

/** What is compared of a supplier's name. */
export function supplierForm(name: string): string {
  const bare = comparableName(name);
  const core = bare.replaceAll(COMMON, '');
  return core === '' ? bare : core;
}
export const productForm = comparableName;
export const packingForm = comparablePacking;

/** From here on two names are near: two of three pairs of characters are the same. */
const NEAR = 0.65;
const MOST_CANDIDATES = 3;

interface Known<Of> {
  readonly name: string;
  readonly pairs: number;
  readonly of: Of;
}

/**
 * Names that are there, to find those that another is nearly: how many pairs of characters that follow each other two have in common (Dice). Names whose figures differ are
 * never near: 2 斤 is not 3 斤, and the second of a series not the third. In memory, since trigrams of PostgreSQL see no Chinese characters under the C locale.
 */
export class Likeness<Of = undefined> {
  private readonly byFigures = new Map<
    string,
    { readonly names: Known<Of>[]; readonly holding: Map<string, number[]> }
  >();

  add(name: string, form: string, of: Of): void {
    const figures = figuresOf(form);
    const known = this.byFigures.get(figures) ?? { names: [], holding: new Map<string, number[]>() };
    this.byFigures.set(figures, known);
    const pairs = pairsOf(form);
    for (const pair of pairs) {
      const holders = known.holding.get(pair);
      if (holders) holders.push(known.names.length);
      else known.holding.set(pair, [known.names.length]);
    }
    known.names.push({ name, pairs: pairs.size, of });
  }

  /** The likest first, none twice. */
  near(form: string, may: (of: Of) => boolean = () => true): string[] {
    const known = this.byFigures.get(figuresOf(form));
    if (!known) return [];
    const pairs = pairsOf(form);
    const shared = new Map<number, number>();
    for (const pair of pairs) for (const at of known.holding.get(pair) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    const like = [...shared].flatMap(([at, count]) => {
      const one = known.names[at];
      const likeness = one ? (2 * count) / (pairs.size + one.pairs) : 0;
      return one && likeness >= NEAR && may(one.of) ? [{ name: one.name, likeness }] : [];
    });
    const names = like.sort((a, b) => b.likeness - a.likeness).map(({ name }) => name);
    return [...new Set(names)].slice(0, MOST_CANDIDATES);
  }
}

const figuresOf = (form: string): string => form.match(/\d+(?:\.\d+)?/g)?.join(' ') ?? '';

function pairsOf(form: string): Set<string> {
  const characters = [...form];
  if (characters.length < 2) return new Set(characters);
  return new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`));
}
