import type { Routes } from '@angular/router';
import { CONTEXTS } from './contexts';

/** What a cooperative works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  ...CONTEXTS.flatMap(({ supplier }) => supplier?.routes ?? []),
] satisfies Routes;
