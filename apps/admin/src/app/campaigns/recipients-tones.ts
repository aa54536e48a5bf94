import type { NeedStatus, RegistrationStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const REGISTRATION_TONES: Record<RegistrationStatus, Tone> = {
  waiting: 'todo',
  approved: 'go',
  returned: 'stop',
  withdrawn: 'rest',
};

export const NEED_TONES: Record<NeedStatus, Tone> = {
  waiting: 'todo',
  open: 'go',
  returned: 'stop',
  closed: 'rest',
  withdrawn: 'rest',
};
