import { inject, Injectable, signal } from '@angular/core';
import { ApiClient } from '@yigou/web-data';
import type { PricedSpec } from './application-draft';
import type { Checked } from './price-slip';

/** Prices looked at so far; each is asked for once, a moment after it was typed. */
@Injectable()
export class PriceChecks {
  private readonly api = inject(ApiClient);
  private readonly known = signal<Readonly<Record<string, Checked>>>({});
  private readonly asked = new Set<string>();

  /** Answer for a price of a variety and grade; reading it in a template or effect follows it. */
  of(variety: string, grade: string, spec: PricedSpec | null): Checked {
    if (!spec || !variety.trim()) return null;
    return this.known()[keyOf(variety, grade, spec)];
  }

  ask(variety: string, grade: string, specs: readonly (PricedSpec | null)[]): void {
    if (!variety.trim()) return;
    for (const spec of specs) {
      const key = spec && keyOf(variety, grade, spec);
      if (!spec || !key || this.asked.has(key)) continue;
      this.asked.add(key);
      void this.fetch(key, { variety: variety.trim(), grade: grade.trim(), ...spec });
    }
  }

  private async fetch(key: string, query: PricedSpec & { variety: string; grade: string }): Promise<void> {
    let answer: Checked = null;
    try {
      answer = await this.api.call('checkPrice', { query });
    } catch {
      // Without an answer nothing is held back: the submission looks at the price again.
      this.asked.delete(key);
    }
    this.known.update((known) => ({ ...known, [key]: answer }));
  }
}

const keyOf = (variety: string, grade: string, spec: PricedSpec): string =>
  JSON.stringify([variety.trim(), grade.trim(), spec.netWeightGrams, spec.priceFen]);
