import { get, once } from '../path.ts';

export const traceabilityPaths = {
  listBatches: get('/supplier/batches', 'supplier'),
  createBatch: once('/supplier/batches', 'supplier'),
} as const;
