import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { CONTEXTS } from './contexts';

/** What a budget unit works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'share' },
  ...guarded(CONTEXTS.flatMap(({ agency }) => agency?.routes ?? [])),
] satisfies Routes;
