import { inject } from '@angular/core';
import type { CanMatchFn, Routes } from '@angular/router';
import { Session } from '@yigou/web-data';
import { signedIn } from '../identity/auth.guard';

/** Back from the provider in a browser where nobody is signed in: the signed address says whether it is paid. */
const strangersBrowser: CanMatchFn = async (_route, _segments, now) => {
  if (!now.queryParams['token']) return false;
  const session = inject(Session);
  await session.load().catch(() => undefined);
  return session.known() && !session.signedIn();
};
const result = { title: '支付结果', loadComponent: () => import('./pay-result').then((m) => m.PayResultPage) };

export const paymentsRoutes: Routes = [
  { path: 'pay/return', canMatch: [strangersBrowser], ...result },
  { path: 'pay/pledge', canMatch: [strangersBrowser], ...result },
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
