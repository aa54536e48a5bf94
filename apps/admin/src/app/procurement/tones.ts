import type { ShareCorrectionStatus, ShareState, UnitAdmissionStatus, UnitChangeStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const ADMISSION_TONES: Record<UnitAdmissionStatus, Tone> = {
  waiting: 'todo',
  accepted: 'go',
  refused: 'stop',
  withdrawn: 'rest',
};

export const CHANGE_TONES: Record<UnitChangeStatus, Tone> = {
  waiting: 'todo',
  accepted: 'go',
  returned: 'stop',
  withdrawn: 'rest',
  lapsed: 'rest',
};

export const CORRECTION_TONES: Record<ShareCorrectionStatus, Tone> = {
  asked: 'todo',
  agreed: 'run',
  approved: 'go',
  declined: 'stop',
  rejected: 'stop',
  withdrawn: 'rest',
};

export const SHARE_TONES: Record<ShareState, Tone> = {
  missing: 'todo',
  draft: 'todo',
  submitted: 'run',
  reviewed: 'run',
  returned: 'stop',
  in_force: 'go',
  superseded: 'rest',
  fulfilled: 'go',
  unfulfilled: 'stop',
  discarded: 'rest',
};
