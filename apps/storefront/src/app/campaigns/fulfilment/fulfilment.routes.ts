import type { Routes } from '@angular/router';
import { signedIn } from '../../identity/auth.guard';

/** What follows when a group buy has succeeded. */
export const fulfilmentRoutes: Routes = [
  {
    path: 'organise/:id/fulfilment',
    title: '采购与分发',
    canActivate: [signedIn],
    loadComponent: () => import('./fulfilment').then((m) => m.FulfilmentPage),
  },
  {
    path: 'organise/:id/hand-out',
    title: '分发',
    canActivate: [signedIn],
    loadComponent: () => import('./hand-out').then((m) => m.HandOutPage),
  },
  {
    path: 'my/pledges/:id/thanks',
    title: '谢谢您',
    canActivate: [signedIn],
    loadComponent: () => import('./thanks').then((m) => m.ThanksPage),
  },
  {
    path: 'participations',
    title: '查验参与证书',
    loadComponent: () => import('./participation').then((m) => m.ParticipationPage),
  },
  {
    path: 'participations/:number',
    title: '查验参与证书',
    loadComponent: () => import('./participation').then((m) => m.ParticipationPage),
  },
];
