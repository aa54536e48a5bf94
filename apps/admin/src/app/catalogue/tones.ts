import type { ImportStatus, ProductStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const PRODUCT_TONES: Record<ProductStatus, Tone> = { draft: 'todo', listed: 'go', withdrawn: 'rest' };
export const IMPORT_TONES: Record<ImportStatus, Tone> = {
  reading: 'run',
  previewed: 'todo',
  applying: 'run',
  applied: 'go',
  refused: 'stop',
  discarded: 'rest',
  undoing: 'run',
  undone: 'rest',
  expired: 'rest',
};
