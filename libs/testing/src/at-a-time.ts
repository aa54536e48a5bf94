/**
 * Runs work for each item, so many at a time, as people come to a shop that has that many connections: who waits for one is refused after a while, and a
 * race for stock or money is no race for connections. Gives what became of each, in the order of the items.
 */
export async function atATime<T, R>(
  limit: number,
  items: Iterable<T>,
  work: (item: T, index: number) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const outcomes: PromiseSettledResult<R>[] = [];
  // One iterator for all: whoever is free takes the next.
  const queue = [...items].entries();
  await Promise.all(
    Array.from({ length: limit }, async () => {
      for (const [index, item] of queue) [outcomes[index]] = await Promise.allSettled([work(item, index)]);
    }),
  );
  return outcomes;
}

/** What each item gives, in their order, made a few at a time. @throws what the first of them throws that fails */
export async function someAtATime<T, R>(
  items: Iterable<T>,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const outcomes = await atATime(8, items, work);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
