import { historyInvariants, type Invariant } from '@yigou/platform';
import { RECALL } from './recall-status';

/** Of recalls and their history; what ties them to batches, parcels and stock stands in reporting. */
export const RECALLS_INVARIANTS: readonly Invariant[] = historyInvariants({
  context: 'recalls',
  thing: 'recalls_recall',
  table: 'recalls_recall',
  key: 'id',
  steps: RECALL.moves,
  imported: null,
});
