import type { ParcelStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const PARCEL_TONES: Record<ParcelStatus, Tone> = {
  registered: 'rest',
  collected: 'run',
  in_transit: 'run',
  out_for_delivery: 'run',
  delivered: 'go',
  exception: 'stop',
};
