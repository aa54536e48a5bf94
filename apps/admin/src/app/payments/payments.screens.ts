import { entry, screens } from '../shell/screens';

export const paymentsScreens = screens({
  administration: {
    routes: [
      { path: 'payments', title: '支付', loadComponent: () => import('./payments').then((m) => m.Payments) },
      {
        path: 'payment-comparisons',
        title: '渠道对账',
        loadComponent: () => import('./comparisons').then((m) => m.Comparisons),
      },
    ],
    navigation: [
      entry('交易', 'payments', '支付', 'wallet', 'listPayments'),
      entry('交易', 'payment-comparisons', '渠道对账', 'file-done', 'listComparisons'),
    ],
  },
});
