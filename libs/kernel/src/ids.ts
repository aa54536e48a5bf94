const POOL_BYTES = 4_096;
const MOST_IN_MS = 0xfff;
const pool = new Uint8Array(POOL_BYTES);
let used = POOL_BYTES;
let lastMs = 0;
/** Counts within a millisecond; it begins in the lower half, so that there is room above. */
let count = 0;

/** Sixteen random bytes; the generator is asked for many at a time, since asking is what costs. */
function randomBytes16(): Uint8Array<ArrayBuffer> {
  if (used + 16 > POOL_BYTES) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 16;
  return pool.slice(used - 16, used);
}

/**
 * A UUID of version 7 (RFC 9562, §6.2 method 1): 48 bits of Unix milliseconds, 12 of a counter, then random bits. B-tree inserts stay at the right edge, and what one
 * process makes later sorts later, within a millisecond and across a clock that is set back too: “the latest” by id is the latest.
 */
export function newId(): string {
  const bytes = randomBytes16();
  const view = new DataView(bytes.buffer);
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    count = view.getUint16(6) & (MOST_IN_MS >> 1);
  } else {
    count += 1;
    if (count > MOST_IN_MS) {
      lastMs += 1;
      count = 0;
    }
  }
  view.setUint16(0, Math.floor(lastMs / 2 ** 32));
  view.setUint32(2, lastMs >>> 0);
  view.setUint16(6, 0x7000 | count);
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function isId(value: string): boolean {
  return UUID.test(value);
}
