import { TRACEABILITY } from '@yigou/traceability';
import { inApi } from '../context';
import { BatchesController } from './batches.controller';

export const traceabilityInApi = inApi(TRACEABILITY, {
  controllers: [BatchesController],
});
