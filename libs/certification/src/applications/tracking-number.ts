import { marketDay } from '@yigou/platform';
import { mod37_36 } from 'cdigit';
import { randomBytes } from 'node:crypto';

/** RFC 4648. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const RANDOM_BYTES = 5;

/**
 * A number that a matter is followed by: letters of its kind (`YY` objection, `TS` complaint, `CC` inspection), the day where the market is, 40 random bits in base 32
 * that nobody guesses, and a check character (ISO 7064 MOD 37,36).
 */
export function trackingNumber(kind: 'YY' | 'TS' | 'CC', now: Date = new Date()): string {
  const day = marketDay(now).replaceAll('-', '');
  let bits = randomBytes(RANDOM_BYTES).reduce<bigint>((value, byte) => value * 256n + BigInt(byte), 0n);
  let random = '';
  for (let at = 0; at < (RANDOM_BYTES * 8) / 5; at += 1) {
    random += BASE32[Number(bits % 32n)];
    bits /= 32n;
  }
  return mod37_36.generate(`${kind}${day}${random}`);
}

/** False: no number of ours reads like this, somebody mistyped. */
export const plausibleTracking = (number: string): boolean =>
  /^(YY|TS)\d{8}[A-Z2-7]{8}[0-9A-Z]$/.test(number) && mod37_36.validate(number);
