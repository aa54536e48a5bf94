import type { Routes } from '@angular/router';

export const campaignsRoutes: Routes = [
  {
    path: 'group-buys',
    title: '以购代捐',
    loadComponent: () => import('./group-buy-list').then((m) => m.GroupBuyListPage),
  },
  {
    path: 'group-buys/:id',
    title: '以购代捐',
    loadComponent: () => import('./group-buy-page').then((m) => m.GroupBuyPage),
  },
  {
    path: 'group-buys/:id/results',
    title: '活动成果',
    loadComponent: () => import('./group-buy-wall').then((m) => m.GroupBuyWallPage),
  },
];
