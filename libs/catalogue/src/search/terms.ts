import { plainMeasures } from '@yigou/contracts';
import { isHan, isPlaceName, searchWords, words } from './segmenter';
import { initialsOf, spell } from './spelling';

/** What a listing can be found by. */
export interface Findable {
  readonly name: string;
  readonly description: string;
  /** What its SKUs are called. */
  readonly packings: readonly string[];
  readonly supplierName: string;
  readonly categoryNames: readonly string[];
  /** Full name, short name, and how the place spells itself; null without a county. */
  readonly county: {
    readonly name: string;
    readonly shortName: string;
    readonly pinyin: string;
    readonly initials: string;
  } | null;
}

type Weight = 'A' | 'B' | 'C' | 'D';
const RANK: Readonly<Record<Weight, number>> = { A: 3, B: 2, C: 1, D: 0 };
/** PostgreSQL keeps positions up to here. */
const LAST_POSITION = 16_383;
const DESCRIPTION_WORDS = 400;

/** Lexemes that stand for a spelling, so that `pt` typed does not match a word `pt`. */
export const PINYIN = 'py_';
export const INITIALS = 'pyi_';

/** Of what a packing weighs or holds. */
const MEASURE = 'ms_';

/** The measures of a text as lexemes, in plain grams and millilitres, and the text without them. */
export function measuresOf(text: string): { readonly measures: string[]; readonly rest: string } {
  const measures = new Set<string>();
  const rest = plainMeasures(text).replaceAll(
    /(\d+(?:\.\d+)?)(g|ml)(?![a-z])装?/g,
    (_, figure: string, unit: string) => {
      measures.add(`${MEASURE}${figure}${unit}`);
      return ' ';
    },
  );
  return { measures: [...measures], rest };
}

/** Collects lexemes, each with the highest weight it came with. */
class Lexemes {
  private readonly weights = new Map<string, Weight>();

  add(lexeme: string, weight: Weight): void {
    const known = this.weights.get(lexeme);
    if (known === undefined || RANK[known] < RANK[weight]) this.weights.set(lexeme, weight);
  }

  /** As text of a tsvector: words are letters, digits, `_` and Chinese characters, so that nothing needs escaping. */
  toString(): string {
    let position = 0;
    const parts: string[] = [];
    for (const [lexeme, weight] of this.weights) {
      position = Math.min(position + 1, LAST_POSITION);
      parts.push(`'${lexeme}':${position}${weight}`);
    }
    return parts.join(' ');
  }
}

/**
 * The `tsvector` of a listing as text. Words of the name weigh A; county, supplier and category B; the description C. Single characters and pairs of
 * neighbours of the name are there too (D), so that what a different cut of the query would miss is still found. Spellings are kept from each word
 * to the end of the name, which makes a prefix match find every word and every run of words.
 */
export function termsOf(listing: Findable): string {
  const lexemes = new Lexemes();
  for (const word of searchWords(listing.name)) lexemes.add(word, 'A');
  for (const run of hanRuns(listing.name)) addSpellings(lexemes, run, 'A');
  for (const text of [listing.supplierName, ...listing.categoryNames]) {
    for (const word of searchWords(text)) lexemes.add(word, 'B');
  }
  if (listing.county) {
    const { name, shortName, pinyin, initials } = listing.county;
    for (const word of [name, shortName, ...searchWords(name)]) lexemes.add(word, 'B');
    lexemes.add(PINYIN + pinyin, 'B');
    lexemes.add(INITIALS + initials, 'B');
  }
  for (const word of searchWords(listing.description).slice(0, DESCRIPTION_WORDS)) lexemes.add(word, 'C');
  for (const gram of grams(listing.name)) lexemes.add(gram, 'D');
  for (const measure of measuresOf([listing.name, ...listing.packings].join(' ')).measures) lexemes.add(measure, 'B');
  return lexemes.toString();
}

/** Chinese words of a text, run by run: what stands between two runs is no Chinese. */
function hanRuns(text: string): string[][] {
  const runs: string[][] = [[]];
  for (const word of words(text)) {
    if (isHan(word)) runs.at(-1)?.push(word);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

function addSpellings(lexemes: Lexemes, run: readonly string[], weight: Weight): void {
  for (let from = 0; from < run.length; from += 1) {
    const rest = run.slice(from);
    // `pt` is 葡萄 before it is 平塘.
    const place = isPlaceName(run[from] ?? '') ? 'C' : weight;
    lexemes.add(PINYIN + rest.map(spell).join(''), place);
    lexemes.add(INITIALS + rest.map(initialsOf).join(''), place);
  }
}

/** Single Chinese characters and pairs of neighbours. */
export function grams(text: string): string[] {
  const found: string[] = [];
  for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
    const characters = [...run];
    characters.forEach((character, at) => {
      found.push(character);
      const next = characters[at + 1];
      if (next !== undefined) found.push(character + next);
    });
  }
  return found;
}

/** The words of a name that are worth suggesting: of at least two characters, and no places. */
export function suggestionWords(name: string): string[] {
  return [...new Set(words(name).filter((word) => word.length > 1 && isHan(word) && !isPlaceName(word)))];
}

/** The name in pinyin, word by word: near misses are looked for in it. */
export function spellingOf(name: string): string {
  return words(name)
    .map((word) => (isHan(word) ? spell(word) : word))
    .join(' ');
}
