import type { Routes } from '@angular/router';
import { signedIn } from '../../identity/auth.guard';

export const recipientsRoutes: Routes = [
  {
    path: 'account/organisations',
    title: '单位登记',
    canActivate: [signedIn],
    loadComponent: () => import('./registrations').then((m) => m.RegistrationsPage),
  },
  { path: 'needs', title: '受赠需求', loadComponent: () => import('./need-board').then((m) => m.NeedBoardPage) },
  { path: 'needs/:id', title: '受赠需求', loadComponent: () => import('./need-page').then((m) => m.NeedPage) },
];
