import type { Routes } from '@angular/router';
import { signedIn } from '../../identity/auth.guard';

export const organiseRoutes: Routes = [
  {
    path: 'organise',
    title: '我发起的团购',
    canActivate: [signedIn],
    loadComponent: () => import('./organise-list').then((m) => m.OrganiseListPage),
  },
  {
    path: 'organise/new',
    title: '发起以购代捐',
    canActivate: [signedIn],
    loadComponent: () => import('./start-for-need').then((m) => m.StartForNeedPage),
  },
  {
    path: 'organise/:id',
    title: '发起团购',
    canActivate: [signedIn],
    loadComponent: () => import('./organise-page').then((m) => m.OrganisePage),
  },
];
