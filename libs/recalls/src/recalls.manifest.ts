import { defineContext, followsCode } from '@yigou/platform';
import { RECALLS_ENTITIES } from './entities';
import { RECALL } from './recall-status';
import { RECALLS_INVARIANTS } from './recalls.invariants';
import { RecallsModule } from './recalls.module';

export const RECALLS = defineContext({
  name: 'recalls',
  module: RecallsModule,
  entities: RECALLS_ENTITIES,
  tables: ['recalls_batch', 'recalls_line', 'recalls_order', 'recalls_recall', 'recalls_recall_step', 'recalls_stock'],
  machines: [RECALL],
  invariants: RECALLS_INVARIANTS,
  places: { 'recalls_recall.region_code': followsCode('召回') },
});
