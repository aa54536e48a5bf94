import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { CONTEXTS } from './contexts';

/** What a recipient (受赠单位) works with: what it needs, what is promised, what comes. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'needs' },
  ...guarded(CONTEXTS.flatMap(({ recipient }) => recipient?.routes ?? [])),
] satisfies Routes;
