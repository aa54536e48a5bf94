import { isHan, isPlaceName, words } from './segmenter';
import { syllables } from './spelling';

/** A word shorter than this is no slip of another. */
const SHORTEST = 5;

/**
 * Whether a name holds a word that somebody may have meant who typed these (in pinyin, parted by blanks): one that sounds the same, or almost, a letter wrong in five. A
 * place in the name is none: nobody who looks for 洋芋 means 阳原.
 */
export function mayHaveMeant(name: string, spelling: string): boolean {
  const spoken = words(name).flatMap((word) => {
    if (isPlaceName(word)) return [[]];
    return [isHan(word) ? syllables(word) : [word]];
  });
  // A place parts what stands before it from what stands behind it.
  const runs: string[][] = [[]];
  for (const parts of spoken) {
    if (parts.length === 0) runs.push([]);
    else runs.at(-1)?.push(...parts);
  }
  return spelling.split(' ').some((typed) => typed.length >= SHORTEST && runs.some((run) => holds(run, typed)));
}

function holds(run: readonly string[], typed: string): boolean {
  const slips = Math.floor(typed.length / SHORTEST);
  for (let from = 0; from < run.length; from += 1)
    for (let to = from + 1, spoken = ''; to <= run.length; to += 1) {
      spoken += run[to - 1] ?? '';
      if (spoken.length > typed.length + slips) break;
      if (spoken.length >= typed.length - slips && distance(spoken, typed) <= slips) return true;
    }
  return false;
}

/** Letters that are put in, left out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[b.length] ?? 0;
}
