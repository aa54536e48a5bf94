import { entry, screens } from '../shell/screens';

export const suppliersScreens = screens({
  supplier: {
    routes: [
      {
        path: 'file',
        title: '主体档案',
        loadComponent: () => import('./supplier/supplier-file').then((m) => m.SupplierFilePage),
      },
      {
        path: 'mechanisms',
        title: '带贫机制',
        loadComponent: () => import('./supplier/mechanisms').then((m) => m.Mechanisms),
      },
    ],
    navigation: [
      entry('资质与认定', 'file', '主体档案', 'idcard', 'getSupplierFile'),
      entry('资质与认定', 'mechanisms', '带贫机制', 'team', 'listMechanisms'),
    ],
  },
  administration: {
    routes: [
      {
        path: 'admissions',
        title: '主体入驻',
        loadComponent: () => import('./administration/admissions').then((m) => m.Admissions),
      },
      {
        path: 'suppliers',
        title: '供应商',
        loadComponent: () => import('./administration/suppliers').then((m) => m.Suppliers),
      },
    ],
    navigation: [
      entry('认定', 'admissions', '主体入驻', 'profile', 'listAdmissions'),
      entry('名录', 'suppliers', '供应商', 'shop', 'listSuppliers'),
    ],
  },
});
