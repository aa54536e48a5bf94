import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { CONTEXTS } from './contexts';

/** What a finance department works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'shares' },
  ...guarded(CONTEXTS.flatMap(({ finance }) => finance?.routes ?? [])),
] satisfies Routes;
