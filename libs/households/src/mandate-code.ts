import { randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOKALIKES: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** 80 random bits in Crockford's base 32, in groups that can be read out: `4F7K-9QXM-2T0C-VW8A`. */
export function newMandateCode(): string {
  let bits = BigInt(`0x${randomBytes(10).toString('hex')}`);
  let code = '';
  for (let at = 0; at < 16; at += 1) {
    code = CROCKFORD[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return grouped(code);
}

/** A code as somebody typed it off paper: groups as they like, I and L for 1, O for 0. */
export function readMandateCode(typed: string): string {
  return grouped(
    typed
      .toUpperCase()
      .replaceAll('-', '')
      .replaceAll(/[ILO]/g, (letter) => LOOKALIKES[letter] ?? letter),
  );
}

const grouped = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-');
