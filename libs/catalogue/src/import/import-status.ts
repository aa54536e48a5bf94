import { IMPORT_STATUS_CODES, type ImportStatus } from '@yigou/contracts';
import { defineMachine } from '@yigou/kernel';

/** An import writes nothing before somebody has seen what it would do. When that is no longer true, it is compared anew. What it wrote can be undone. Its mover is `moveImportRun`. */
export const IMPORT_RUN = defineMachine({
  name: 'import_run',
  states: IMPORT_STATUS_CODES,
  initial: 'reading',
  actions: {
    upload: { from: [null], to: 'reading' },
    load: { from: [null], to: 'applying' },
    preview: { from: ['reading'], to: 'previewed' },
    confirm: { from: ['previewed'], to: 'applying' },
    discard: { from: ['previewed'], to: 'discarded' },
    expire: { from: ['previewed'], to: 'expired' },
    reread: { from: ['previewed', 'applying'], to: 'reading' },
    finish: { from: ['applying'], to: 'applied' },
    refuse: { from: ['reading', 'applying'], to: 'refused' },
    undo: { from: ['applied', 'refused', 'discarded', 'expired'], to: 'undoing' },
    end_undo: { from: ['undoing'], to: 'undone' },
  },
});

/** Nobody waits for anything, until somebody undoes what was written. */
export const IMPORT_ENDED: readonly ImportStatus[] = ['applied', 'refused', 'discarded', 'expired', 'undone'];
