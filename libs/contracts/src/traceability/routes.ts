import { route, type RoutesOf } from '../route';
import type { traceabilityPaths } from './paths';
import { BatchInput, BatchPage, BatchQuery, BatchView } from './schemas';

export const traceabilityRoutes = {
  listBatches: route({ tag: 'certification', summary: 'Own batches', query: BatchQuery, response: BatchPage }),
  createBatch: route({
    tag: 'certification',
    summary: 'Register a batch: harvest, quantity, households',
    body: BatchInput,
    response: BatchView,
    status: 201,
    errors: ['certificate_invalid', 'supplier_not_admitted'],
  }),
} as const satisfies RoutesOf<typeof traceabilityPaths>;
