import type { Routes } from '@angular/router';

export const helpRoutes: Routes = [
  { path: 'help', title: '帮助与说明', loadComponent: () => import('./help').then((m) => m.HelpPage) },
];
