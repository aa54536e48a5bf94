import { entry, screens } from '../shell/screens';

export const logisticsScreens = screens({
  supplier: {
    routes: [
      {
        path: 'freight',
        title: '运费模板',
        loadComponent: () => import('./freight-rules').then((m) => m.FreightRules),
      },
    ],
    navigation: [entry('卖货', 'freight', '运费模板', 'car', 'getFreightRules')],
  },
});
