import { entry, screens } from '../shell/screens';

export const supervisionScreens = screens({
  supplier: {
    routes: [
      {
        path: 'inspections',
        title: '抽查与整改',
        loadComponent: () => import('./supplier/inspections').then((m) => m.SupplierInspections),
      },
      {
        path: 'decisions',
        title: '处理与申诉',
        loadComponent: () => import('./supplier/decisions').then((m) => m.SupplierDecisions),
      },
    ],
    navigation: [
      entry('监管', 'inspections', '抽查与整改', 'file-search', 'listSupplierInspections'),
      entry('监管', 'decisions', '处理与申诉', 'exception', 'listSupplierSanctions'),
    ],
  },
  administration: {
    routes: [
      {
        path: 'inspections',
        title: '抽查',
        loadComponent: () => import('./administration/inspections').then((m) => m.Inspections),
      },
      {
        path: 'complaints',
        title: '投诉',
        loadComponent: () => import('./administration/complaints').then((m) => m.Complaints),
      },
      {
        path: 'sanctions',
        title: '处理决定',
        loadComponent: () => import('./administration/sanctions').then((m) => m.Sanctions),
      },
      {
        path: 'appeals',
        title: '申诉',
        loadComponent: () => import('./administration/appeals').then((m) => m.Appeals),
      },
    ],
    navigation: [
      entry('监管', 'inspections', '抽查', 'file-search', 'listInspections'),
      entry('监管', 'complaints', '投诉', 'alert', 'listComplaints'),
      entry('监管', 'sanctions', '处理决定', 'stop', 'listSanctions'),
      entry('监管', 'appeals', '申诉', 'exception', 'listAppeals'),
    ],
  },
});
