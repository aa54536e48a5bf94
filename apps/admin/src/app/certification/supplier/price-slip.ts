import type { PriceCheck } from '@yigou/contracts';
import type { ApplicationDraft } from './application-draft';

/** What the price watch answered for a line; undefined while it is asked, null when it could not be asked. */
export type Checked = PriceCheck | null | undefined;

export type PriceNeed = 'nothing' | 'reason' | 'confirmation';

/** What a set of prices asks of the person who typed them: nothing, a reason, or a reason with a second look. */
export function priceNeed(checks: readonly Checked[]): PriceNeed {
  const verdicts = checks.map((check) => check?.verdict);
  if (verdicts.includes('decimal_slip')) return 'confirmation';
  return verdicts.includes('high') || verdicts.includes('low') ? 'reason' : 'nothing';
}

/** Why a draft is not saved yet: a slip of the decimal point is confirmed with a reason before it is stored. */
export function whyHeld(draft: ApplicationDraft, checks: readonly Checked[]): string | null {
  if (checks.some((check) => check === undefined)) return '正在核对价格…';
  if (priceNeed(checks) !== 'confirmation') return null;
  if (draft.priceConfirmed && draft.priceReason.trim()) return null;
  return '价格像是多写或少写了一位，请在“规格和价格”里确认，确认后自动保存';
}

/** Places of a price band on a line from 0 to 100: what nine in ten cost, what half cost, the middle, and this price. */
export function bandPlaces(check: PriceCheck): Record<'p10' | 'p25' | 'median' | 'p75' | 'p90' | 'own', number> | null {
  const { band, unitPriceFen } = check;
  if (!band || unitPriceFen === null) return null;
  const low = Math.min(band.p10, unitPriceFen);
  const high = Math.max(band.p90, unitPriceFen);
  // A logarithmic line: a price ten times too high must not press the band into a stroke.
  const log = (fen: number) => Math.log(Math.max(1, fen));
  const span = log(high) - log(low) || 1;
  const at = (fen: number) => 6 + (88 * (log(fen) - log(low))) / span;
  return {
    p10: at(band.p10),
    p25: at(band.p25),
    median: at(band.median),
    p75: at(band.p75),
    p90: at(band.p90),
    own: at(unitPriceFen),
  };
}
