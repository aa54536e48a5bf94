import { daysUntil } from '../../suppliers/licence-term';

export interface CertificateTerm {
  /** Share of the term that is over, 0 to 100. */
  readonly passed: number;
  readonly words: string;
  readonly near: boolean;
}
const NEAR_DAYS = 60;

/** How far a certificate's term is on `today`; all three are calendar dates, the last day counts. */
export function certificateTerm(validFrom: string, validTo: string, today: string): CertificateTerm {
  const whole = Math.max(1, daysUntil(validTo, validFrom) + 1);
  const left = daysUntil(validTo, today);
  const passed = Math.min(100, Math.max(0, Math.round(((whole - left - 1) / whole) * 100)));
  if (left < 0) return { passed: 100, words: `已于 ${validTo} 到期`, near: true };
  if (daysUntil(validFrom, today) > 0) return { passed: 0, words: `${validFrom} 起生效`, near: false };
  return { passed, words: left === 0 ? '今天到期' : `还有 ${left} 天`, near: left <= NEAR_DAYS };
}
