import { entry, screens } from '../shell/screens';

export const recallsScreens = screens({
  supplier: {
    routes: [
      {
        path: 'recalls',
        title: '召回',
        loadComponent: () => import('./supplier/own-recalls').then((m) => m.OwnRecalls),
      },
    ],
    navigation: [entry('监管', 'recalls', '召回', 'alert', 'listSupplierRecalls')],
  },
  administration: {
    routes: [
      {
        path: 'recalls',
        title: '召回',
        loadComponent: () => import('./administration/recalls').then((m) => m.Recalls),
      },
    ],
    navigation: [entry('监管', 'recalls', '召回', 'alert', 'listRecalls')],
  },
});
