import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { CONTEXTS } from './contexts';

/** What an administrator works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'overview' },
  ...guarded(CONTEXTS.flatMap(({ administration }) => administration?.routes ?? [])),
] satisfies Routes;
