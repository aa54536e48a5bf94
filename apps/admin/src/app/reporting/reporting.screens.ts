import { entry, screens } from '../shell/screens';

export const reportingScreens = screens({
  supplier: {
    routes: [
      {
        path: 'dashboard',
        title: '工作台',
        loadComponent: () => import('./supplier/dashboard').then((m) => m.SupplierDashboard),
      },
    ],
    navigation: [entry('今天', 'dashboard', '工作台', 'dashboard', 'supplierDashboard')],
  },
  administration: {
    routes: [
      {
        path: 'overview',
        title: '总览',
        loadComponent: () => import('./administration/overview').then((m) => m.Overview),
      },
      {
        path: 'bulletin',
        title: '审核通报',
        loadComponent: () => import('./administration/bulletin').then((m) => m.BulletinPage),
      },
    ],
    navigation: [
      entry('工作台', 'overview', '总览', 'bar-chart', 'adminDashboard'),
      entry('工作台', 'bulletin', '审核通报', 'pie-chart', 'reviewBulletin'),
    ],
  },
});
