import { entry, screens } from '../shell/screens';

export const catalogueScreens = screens({
  supplier: {
    routes: [
      {
        path: 'products',
        title: '产品',
        loadComponent: () => import('./supplier/products').then((m) => m.SupplierProducts),
      },
      {
        path: 'products/:id',
        title: '编辑产品',
        loadComponent: () => import('./supplier/product-editor').then((m) => m.ProductEditor),
      },
    ],
    navigation: [entry('卖货', 'products', '产品', 'appstore', 'listSupplierProducts')],
  },
  administration: {
    routes: [
      {
        path: 'products',
        title: '产品',
        loadComponent: () => import('./administration/products').then((m) => m.AdminProducts),
      },
      {
        path: 'imports',
        title: '批量导入',
        loadComponent: () => import('./administration/imports').then((m) => m.Imports),
      },
    ],
    navigation: [
      entry('名录', 'products', '产品', 'appstore', 'listAdminProducts'),
      entry('名录', 'imports', '批量导入', 'import', 'listImports'),
    ],
  },
});
