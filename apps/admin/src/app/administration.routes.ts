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
    path: 'admissions',
    title: '主体入驻',
    loadComponent: () => import('./review/admissions').then((m) => m.Admissions),
  },
  {
    path: 'objections',
    title: '公示异议',
    loadComponent: () => import('./supervision/objections').then((m) => m.Objections),
  },
  { path: 'bulletin', title: '审核通报', loadComponent: () => import('./policy/bulletin').then((m) => m.BulletinPage) },
  { path: 'policies', title: '政策参数', loadComponent: () => import('./policy/policies').then((m) => m.Policies) },
  {
    path: 'price-flags',
    title: '价格监测',
    loadComponent: () => import('./supervision/price-flags').then((m) => m.PriceFlags),
  },
  {
    path: 'inspections',
    title: '抽查',
    loadComponent: () => import('./supervision/inspections').then((m) => m.Inspections),
  },
  {
    path: 'complaints',
    title: '投诉',
    loadComponent: () => import('./supervision/complaints').then((m) => m.Complaints),
  },
  {
    path: 'sanctions',
    title: '处理决定',
    loadComponent: () => import('./supervision/sanctions').then((m) => m.Sanctions),
  },
  { path: 'appeals', title: '申诉', loadComponent: () => import('./supervision/appeals').then((m) => m.Appeals) },
  {
    path: 'households',
    title: '建档立卡户',
    loadComponent: () => import('./households/households').then((m) => m.Households),
  },
  {
    path: 'households/import',
    title: '导入建档立卡户',
    loadComponent: () => import('./households/household-import').then((m) => m.HouseholdImport),
  },
  {
    path: 'mandates',
    title: '代办授权',
    loadComponent: () => import('./households/mandates').then((m) => m.Mandates),
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
