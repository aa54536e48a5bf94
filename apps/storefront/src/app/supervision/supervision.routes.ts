import type { Routes } from '@angular/router';

export const supervisionRoutes: Routes = [
  {
    path: 'complaints/new',
    title: '投诉举报',
    loadComponent: () => import('./complaint').then((m) => m.ComplaintPage),
  },
  {
    path: 'tracking',
    title: '进展查询',
    loadComponent: () => import('./tracking').then((m) => m.TrackingPage),
  },
];
