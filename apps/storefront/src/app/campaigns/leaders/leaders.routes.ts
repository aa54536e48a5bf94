import type { Routes } from '@angular/router';
import { signedIn } from '../../identity/auth.guard';

/** 帮卖: asking to gather people for a campaign, and what one gathers people for. */
export const leadersRoutes: Routes = [
  {
    path: 'group-buys/:id/lead',
    title: '申请帮卖',
    canActivate: [signedIn],
    loadComponent: () => import('./ask-to-lead').then((m) => m.AskToLeadPage),
  },
  {
    path: 'my/leading',
    title: '我的帮卖',
    canActivate: [signedIn],
    loadComponent: () => import('./leading-list').then((m) => m.LeadingListPage),
  },
  {
    path: 'my/leading/:id',
    title: '我的帮卖',
    canActivate: [signedIn],
    loadComponent: () => import('./leading-page').then((m) => m.LeadingPage),
  },
  {
    path: 'my/leading/:id/sorting-list',
    title: '分拣单',
    canActivate: [signedIn],
    loadComponent: () => import('./sorting-list').then((m) => m.SortingListPage),
  },
  {
    path: 'my/leading/:id/hand-out',
    title: '分发',
    canActivate: [signedIn],
    data: { led: true },
    loadComponent: () => import('../fulfilment/hand-out').then((m) => m.HandOutPage),
  },
];
