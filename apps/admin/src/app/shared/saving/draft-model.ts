import { computed, untracked, type WritableSignal } from '@angular/core';
import type { AutoSave } from './auto-save';

/**
 * The draft of a form that saves as it goes, as the form engine takes a model: what is typed is patched into the draft at once, and saved with it. `after` adds what
 * a change brings with it. May be made before `saving` can be read.
 */
export function draftModel<View extends { version: number }, Draft extends object>(
  saving: () => AutoSave<View, Draft>,
  after: (typed: Draft, before: Draft) => Draft = (typed) => typed,
): WritableSignal<Draft> {
  const read = computed(() => saving().draft());
  const write = (typed: Draft) => untracked(() => saving().patch(after(typed, read())));
  return Object.assign(read, {
    set: write,
    update: (change: (before: Draft) => Draft) => write(change(untracked(read))),
    asReadonly: () => read,
  }) as unknown as WritableSignal<Draft>;
}
