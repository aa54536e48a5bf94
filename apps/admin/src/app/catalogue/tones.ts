import type { ImportStatus, ProductStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const PRODUCT_TONES: Record<ProductStatus, Tone> = { draft: 'todo', listed: 'go', withdrawn: 'rest' };
export const IMPORT_TONES: Record<ImportStatus, Tone> = { queued: 'rest', running: 'run', done: 'go', failed: 'stop' };
