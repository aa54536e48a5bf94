import type { AftersalesStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const AFTERSALES_TONES: Record<AftersalesStatus, Tone> = {
  applied: 'todo',
  returning: 'run',
  sent_back: 'todo',
  refused: 'run',
  intervening: 'todo',
  refunding: 'run',
  refunded: 'rest',
  closed: 'rest',
};
