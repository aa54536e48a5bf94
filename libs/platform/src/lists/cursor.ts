import { DomainError, isId } from '@yigou/kernel';

/**
 * What a value is that a list is ordered by: `number` a whole number, `instant` an ISO 8601 time or `infinity`, `millis` an instant as whole milliseconds since
 * 1970, `date` a calendar day, `id` a UUID.
 */
export type KeyKind = 'text' | 'number' | 'instant' | 'millis' | 'date' | 'id';
export type KeyValue = string | number | null;

/** What must be known of a value to read it back out of a cursor. */
export interface KeyShape {
  readonly kind: KeyKind;
  /** Rows without a value come last in both directions. */
  readonly nullable?: true;
}

/** The position after a row: the values that the order is by. Opaque to clients. Undefined when a value cannot be carried, a number past the safe range. */
export function encodeCursor(values: readonly unknown[], shapes: readonly KeyShape[]): string | undefined {
  if (!areKeys(values, shapes)) return undefined;
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** Throws `validation_failed` for a cursor that this order did not make, and for one with a value that PostgreSQL would not read. */
export function decodeCursor(cursor: string, shapes: readonly KeyShape[]): readonly KeyValue[] {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw badCursor();
  }
  if (!areKeys(values, shapes)) throw badCursor();
  return values;
}

export const badCursor = (): DomainError =>
  new DomainError('validation_failed', { fields: { cursor: '翻页位置无效，请回到第一页。' } });

const areKeys = (values: unknown, shapes: readonly KeyShape[]): values is readonly KeyValue[] =>
  Array.isArray(values) && values.length === shapes.length && shapes.every((shape, at) => fits(shape, values[at]));

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** The last instant that JavaScript and, so, our own clocks know. */
const MOST_MILLIS = 8.64e15;

function fits({ kind, nullable }: KeyShape, value: unknown): boolean {
  if (value === null) return nullable === true;
  if (kind === 'number') return Number.isSafeInteger(value);
  if (kind === 'millis') return Number.isSafeInteger(value) && Math.abs(value as number) <= MOST_MILLIS;
  if (typeof value !== 'string' || value.includes('\0')) return false;
  if (kind === 'text') return true;
  if (kind === 'id') return isId(value);
  if (kind === 'instant' && value === 'infinity') return true;
  return (kind === 'date' ? DATE : INSTANT).test(value) && isOfCalendar(value);
}

/** JavaScript rolls 30 February over, and knows a year 0; PostgreSQL refuses both. */
function isOfCalendar(text: string): boolean {
  const parsed = new Date(text);
  const day = text.slice(0, 10);
  const named = new Date(day);
  if (Number.isNaN(parsed.getTime()) || Number.isNaN(named.getTime())) return false;
  return named.toISOString().slice(0, 10) === day && parsed.getUTCFullYear() > 0 && named.getUTCFullYear() > 0;
}
