import type { FieldState } from '@angular/forms/signals';

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
