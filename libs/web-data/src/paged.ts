import { computed, linkedSignal, type Signal, signal } from '@angular/core';
import { toApiError } from './api-client';
import type { ApiResource } from './api-resource';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A list that grows page by page. A new first page (another filter) begins anew; while it is on its way there is no next one. */
export class Paged<T> {
  private readonly rest: ReturnType<typeof linkedSignal<Page<T> | null, Page<T> | null>>;
  readonly items: Signal<readonly T[]>;
  readonly cursor: Signal<string | null>;
  readonly loading = signal(false);
  readonly problem = signal('');

  constructor(
    private readonly first: ApiResource<Page<T>>,
    private readonly load: (cursor: string) => Promise<Page<T>>,
  ) {
    this.rest = linkedSignal<Page<T> | null, Page<T> | null>({ source: () => first.latest(), computation: () => null });
    this.items = computed(() => [...(first.latest()?.items ?? []), ...(this.rest()?.items ?? [])]);
    this.cursor = computed(() => (first.isLoading() ? null : ((this.rest() ?? first.latest())?.nextCursor ?? null)));
  }

  async more(): Promise<void> {
    const cursor = this.cursor();
    const from = this.first.latest();
    if (!cursor || this.loading()) return;
    this.loading.set(true);
    this.problem.set('');
    try {
      const next = await this.load(cursor);
      // The filter may have changed while this page was on its way.
      if (from !== this.first.latest() || this.first.isLoading()) return;
      this.rest.update((rest) => ({ items: [...(rest?.items ?? []), ...next.items], nextCursor: next.nextCursor }));
    } catch (error) {
      this.problem.set(toApiError(error).message);
    } finally {
      this.loading.set(false);
    }
  }
}
