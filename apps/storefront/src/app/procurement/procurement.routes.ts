import type { Routes } from '@angular/router';

export const procurementRoutes: Routes = [
  {
    path: 'bulletins',
    title: '份额通报',
    loadComponent: () => import('./bulletin-list').then((m) => m.BulletinListPage),
  },
  {
    path: 'bulletins/:id',
    title: '份额通报',
    loadComponent: () => import('./bulletin').then((m) => m.BulletinPage),
  },
];
