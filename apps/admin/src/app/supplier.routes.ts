import type { Routes } from '@angular/router';

/** What a cooperative works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
  {
    path: 'dashboard',
    title: '工作台',
    loadComponent: () => import('./reporting/supplier-dashboard').then((m) => m.SupplierDashboard),
  },
  {
    path: 'products',
    title: '产品',
    loadComponent: () => import('./catalogue/supplier-products').then((m) => m.SupplierProducts),
  },
  {
    path: 'products/:id',
    title: '编辑产品',
    loadComponent: () => import('./catalogue/product-editor').then((m) => m.ProductEditor),
  },
  {
    path: 'orders',
    title: '订单与发货',
    loadComponent: () => import('./orders/supplier-orders').then((m) => m.SupplierOrders),
  },
  {
    path: 'freight',
    title: '运费模板',
    loadComponent: () => import('./logistics/freight-rules').then((m) => m.FreightRules),
  },
  {
    path: 'certificates',
    title: '认定证书',
    loadComponent: () => import('./certification/supplier-certificates').then((m) => m.SupplierCertificates),
  },
  {
    path: 'file',
    title: '主体档案',
    loadComponent: () => import('./supplier-file/supplier-file').then((m) => m.SupplierFilePage),
  },
  {
    path: 'mechanisms',
    title: '带贫机制',
    loadComponent: () => import('./supplier-file/mechanisms').then((m) => m.Mechanisms),
  },
  {
    path: 'applications',
    title: '认定申请',
    loadComponent: () => import('./applications/applications').then((m) => m.Applications),
  },
  {
    path: 'applications/:id',
    title: '认定申请',
    loadComponent: () => import('./applications/application').then((m) => m.ApplicationPage),
  },
  { path: 'batches', title: '批次', loadComponent: () => import('./batches/batches').then((m) => m.Batches) },
  {
    path: 'inspections',
    title: '抽查与整改',
    loadComponent: () => import('./decisions/inspections').then((m) => m.SupplierInspections),
  },
  {
    path: 'decisions',
    title: '处理与申诉',
    loadComponent: () => import('./decisions/decisions').then((m) => m.SupplierDecisions),
  },
] satisfies Routes;
