import type { Journal } from './journal';

/** Objects of one kind in order of creation, each change journalled. Callers mutate an object, then `put` it. */
export class Collection<T extends { id: string }> {
  private readonly values: Map<string, T>;

  constructor(
    private readonly name: string,
    private readonly journal: Journal,
  ) {
    this.values = new Map((journal.initial.get(name) as Map<string, T> | undefined) ?? []);
  }

  get size(): number {
    return this.values.size;
  }

  get(id: string): T | undefined {
    return this.values.get(id);
  }

  put(value: T): T {
    this.values.set(value.id, value);
    this.journal.record(this.name, value.id, value);
    return value;
  }

  delete(id: string): boolean {
    const known = this.values.delete(id);
    if (known) this.journal.record(this.name, id, null);
    return known;
  }

  clear(): void {
    for (const id of this.values.keys()) this.delete(id);
  }

  /** Oldest first. */
  all(): IterableIterator<T> {
    return this.values.values();
  }

  newestFirst(): T[] {
    return [...this.values.values()].reverse();
  }

  /**
   * Drops the oldest objects that may go until at most `keep` are left: a long run must not fill the memory. Waits for a
   * surplus of a tenth, since a Map walks over all that was deleted at its head before it comes to the first survivor.
   */
  prune(keep: number, mayGo: (value: T) => boolean): void {
    let surplus = this.values.size - keep;
    if (surplus < keep / 10) return;
    for (const value of this.values.values()) {
      if (surplus <= 0) return;
      if (!mayGo(value)) continue;
      this.delete(value.id);
      surplus -= 1;
    }
  }

  /** Drops from the oldest on while the test holds. */
  pruneWhile(test: (value: T) => boolean): void {
    for (const value of this.values.values()) {
      if (!test(value)) return;
      this.delete(value.id);
    }
  }
}
