import type { Routes } from '@angular/router';
import { signedIn } from '../identity/auth.guard';

export const ordersRoutes: Routes = [
  { path: 'cart', title: '购物车', loadComponent: () => import('./cart').then((m) => m.CartPage) },
  {
    path: 'checkout',
    title: '确认订单',
    canActivate: [signedIn],
    loadComponent: () => import('./checkout').then((m) => m.CheckoutPage),
  },
  {
    path: 'orders',
    title: '我的订单',
    canActivate: [signedIn],
    loadComponent: () => import('./order-list').then((m) => m.OrderListPage),
  },
  {
    path: 'orders/:id',
    title: '订单详情',
    canActivate: [signedIn],
    loadComponent: () => import('./order-detail').then((m) => m.OrderDetailPage),
  },
];
