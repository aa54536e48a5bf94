import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { CONTEXTS } from './contexts';

/** What an auditor (审计部门) looks at. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'units' },
  ...guarded(CONTEXTS.flatMap(({ auditor }) => auditor?.routes ?? [])),
] satisfies Routes;
