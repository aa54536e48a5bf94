import { isHan, normalise, spellable, words } from './segmenter';
import { spell } from './spelling';
import { grams, INITIALS, PINYIN } from './terms';

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
 * Several runs may also be one spelling typed with spaces: `pu tao`. Null when nothing is left to look for.
 */
export function parseSearch(typed: string): SearchQuery | null {
  const tokens = words(spellable(normalise(typed))).slice(0, MAX_TOKENS);
  if (tokens.length === 0) return null;
  let tsquery = tokens.map(tokenQuery).join(' & ');
  if (tokens.length > 1 && tokens.every((token) => !isHan(token))) {
    tsquery = `(${tsquery}) | ${latinQuery(tokens.join(''))}`;
  }
  return { tsquery, tokens, spelling: spelledLikeName(tokens) };
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
