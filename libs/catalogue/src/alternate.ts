/**
 * So many of the candidates, that neighbours differ: always the first of those whose keys (a category, a county) were taken least often so far.
 * A key that is null is nobody's.
 */
export function alternate<T>(
  candidates: readonly T[],
  keysOf: (one: T) => readonly (string | null)[],
  count: number,
): T[] {
  const left = candidates.map((one) => ({
    one,
    keys: keysOf(one).flatMap((key, at) => (key === null ? [] : [`${at} ${key}`])),
  }));
  const taken = new Map<string, number>();
  const wear = (keys: readonly string[]) => keys.reduce((sum, key) => sum + (taken.get(key) ?? 0), 0);
  const chosen: T[] = [];
  while (chosen.length < count && left.length > 0) {
    const least = left.reduce((best, { keys }, at) => (wear(keys) < wear(left[best]?.keys ?? []) ? at : best), 0);
    for (const { one, keys } of left.splice(least, 1)) {
      chosen.push(one);
      for (const key of keys) taken.set(key, (taken.get(key) ?? 0) + 1);
    }
  }
  return chosen;
}
