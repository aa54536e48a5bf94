/** A stretch of text that stayed, went, or came. */
export interface Stretch {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Longer texts are shown whole, old and new: the table below grows with the product of both lengths. */
const MAX = 600;

/** Numbers and Latin words are compared whole, everything else character by character. */
const tokens = (text: string): string[] => text.match(/[\d.,]+|[A-Za-z]+|[^]/gu) ?? [];

/** What changed in a list that is written with “；” between its items: the items are compared one with one. */
export function diffList(before: string, after: string): Stretch[] {
  const [old, now] = [before.split('；'), after.split('；')];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
    const stretches = diffText(old[index] ?? '', now[index] ?? '');
    return index === 0 ? stretches : [{ kind: 'same' as const, text: '；' }, ...stretches];
  }).flat();
}

/** What changed between two texts by their longest common subsequence; neighbours are joined. */
export function diffText(before: string, after: string): Stretch[] {
  const [old, now] = [tokens(before), tokens(after)];
  if (old.length > MAX || now.length > MAX) return whole(before, after);
  const common = table(old, now);
  const stretches: Stretch[] = [];
  const add = (kind: Stretch['kind'], text: string): void => {
    const last = stretches.at(-1);
    if (last?.kind === kind) stretches[stretches.length - 1] = { kind, text: last.text + text };
    else stretches.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add('same', old[i] ?? '');
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      add('gone', old[i] ?? '');
      i += 1;
    } else {
      add('new', now[j] ?? '');
      j += 1;
    }
  }
  return readable(stretches) ? stretches : whole(before, after);
}

const whole = (before: string, after: string): Stretch[] =>
  [
    { kind: 'gone' as const, text: before },
    { kind: 'new' as const, text: after },
  ].filter((one) => one.text !== '');

/** Two unlike sentences share single characters by chance: then old and new stand better side by side. */
function readable(stretches: readonly Stretch[]): boolean {
  const kept = stretches.filter((one) => one.kind === 'same').reduce((sum, one) => sum + tokens(one.text).length, 0);
  const all = stretches.reduce((sum, one) => sum + tokens(one.text).length, 0);
  return kept * 3 >= all;
}

/** Length of the longest common subsequence of the ends that begin at i and j. */
function table(old: readonly string[], now: readonly string[]): number[][] {
  const rows = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const [row, below] = [rows[i], rows[i + 1]];
      if (!row || !below) continue;
      row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
}
