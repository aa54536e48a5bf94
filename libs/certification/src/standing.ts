import { CERTIFICATE_WORTHS, type CertificateStatus, type CertificateWorth } from '@yigou/contracts';
import { startOfMarketDay } from '@yigou/platform';

/**
 * What a certificate `c` of a supplier with the file `f` (both may be outer-joined) is worth today, a {@link CertificateWorth}: its status, its term, the supplier's
 * standing and the supplier's licences, read themselves, so that it is right even when the worker that enters their end was down. Without a certificate it says what
 * the supplier's standing leaves: `valid` when it may sell.
 */
export const CERTIFICATE_WORTH = 'certificate_worth(c.status, c.valid_from, c.valid_to, f.status, f.licences_to)';

/** A certificate `c` is worth what it says today (file `f` as above); its status is asked for first, which an index can answer. */
export const CERTIFICATE_IN_FORCE = `(c.status = 'valid' AND ${CERTIFICATE_WORTH} = 'valid')`;

/** Whether a product may be sold at this moment: its supplier's file `f` and its certificate `c`, where it has one, allow it. */
export const MAY_SELL = `(${CERTIFICATE_WORTH} = 'valid')`;

/** Since when a certificate is worth what it is, as SQL over the same rows. */
export const WORTH_SINCE = `CASE ${CERTIFICATE_WORTH} WHEN c.status THEN c.status_since
  WHEN 'expired' THEN ${startOfMarketDay('c.valid_to + 1')}
  WHEN 'licences_expired' THEN ${startOfMarketDay('f.licences_to + 1')}
  WHEN 'not_begun' THEN c.status_since ELSE coalesce(f.status_since, c.status_since) END`;

/** The standing that goes with it: whatever is no state of the certificate's own suspends it. */
export function statusOfWorth(worth: CertificateWorth): CertificateStatus {
  return worth === 'valid' || worth === 'expired' || worth === 'withdrawn' || worth === 'exited' ? worth : 'suspended';
}

/** Why it is worth what it is: the reason that was given for its own status, or else the words for what stands in the way. */
export function reasonOfWorth(
  { worth, status }: { readonly worth: CertificateWorth; readonly status: CertificateStatus },
  statusReason: string | null,
): string | null {
  if (worth === status) return statusReason;
  return worth === 'expired' ? '有效期届满' : CERTIFICATE_WORTHS[worth];
}
