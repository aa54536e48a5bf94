import type { Routes } from '@angular/router';

/** What an administrator works with. */
export default [
  { path: '', pathMatch: 'full', redirectTo: 'overview' },
  { path: 'overview', title: '总览', loadComponent: () => import('./reporting/overview').then((m) => m.Overview) },
  { path: 'reviews', title: '认定审核', loadComponent: () => import('./review/reviews').then((m) => m.Reviews) },
  {
    path: 'reviews/:id',
    title: '审核申请',
    loadComponent: () => import('./review/review-page').then((m) => m.ReviewPage),
  },
  {
    path: 'suppliers',
    title: '供应商',
    loadComponent: () => import('./certification/suppliers').then((m) => m.Suppliers),
  },
  {
    path: 'certificates',
    title: '认定证书',
    loadComponent: () => import('./certification/certificates').then((m) => m.Certificates),
  },
  {
    path: 'products',
    title: '产品',
    loadComponent: () => import('./catalogue/admin-products').then((m) => m.AdminProducts),
  },
  { path: 'imports', title: '批量导入', loadComponent: () => import('./catalogue/imports').then((m) => m.Imports) },
  { path: 'orders', title: '订单', loadComponent: () => import('./orders/admin-orders').then((m) => m.AdminOrders) },
  { path: 'payments', title: '支付', loadComponent: () => import('./payments/payments').then((m) => m.Payments) },
  {
    path: 'jobs',
    title: '失败任务',
    loadComponent: () => import('./operations/failed-jobs').then((m) => m.FailedJobs),
  },
  { path: 'audit', title: '审计记录', loadComponent: () => import('./audit/audit').then((m) => m.Audit) },
  { path: 'mails', title: '邮件发件箱', loadComponent: () => import('./notifications/mails').then((m) => m.Mails) },
] satisfies Routes;
