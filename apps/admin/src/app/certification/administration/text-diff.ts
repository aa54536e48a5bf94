import { diffArrays } from 'diff';

/** A stretch of text that stayed, went, or came. */
export interface Stretch {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Numbers and Latin words are compared whole, everything else character by character. */
const tokens = (text: string): string[] => text.match(/[\d.,]+|[A-Za-z]+|[^]/gu) ?? [];

/** Of two texts that are unlike this many tokens over, old and new are shown whole: nobody reads so many changes one by one, and looking for them takes its time. */
const MOST_CHANGES = 600;

/** What changed in a list that is written with “；” between its items: the items are compared one with one. */
export function diffList(before: string, after: string): Stretch[] {
  const [old, now] = [before.split('；'), after.split('；')];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => {
    const stretches = diffText(old[index] ?? '', now[index] ?? '');
    return index === 0 ? stretches : [{ kind: 'same' as const, text: '；' }, ...stretches];
  }).flat();
}

/** What changed between two texts; what went stands before what came in its place. */
export function diffText(before: string, after: string): Stretch[] {
  const changes = diffArrays(tokens(before), tokens(after), { maxEditLength: MOST_CHANGES });
  if (!changes) return whole(before, after);
  const count = (of: typeof changes): number => of.reduce((sum, one) => sum + one.count, 0);
  const kept = changes.filter(({ added, removed }) => !added && !removed);
  // Two unlike sentences share single characters by chance: then old and new stand better side by side.
  if (count(kept) * 3 < count(changes)) return whole(before, after);
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value.join(''),
  }));
}

const whole = (before: string, after: string): Stretch[] =>
  [
    { kind: 'gone' as const, text: before },
    { kind: 'new' as const, text: after },
  ].filter((one) => one.text !== '');
