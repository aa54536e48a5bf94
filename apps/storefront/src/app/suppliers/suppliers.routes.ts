import type { Routes } from '@angular/router';

export const suppliersRoutes: Routes = [
  {
    path: 'suppliers/:id',
    title: '供应商',
    loadComponent: () => import('./supplier').then((m) => m.SupplierPage),
  },
];
