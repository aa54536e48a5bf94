import { historyInvariants, type Invariant } from '@yigou/platform';
import { SUPPLIER } from './supplier-status';

/** Of suppliers' files and their history. */
export const SUPPLIERS_INVARIANTS: readonly Invariant[] = historyInvariants({
  context: 'suppliers',
  thing: 'supplier',
  table: 'supplier_file',
  key: 'supplier_id',
  steps: SUPPLIER.moves,
  imported: 'admitted',
});
