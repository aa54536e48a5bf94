import { entry, screens } from '../shell/screens';

export const paymentsScreens = screens({
  administration: {
    routes: [{ path: 'payments', title: '支付', loadComponent: () => import('./payments').then((m) => m.Payments) }],
    navigation: [entry('交易', 'payments', '支付', 'wallet', 'listPayments')],
  },
});
