import type { SupplierFile } from '@yigou/contracts';

export type Licence = SupplierFile['licences'][number];
const DAY = 86_400_000;
/** A licence is announced to end so many days ahead. */
const WARN_DAYS = 30;

export interface Term {
  readonly state: 'ok' | 'near' | 'late';
  readonly words: string;
}

/** Whole days from `today` to a calendar date; negative when it is past. */
export const daysUntil = (date: string, today: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY);

/** How a licence's term stands on `today` (calendar date in China). The last day still counts. */
export function licenceTerm(licence: Pick<Licence, 'validTo'>, today: string): Term {
  if (licence.validTo === null) return { state: 'ok', words: '长期有效' };
  const left = daysUntil(licence.validTo, today);
  if (left < 0) return { state: 'late', words: `已于 ${licence.validTo} 到期` };
  if (left === 0) return { state: 'near', words: '今天到期' };
  if (left <= WARN_DAYS) return { state: 'near', words: `${licence.validTo} 到期，还有 ${left} 天` };
  return { state: 'ok', words: `有效期至 ${licence.validTo}` };
}
