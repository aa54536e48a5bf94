import type { CertificateStatus } from '@yigou/contracts';

/**
 * What a certificate is worth on a day (ISO date): a valid one whose term is over is expired, one whose term has not begun does not
 * count yet and reads as suspended.
 */
export function effectiveStatus(
  certificate: { readonly status: CertificateStatus; readonly validFrom: string; readonly validTo: string },
  today: string,
): CertificateStatus {
  if (certificate.status !== 'valid') return certificate.status;
  if (certificate.validTo < today) return 'expired';
  return today < certificate.validFrom ? 'suspended' : 'valid';
}

/** The present day where the market is, by the database's clock, as SQL. */
export const MARKET_TODAY = "(clock_timestamp() AT TIME ZONE 'Asia/Shanghai')::date";
