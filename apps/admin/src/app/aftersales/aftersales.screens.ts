import { entry, screens } from '../shell/screens';

export const aftersalesScreens = screens({
  supplier: {
    routes: [
      {
        path: 'after-sales',
        title: '售后',
        loadComponent: () => import('./supplier/own-cases').then((m) => m.OwnCases),
      },
    ],
    navigation: [entry('卖货', 'after-sales', '售后', 'file-text', 'listSupplierAftersales')],
  },
  administration: {
    routes: [
      {
        path: 'after-sales',
        title: '售后',
        loadComponent: () => import('./administration/cases').then((m) => m.Cases),
      },
    ],
    navigation: [entry('交易', 'after-sales', '售后', 'file-text', 'listAdminAftersales')],
  },
});
