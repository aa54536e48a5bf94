import type { Routes } from '@angular/router';
import { signedIn } from '../identity/auth.guard';

export const paymentsRoutes: Routes = [
  {
    path: 'pay/return',
    title: '支付结果',
    canActivate: [signedIn],
    loadComponent: () => import('./pay-return').then((m) => m.PayReturnPage),
  },
  {
    path: 'pay/pledge',
    title: '支付结果',
    canActivate: [signedIn],
    loadComponent: () => import('./pay-pledge').then((m) => m.PayPledgePage),
  },
];
