import type { Routes } from '@angular/router';
import { signedIn } from '../identity/auth.guard';
import { leadersRoutes } from './leaders/leaders.routes';
import { organiseRoutes } from './authoring/organise.routes';

export const campaignsRoutes: Routes = [
  ...organiseRoutes,
  ...leadersRoutes,
  {
    path: 'group-buys',
    title: '以购代捐',
    loadComponent: () => import('./group-buy-list').then((m) => m.GroupBuyListPage),
  },
  {
    path: 'group-buys/results',
    title: '成果公示',
    loadComponent: () => import('./results-list').then((m) => m.ResultsListPage),
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
  {
    path: 'group-buys/:id/join',
    title: '参加活动',
    canActivate: [signedIn],
    loadComponent: () => import('./join-campaign').then((m) => m.JoinCampaignPage),
  },
  {
    path: 'my/pledges',
    title: '我的参与',
    canActivate: [signedIn],
    loadComponent: () => import('./pledge-list').then((m) => m.PledgeListPage),
  },
  {
    path: 'my/pledges/:id',
    title: '我的参与',
    canActivate: [signedIn],
    loadComponent: () => import('./pledge-detail').then((m) => m.PledgeDetailPage),
  },
];
