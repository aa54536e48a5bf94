import type { Routes } from '@angular/router';
import { signedIn } from '../identity/auth.guard';

export const purchasingRoutes: Routes = [
  {
    path: 'compare',
    title: '对比产品',
    canActivate: [signedIn],
    loadComponent: () => import('./compare').then((m) => m.ComparePage),
  },
];
