import { historyInvariants, type Invariant } from '@yigou/platform';
import { FINDING } from './findings/finding-status';

export const OVERSIGHT_INVARIANTS: readonly Invariant[] = historyInvariants({
  context: 'oversight',
  thing: 'oversight_finding',
  table: 'oversight_finding',
  key: 'id',
  steps: FINDING.moves,
  imported: null,
});
