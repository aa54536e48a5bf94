import { DomainError, isId } from '@yigou/kernel';

/** The position after the last row of a page: the values that the order is by. Opaque to clients. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What a value of a cursor must be: `instant` an ISO 8601 time, `id` a UUID. */
export type CursorKind = 'string' | 'number' | 'instant' | 'id';

/** Throws `validation_failed` for a cursor that this order did not make. */
export function decodeCursor(cursor: string, kinds: readonly CursorKind[]): (string | number)[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    values = null;
  }
  const good =
    Array.isArray(values) &&
    values.length === kinds.length &&
    kinds.every((kind, index) => fits(kind, (values as unknown[])[index]));
  if (!good) throw new DomainError('validation_failed', { fields: { cursor: '翻页位置无效，请回到第一页。' } });
  return values as (string | number)[];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function fits(kind: CursorKind, value: unknown): boolean {
  if (kind === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.includes('\0')) return false;
  if (kind === 'id') return isId(value);
  return kind === 'string' || (INSTANT.test(value) && !Number.isNaN(Date.parse(value)));
}
