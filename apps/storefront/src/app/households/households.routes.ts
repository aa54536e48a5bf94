import type { Routes } from '@angular/router';
import { signedIn } from '../identity/auth.guard';

export const householdsRoutes: Routes = [
  {
    path: 'mandate-log',
    title: '代办记录查询',
    loadComponent: () => import('./mandate-log').then((m) => m.MandateLogPage),
  },
  {
    path: 'mandate-log/:code',
    title: '代办记录查询',
    loadComponent: () => import('./mandate-log').then((m) => m.MandateLogPage),
  },
  {
    path: 'mandates',
    title: '我的代办',
    canActivate: [signedIn],
    loadComponent: () => import('./mandates').then((m) => m.MandatesPage),
  },
  {
    path: 'mandates/:id',
    title: '代为办理',
    canActivate: [signedIn],
    loadComponent: () => import('./mandate').then((m) => m.MandatePage),
  },
];
