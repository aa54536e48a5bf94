import { entry, screens } from '../shell/screens';

export const ordersScreens = screens({
  supplier: {
    routes: [
      {
        path: 'orders',
        title: '订单与发货',
        loadComponent: () => import('./supplier/orders').then((m) => m.SupplierOrders),
      },
    ],
    navigation: [entry('卖货', 'orders', '订单与发货', 'send', 'listSupplierOrders')],
  },
  agency: {
    routes: [
      {
        path: 'delivery-points',
        title: '收货点',
        loadComponent: () => import('./agency/delivery-points').then((m) => m.DeliveryPoints),
      },
    ],
    navigation: [entry('采购', 'delivery-points', '收货点', 'environment', 'listDeliveryPoints')],
  },
  administration: {
    routes: [
      {
        path: 'orders',
        title: '订单',
        loadComponent: () => import('./administration/orders').then((m) => m.AdminOrders),
      },
    ],
    navigation: [entry('交易', 'orders', '订单', 'file-text', 'listAdminOrders')],
  },
});
