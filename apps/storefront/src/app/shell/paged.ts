import { computed, linkedSignal, type Signal, signal } from '@angular/core';
import { toApiError } from '@yigou/web-data';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A list that grows page by page. A new first page (another filter) begins anew. */
export class Paged<T> {
  private readonly rest: ReturnType<typeof linkedSignal<Page<T> | null, Page<T> | null>>;
  readonly items: Signal<readonly T[]>;
  readonly cursor: Signal<string | null>;
  readonly loading = signal(false);
  readonly problem = signal('');

  constructor(
    private readonly first: Signal<Page<T> | null>,
    private readonly load: (cursor: string) => Promise<Page<T>>,
  ) {
    this.rest = linkedSignal<Page<T> | null, Page<T> | null>({ source: () => first(), computation: () => null });
    this.items = computed(() => [...(first()?.items ?? []), ...(this.rest()?.items ?? [])]);
    this.cursor = computed(() => (this.rest() ?? first())?.nextCursor ?? null);
  }

  async more(): Promise<void> {
    const cursor = this.cursor();
    const from = this.first();
    if (!cursor || this.loading()) return;
    this.loading.set(true);
    this.problem.set('');
    try {
      const next = await this.load(cursor);
      // The filter may have changed while this page was on its way.
      if (from !== this.first()) return;
      this.rest.update((rest) => ({ items: [...(rest?.items ?? []), ...next.items], nextCursor: next.nextCursor }));
    } catch (error) {
      this.problem.set(toApiError(error).message);
    } finally {
      this.loading.set(false);
    }
  }
}
