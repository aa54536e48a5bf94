import { defineContext } from '@yigou/platform';
import { TraceabilityModule } from './traceability.module';

export const TRACEABILITY = defineContext({
  name: 'traceability',
  module: TraceabilityModule,
  tables: ['batch', 'batch_household'],
});
