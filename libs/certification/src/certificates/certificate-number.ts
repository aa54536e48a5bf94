import { mod37_36 } from 'cdigit';

const SERIAL_DIGITS = 6;
const SCHEME = /^FP\d{16,}[0-9A-Z]$/;

/**
 * `FP`, the county's code, the year, a serial number of that county and year (six digits, more when the year has more), and a check character
 * (ISO 7064 MOD 37,36).
 */
export function certificateNumber(countyCode: string, year: number, serial: number): string {
  return mod37_36.generate(`FP${countyCode}${year}${String(serial).padStart(SERIAL_DIGITS, '0')}`);
}

/** False: it looks like one of ours, and a character was mistyped. Numbers that came with an import have no check character and pass. */
export function plausibleNumber(number: string): boolean {
  return !SCHEME.test(number) || mod37_36.validate(number);
}
