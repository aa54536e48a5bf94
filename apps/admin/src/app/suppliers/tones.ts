import type { LinkStatus, SupplierStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const SUPPLIER_TONES: Record<SupplierStatus, Tone> = {
  draft: 'todo',
  county_review: 'run',
  platform_review: 'run',
  returned: 'todo',
  refused: 'stop',
  admitted: 'go',
  rectifying: 'todo',
  frozen: 'stop',
  removed: 'stop',
  blacklisted: 'stop',
  exited: 'rest',
};
export const LINK_TONES: Record<LinkStatus, Tone> = { declared: 'run', confirmed: 'go', disputed: 'stop' };
