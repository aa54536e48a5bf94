import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { CONTEXTS } from './contexts';

/** What a cooperative works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  ...guarded(CONTEXTS.flatMap(({ supplier }) => supplier?.routes ?? [])),
] satisfies Routes;
