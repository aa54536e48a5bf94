import type { FindingSeverity, FindingStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const FINDING_TONES: Record<FindingStatus, Tone> = { open: 'todo', confirmed: 'stop', dismissed: 'rest' };
export const SEVERITY_TONES: Record<FindingSeverity, Tone> = { high: 'stop', medium: 'todo', low: 'rest' };
