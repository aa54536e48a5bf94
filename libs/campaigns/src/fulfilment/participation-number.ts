import { mod37_36 } from 'cdigit';

const SCHEME = /^CY(\d{6,18})[0-9A-Z]$/;

/** The number of a certificate of participation (参与证书): `CY`, the digits of its pledge's number, and a check character (ISO 7064 MOD 37,36). */
export const participationNumber = (pledgeNumber: string): string =>
  mod37_36.generate(`CY${pledgeNumber.replace(/\D/g, '')}`);

/** The number of the pledge that a certificate is of; null where the number was mistyped or is none of ours. */
export function pledgeNumberOf(number: string): string | null {
  const digits = SCHEME.exec(number)?.[1];
  return digits && mod37_36.validate(number) ? `BN${digits}` : null;
}
