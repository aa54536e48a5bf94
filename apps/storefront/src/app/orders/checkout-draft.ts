import { Injectable } from '@angular/core';

export interface DraftLine {
  readonly skuId: string;
  readonly quantity: number;
}

const KEY = 'yigou.checkout';

/** What is about to be ordered: chosen lines of the cart, or one product bought at once. Survives the login and a reload. */
@Injectable({ providedIn: 'root' })
export class CheckoutDraft {
  private lines: readonly DraftLine[] | null = null;

  read(): readonly DraftLine[] {
    if (this.lines) return this.lines;
    try {
      const stored = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as DraftLine[];
      this.lines = Array.isArray(stored) ? stored : [];
    } catch {
      this.lines = [];
    }
    return this.lines;
  }

  write(lines: readonly DraftLine[]): void {
    this.lines = lines;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(lines));
    } catch {
      // Kept in memory at least.
    }
  }
}
