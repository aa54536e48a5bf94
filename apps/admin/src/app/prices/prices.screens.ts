import { entry, screens } from '../shell/screens';

export const pricesScreens = screens({
  administration: {
    routes: [
      {
        path: 'price-flags',
        title: '价格监测',
        loadComponent: () => import('./price-flags').then((m) => m.PriceFlags),
      },
    ],
    navigation: [entry('监管', 'price-flags', '价格监测', 'fund', 'listPriceFlags')],
  },
});
