import { uuidv7 } from 'uuidv7';

/**
 * A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, a counter, then random bits. B-tree inserts stay at the
 * right edge, and what one process makes later sorts later, within a millisecond too: "the latest" by id is the latest.
 */
export function newId(): string {
  return uuidv7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isId(value: string): boolean {
  return UUID.test(value);
}
