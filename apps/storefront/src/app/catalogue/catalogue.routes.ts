import type { Routes } from '@angular/router';

export const catalogueRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: '首页',
    loadComponent: () => import('./home').then((m) => m.HomePage),
  },
  {
    path: 'products',
    title: '全部产品',
    loadComponent: () => import('./product-list').then((m) => m.ProductListPage),
  },
  {
    path: 'products/:id',
    title: '产品',
    loadComponent: () => import('./product-page').then((m) => m.ProductPage),
  },
];
