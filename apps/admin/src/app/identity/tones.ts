import type { ManagementState } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const MANAGEMENT_TONES: Record<ManagementState, Tone> = { managed: 'go', invited: 'run', vacant: 'todo' };
