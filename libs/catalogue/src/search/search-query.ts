import { isHan, normalise, spellable, words } from './segmenter';
import { spell } from './spelling';
import { waysToSay } from './produce-synonyms';
import { grams, INITIALS, measuresOf, PINYIN } from './terms';

/** What somebody typed, ready for PostgreSQL. */
export interface SearchQuery {
  /** Text of a tsquery. */
  readonly tsquery: string;
  /** Chinese words and latin runs, for highlights. */
  readonly tokens: readonly string[];
  /** In pinyin, for near misses. */
  readonly spelling: string;
}

const MAX_TOKENS = 12;

/**
 * Chinese words must all be there. A run of latin letters is a word of its own, the beginning of a spelling or of initials: `putao`, `pt`.
 * A packing (五斤装, 2.5kg) is looked for by what it weighs or holds, a product by all of its names. Several runs may also be one spelling typed with spaces: `pu tao`. Null when nothing is left to look for.
 */
export function parseSearch(typed: string): SearchQuery | null {
  const { measures, rest } = measuresOf(normalise(typed));
  const tokens = words(spellable(rest)).slice(0, MAX_TOKENS);
  if (tokens.length + measures.length === 0) return null;
  const packings = measures.slice(0, MAX_TOKENS).map((measure) => `'${measure}'`);
  let tsquery = [...tokens.map(saidAnyhow), ...packings].join(' & ');
  if (measures.length === 0 && tokens.length > 1 && tokens.every((token) => !isHan(token))) {
    tsquery = `(${tsquery}) | ${latinQuery(tokens.join(''))}`;
  }
  return { tsquery, tokens: [...new Set(tokens.flatMap(waysToSay))], spelling: spelledLikeName(tokens) };
}

/** A wrong character makes the cut fall beside it: what stands next to a single character is spelled together with it, as the word that was meant would be. */
function spelledLikeName(tokens: readonly string[]): string {
  let spelled = '';
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    const together =
      before !== undefined && isHan(token) && isHan(before) && (token.length === 1 || before.length === 1);
    spelled += (at === 0 || together ? '' : ' ') + (isHan(token) ? spell(token) : token);
  });
  return spelled;
}

/** A word by any of its names. */
function saidAnyhow(token: string): string {
  const ways = waysToSay(token).map(tokenQuery);
  return ways.length === 1 ? (ways[0] ?? '') : `(${ways.join(' | ')})`;
}

function tokenQuery(token: string): string {
  if (!isHan(token)) return latinQuery(token);
  if (token.length < 3) return `'${token}'`;
  const pairs = grams(token).filter((gram) => gram.length === 2);
  return `('${token}' | (${pairs.map((pair) => `'${pair}'`).join(' & ')}))`;
}

/** Figures stand for themselves; letters may spell. */
function latinQuery(run: string): string {
  return /[a-z]/.test(run) ? `('${run}':* | '${PINYIN}${run}':* | '${INITIALS}${run}':*)` : `'${run}'`;
}
