import type { RecallStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const RECALL_TONES: Record<RecallStatus, Tone> = { open: 'todo', reported: 'run', closed: 'rest' };
