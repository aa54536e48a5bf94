import type { Routes } from '@angular/router';

export const certificationRoutes: Routes = [
  {
    path: 'certificates',
    title: '查验证书',
    loadComponent: () => import('./verify').then((m) => m.VerifyPage),
  },
  {
    path: 'certificates/:number',
    title: '查验证书',
    loadComponent: () => import('./certificate').then((m) => m.CertificatePage),
  },
  {
    path: 'publicity',
    title: '认定公示',
    loadComponent: () => import('./publicity-list').then((m) => m.PublicityListPage),
  },
  {
    path: 'publicity/:id',
    title: '公示',
    loadComponent: () => import('./publicity').then((m) => m.PublicityPage),
  },
];
