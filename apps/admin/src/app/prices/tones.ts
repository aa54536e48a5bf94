import type { PriceVerdict } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const VERDICT_TONES: Record<PriceVerdict, Tone> = {
  no_reference: 'rest',
  within: 'go',
  high: 'todo',
  low: 'todo',
  decimal_slip: 'stop',
};
