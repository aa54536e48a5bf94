import { entry, screens } from '../shell/screens';

export const certificationScreens = screens({
  supplier: {
    routes: [
      {
        path: 'applications',
        title: '认定申请',
        loadComponent: () => import('./supplier/applications').then((m) => m.Applications),
      },
      {
        path: 'applications/:id',
        title: '认定申请',
        loadComponent: () => import('./supplier/application').then((m) => m.ApplicationPage),
      },
      {
        path: 'certificates',
        title: '认定证书',
        loadComponent: () => import('./supplier/certificates').then((m) => m.SupplierCertificates),
      },
    ],
    navigation: [
      entry('资质与认定', 'applications', '认定申请', 'form', 'listApplications'),
      entry('资质与认定', 'certificates', '认定证书', 'safety-certificate', 'listSupplierCertificates'),
    ],
  },
  administration: {
    routes: [
      {
        path: 'reviews',
        title: '认定审核',
        loadComponent: () => import('./administration/reviews').then((m) => m.Reviews),
      },
      {
        path: 'reviews/:id',
        title: '审核申请',
        loadComponent: () => import('./administration/review-page').then((m) => m.ReviewPage),
      },
      {
        path: 'objections',
        title: '公示异议',
        loadComponent: () => import('./administration/objections').then((m) => m.Objections),
      },
      {
        path: 'certificates',
        title: '认定证书',
        loadComponent: () => import('./administration/certificates').then((m) => m.Certificates),
      },
    ],
    navigation: [
      entry('认定', 'reviews', '认定审核', 'solution', 'listReviews'),
      entry('认定', 'objections', '公示异议', 'comment', 'listObjections'),
      entry('名录', 'certificates', '认定证书', 'safety-certificate', 'listCertificates'),
    ],
  },
});
