import type { RequisitionStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const REQUISITION_TONES: Record<RequisitionStatus, Tone> = {
  draft: 'todo',
  submitted: 'run',
  returned: 'stop',
  approved: 'go',
  ordered: 'go',
  withdrawn: 'rest',
  expired: 'stop',
};
