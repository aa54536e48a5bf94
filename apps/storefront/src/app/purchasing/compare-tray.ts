import { computed, inject, Injectable, signal } from '@angular/core';
import { MOST_COMPARED } from '@yigou/contracts/labels';
import { Seats } from '@yigou/web-data';

/** A product or one of its packings. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
}

const KEY = 'yigou.compare';

/** What a unit's member has put side by side on the way through the shop; survives a reload. */
@Injectable({ providedIn: 'root' })
export class CompareTray {
  private readonly seat = inject(Seats).current;
  private readonly kept = signal<readonly Candidate[]>(stored());
  readonly items = this.kept.asReadonly();
  /** Units alone compare: it is their prices that are shown. */
  readonly open = computed(() => this.seat()?.kind === 'agency');
  readonly full = computed(() => this.kept().length >= MOST_COMPARED);
  /** As the page's address names them. */
  readonly ids = computed(() =>
    this.kept()
      .map(({ id }) => id)
      .join(','),
  );

  has(id: string): boolean {
    return this.kept().some((one) => one.id === id);
  }

  /** Takes it in or out; a full one takes in nothing. */
  toggle(one: Candidate): void {
    if (this.has(one.id)) this.write(this.kept().filter(({ id }) => id !== one.id));
    else if (!this.full()) this.write([...this.kept(), { id: one.id, name: one.name }]);
  }

  remove(id: string): void {
    this.write(this.kept().filter((one) => one.id !== id));
  }

  private write(items: readonly Candidate[]): void {
    this.kept.set(items);
    try {
      sessionStorage.setItem(KEY, JSON.stringify(items));
    } catch {
      // Kept in memory at least.
    }
  }
}

function stored(): readonly Candidate[] {
  try {
    const items: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(items) ? (items as Candidate[]).slice(0, MOST_COMPARED) : [];
  } catch {
    return [];
  }
}
