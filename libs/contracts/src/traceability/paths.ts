import { get, post } from '../path.ts';

export const traceabilityPaths = {
  listBatches: get('/supplier/batches', 'supplier'),
  createBatch: post('/supplier/batches', 'supplier'),
} as const;
