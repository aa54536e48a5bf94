import { computed, Injectable, signal } from '@angular/core';
import type { EvidenceView } from '@yigou/contracts';
import type { ReviewDecision } from '@yigou/contracts/labels';

/** What the person in front of the screen is about to decide; shared by the form, where fields get their notes, and the panel that sends it. */
@Injectable()
export class ReviewDraft {
  readonly decision = signal<ReviewDecision | null>(null);
  /** What is typed in the panel. */
  readonly said = signal({ reason: '' });
  readonly evidence = signal<readonly EvidenceView[]>([]);
  /** Field → what is wrong with it, for a return. */
  readonly notes = signal<Readonly<Record<string, string>>>({});
  readonly noting = computed(() => this.decision() === 'return');
  /** Notes that say something. */
  readonly written = computed<Record<string, string>>(() =>
    Object.fromEntries(
      Object.entries(this.notes())
        .map(([field, note]) => [field, note.trim()] as const)
        .filter(([, note]) => note !== ''),
    ),
  );

  note(field: string, text: string | null): void {
    this.notes.update(({ [field]: _before, ...rest }) => (text === null ? rest : { ...rest, [field]: text }));
  }

  clear(): void {
    this.decision.set(null);
    this.said.set({ reason: '' });
    this.evidence.set([]);
    this.notes.set({});
  }
}
