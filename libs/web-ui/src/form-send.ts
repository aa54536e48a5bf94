import type { WritableSignal } from '@angular/core';
import { type FieldState, type FieldTree, submit } from '@angular/forms/signals';
import { toApiError } from '@yigou/web-data';

const isEmpty = (value: unknown): boolean =>
  value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/**
 * The first error of a field, once the person has been there or tried to send. Words that the form has for it come before those of the contract's schema; of what
 * is empty the schema says little, so there `missing` stands instead, where it is given.
 */
export function errorOf(state: Pick<FieldState<unknown>, 'touched' | 'errors' | 'value'>, missing = ''): string | null {
  if (!state.touched()) return null;
  const errors = state.errors();
  const own = errors.find((error) => error.kind !== 'standardSchema');
  if (own) return own.message ?? null;
  const first = errors[0];
  return (first && missing && isEmpty(state.value()) ? missing : first?.message) ?? null;
}

/**
 * Sends a form: the first wrong field gets the focus; what the API refuses lands at its field, anything else in `problem`.
 * True when it went through: then nothing is unsaved any more.
 */
export async function send<T extends object>(
  tree: FieldTree<T>,
  problem: WritableSignal<string>,
  act: () => Promise<void>,
): Promise<boolean> {
  problem.set('');
  let sent = false;
  await submit(tree, {
    onInvalid: () => tree().errorSummary()[0]?.fieldTree().focusBoundControl(),
    action: async () => {
      try {
        await act();
        sent = true;
        return undefined;
      } catch (error) {
        const refusal = toApiError(error);
        const children = tree as unknown as Record<string, FieldTree<unknown> | undefined>;
        const known = Object.entries(refusal.fields).filter(([name]) => children[name] !== undefined);
        if (known.length === 0) problem.set(refusal.message);
        const errors = known.map(([name, message]) => ({ kind: 'server', message, fieldTree: children[name]! }));
        // The refusal must not count as a success even where no field is to blame.
        return errors.length > 0 ? errors : { kind: 'server', message: refusal.message };
      }
    },
  });
  if (sent) tree().reset();
  return sent;
}
