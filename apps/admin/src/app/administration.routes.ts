import type { Routes } from '@angular/router';
import { CONTEXTS } from './contexts';

/** What an administrator works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'overview' },
  ...CONTEXTS.flatMap(({ administration }) => administration?.routes ?? []),
] satisfies Routes;
