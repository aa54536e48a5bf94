import type { ApplicationStatus, CertificateStatus, ObjectionStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const CERTIFICATE_TONES: Record<CertificateStatus, Tone> = {
  valid: 'go',
  suspended: 'todo',
  expired: 'rest',
  withdrawn: 'stop',
  exited: 'rest',
};
export const APPLICATION_TONES: Record<ApplicationStatus, Tone> = {
  draft: 'todo',
  township_review: 'run',
  industry_review: 'run',
  county_review: 'run',
  publicity: 'run',
  examination: 'run',
  city_review: 'run',
  province_review: 'run',
  national_filing: 'run',
  issued: 'go',
  returned: 'todo',
  refused: 'stop',
  terminated: 'stop',
  withdrawn: 'rest',
};
export const OBJECTION_TONES: Record<ObjectionStatus, Tone> = { open: 'todo', upheld: 'stop', rejected: 'go' };
