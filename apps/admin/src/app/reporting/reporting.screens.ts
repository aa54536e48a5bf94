import { entry, screens } from '../shell/screens';

export const reportingScreens = screens({
  supplier: {
    routes: [
      {
        path: 'dashboard',
        title: '工作台',
        loadComponent: () => import('./supplier-dashboard').then((m) => m.SupplierDashboard),
      },
    ],
    navigation: [entry('今天', 'dashboard', '工作台', 'dashboard')],
  },
  administration: {
    routes: [{ path: 'overview', title: '总览', loadComponent: () => import('./overview').then((m) => m.Overview) }],
    navigation: [entry('全局', 'overview', '总览', 'bar-chart')],
  },
});
