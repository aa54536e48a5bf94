import { CAMPAIGN_ACTIONS, CAMPAIGN_FIELDS } from '@yigou/contracts/labels';
import type { HistoryStep } from '../shared/step-history';

interface Step {
  readonly action: string;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}
const BAD: readonly string[] = ['decline', 'return', 'cancel', 'fail', 'lapse', 'give_up', 'recipient_refuse'];

export const stepsOf = (history: readonly Step[]): HistoryStep[] =>
  history.map(({ action, at, by, reason }) => ({
    at,
    title: CAMPAIGN_ACTIONS[action as keyof typeof CAMPAIGN_ACTIONS] ?? action,
    who: by || '平台',
    text: reason,
    bad: BAD.includes(action),
  }));

export const fieldWords = (field: string): string => CAMPAIGN_FIELDS[field as keyof typeof CAMPAIGN_FIELDS] ?? field;

/** Grams → “1.25 吨”, below a ton in kilograms. */
export const weightWords = (grams: number): string =>
  grams >= 1_000_000
    ? `${(grams / 1_000_000).toFixed(2).replace(/\.?0+$/, '')} 吨`
    : `${(grams / 1_000).toFixed(1).replace(/\.0$/, '')} 公斤`;
