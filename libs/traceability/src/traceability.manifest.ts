import { defineContext } from '@yigou/platform';
import { TraceabilityModule } from './traceability.module';
import { TRACEABILITY_ENTITIES } from './entities';

export const TRACEABILITY = defineContext({
  name: 'traceability',
  module: TraceabilityModule,
  entities: TRACEABILITY_ENTITIES,
  tables: ['batch', 'batch_household', 'batch_origin'],
});
