// How long a program that ended by itself rests before it is started again: longer each time, and short again once it has run for a while.
const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/** An end after this long has nothing to do with the one before. */
const CALM_MS = 10 * 60_000;

export class Pauses {
  private readonly last = new Map<string, { readonly at: number; readonly pauseMs: number }>();

  /** The pause after an end at this moment; milliseconds. */
  next(name: string, now = Date.now()): number {
    const before = this.last.get(name);
    const pauseMs = before && now - before.at < CALM_MS ? Math.min(before.pauseMs * 2, LONGEST_MS) : FIRST_MS;
    this.last.set(name, { at: now, pauseMs });
    return pauseMs;
  }
}
