import {
  type ApplicationStatus,
  CERTIFICATE_WORTHS,
  type CertificateStatus,
  type CertificateWorth,
  type ObjectionStatus,
} from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

const CERTIFICATE_TONES: Record<CertificateStatus, Tone> = {
  valid: 'go',
  suspended: 'todo',
  expired: 'rest',
  withdrawn: 'stop',
  exited: 'rest',
};
/** The state of a certificate as a tag. One that was made up never looks like a real one. */
export const certificateState = (one: {
  readonly status: CertificateStatus;
  readonly worth: CertificateWorth;
  readonly demo: boolean;
}): { readonly label: string; readonly tone: Tone } =>
  one.demo
    ? {
        label: `演示（${CERTIFICATE_WORTHS[one.worth]}）`,
        tone: one.status === 'valid' ? 'rest' : CERTIFICATE_TONES[one.status],
      }
    : { label: CERTIFICATE_WORTHS[one.worth], tone: CERTIFICATE_TONES[one.status] };
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
