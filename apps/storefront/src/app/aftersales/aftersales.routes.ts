import type { Routes } from '@angular/router';
import { signedIn } from '../identity/auth.guard';

export const aftersalesRoutes: Routes = [
  {
    path: 'orders/:orderId/after-sales',
    title: '申请售后',
    canActivate: [signedIn],
    loadComponent: () => import('./open-case').then((m) => m.OpenCasePage),
  },
  {
    path: 'after-sales',
    title: '我的售后',
    canActivate: [signedIn],
    loadComponent: () => import('./case-list').then((m) => m.CaseListPage),
  },
  {
    path: 'after-sales/:id',
    title: '售后详情',
    canActivate: [signedIn],
    loadComponent: () => import('./case-detail').then((m) => m.CaseDetailPage),
  },
];
