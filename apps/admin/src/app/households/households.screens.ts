import { entry, screens } from '../shell/screens';

export const householdsScreens = screens({
  administration: {
    routes: [
      {
        path: 'households',
        title: '建档立卡户',
        loadComponent: () => import('./households').then((m) => m.Households),
      },
      {
        path: 'households/import',
        title: '导入建档立卡户',
        loadComponent: () => import('./household-import').then((m) => m.HouseholdImport),
      },
      {
        path: 'mandates',
        title: '代办授权',
        loadComponent: () => import('./mandates').then((m) => m.Mandates),
      },
    ],
    navigation: [
      entry('名录', 'households', '建档立卡户', 'team', 'listHouseholds'),
      entry('名录', 'mandates', '代办授权', 'idcard', 'listMandates'),
    ],
  },
});
