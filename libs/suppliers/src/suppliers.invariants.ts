import { type AllowedStep, historyInvariants, type Invariant } from '@yigou/platform';
import { RESUBMITTED, SUPPLIER_MOVES } from './supplier-status';

const STEPS: readonly AllowedStep[] = [
  ...Object.entries(SUPPLIER_MOVES).flatMap(([action, { from, to }]) =>
    from.map((state): AllowedStep => [action, state, to]),
  ),
  ...RESUBMITTED.to.map((to): AllowedStep => ['submit', RESUBMITTED.from, to]),
];

/** Of suppliers' files and their history. */
export const SUPPLIERS_INVARIANTS: readonly Invariant[] = historyInvariants({
  context: 'suppliers',
  thing: 'supplier',
  table: 'supplier_file',
  key: 'supplier_id',
  steps: STEPS,
  imported: 'admitted',
});
