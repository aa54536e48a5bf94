import type { CampaignStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const CAMPAIGN_TONES: Record<CampaignStatus, Tone> = {
  draft: 'rest',
  to_recipient: 'todo',
  agreeing: 'todo',
  to_review: 'todo',
  recruiting: 'run',
  awaiting_balance: 'run',
  collecting: 'run',
  succeeded: 'run',
  failed: 'stop',
  purchasing: 'run',
  shipping: 'run',
  received: 'run',
  reallocating: 'todo',
  handed_out: 'run',
  published: 'go',
  settled: 'go',
  cancelled: 'rest',
};
