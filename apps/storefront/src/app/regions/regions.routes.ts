import type { Routes } from '@angular/router';

export const regionsRoutes: Routes = [
  {
    path: 'counties',
    title: '县域产区',
    loadComponent: () => import('./counties').then((m) => m.CountiesPage),
  },
  {
    path: 'counties/:code',
    title: '县域产区',
    loadComponent: () => import('./county').then((m) => m.CountyPage),
  },
];
