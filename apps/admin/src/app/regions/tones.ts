import type { RegionChangeState } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const REGION_CHANGE_TONES: Record<RegionChangeState, Tone> = { waiting: 'run', begun: 'go', withdrawn: 'rest' };
