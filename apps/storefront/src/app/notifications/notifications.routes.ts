import type { Routes } from '@angular/router';
import { signedIn } from '../identity/auth.guard';

export const notificationsRoutes: Routes = [
  {
    path: 'notices',
    title: '通知',
    canActivate: [signedIn],
    loadComponent: () => import('./notices').then((m) => m.NoticesPage),
  },
];
