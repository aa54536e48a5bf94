import type { AppealStatus, ComplaintStatus, InspectionStatus, SanctionStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const INSPECTION_TONES: Record<InspectionStatus, Tone> = {
  ordered: 'run',
  passed: 'go',
  rectifying: 'todo',
  rectified: 'run',
  failed: 'stop',
};
export const SANCTION_TONES: Record<SanctionStatus, Tone> = {
  in_force: 'stop',
  lifted: 'rest',
  ended: 'rest',
  overturned: 'go',
};
export const APPEAL_TONES: Record<AppealStatus, Tone> = { open: 'run', upheld: 'go', rejected: 'rest' };
export const COMPLAINT_TONES: Record<ComplaintStatus, Tone> = {
  received: 'todo',
  investigating: 'run',
  answered: 'rest',
};
