import { DomainError } from '@yigou/kernel';

/** The position after the last row of a page: the values that the order is by. Opaque to clients. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Throws `validation_failed` for a cursor that this order did not make. */
export function decodeCursor(cursor: string, kinds: readonly ('string' | 'number')[]): (string | number)[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    values = null;
  }
  const good =
    Array.isArray(values) &&
    values.length === kinds.length &&
    values.every(
      (value, index) => typeof value === kinds[index] && (typeof value !== 'string' || !value.includes('\0')),
    );
  if (!good) throw new DomainError('validation_failed', { fields: { cursor: '翻页位置无效，请回到第一页。' } });
  return values as (string | number)[];
}
