import type { Routes } from '@angular/router';

export const recallsRoutes: Routes = [
  { path: 'recalls', title: '产品召回', loadComponent: () => import('./recalls').then((m) => m.RecallsPage) },
  { path: 'recalls/:number', title: '产品召回', loadComponent: () => import('./recall').then((m) => m.RecallPage) },
];
