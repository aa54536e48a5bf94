import type { AcceptanceStatus, RequisitionStatus } from '@yigou/contracts/labels';
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

export const ACCEPTANCE_TONES: Record<AcceptanceStatus, Tone> = {
  signed: 'todo',
  confirmed: 'go',
  returned: 'stop',
  lapsed: 'rest',
};
