import type { Routes } from '@angular/router';
import { guarded } from '@yigou/web-ui';
import { fulfilmentRoutes } from './campaigns/fulfilment/fulfilment.routes';
import { recipientsRoutes } from './campaigns/recipients/recipients.routes';
import { campaignsRoutes } from './campaigns/campaigns.routes';
import { catalogueRoutes } from './catalogue/catalogue.routes';
import { certificationRoutes } from './certification/certification.routes';
import { householdsRoutes } from './households/households.routes';
import { identityRoutes } from './identity/identity.routes';
import { notificationsRoutes } from './notifications/notifications.routes';
import { ordersRoutes } from './orders/orders.routes';
import { paymentsRoutes } from './payments/payments.routes';
import { procurementRoutes } from './procurement/procurement.routes';
import { purchasingRoutes } from './purchasing/purchasing.routes';
import { regionsRoutes } from './regions/regions.routes';
import { suppliersRoutes } from './suppliers/suppliers.routes';
import { supervisionRoutes } from './supervision/supervision.routes';
import { recallsRoutes } from './recalls/recalls.routes';
import { aftersalesRoutes } from './aftersales/aftersales.routes';

/** The pages of every context, one line each. */
export const routes: Routes = guarded([
  ...catalogueRoutes,
  ...fulfilmentRoutes,
  ...campaignsRoutes,
  ...regionsRoutes,
  ...suppliersRoutes,
  ...certificationRoutes,
  ...supervisionRoutes,
  ...householdsRoutes,
  ...notificationsRoutes,
  ...ordersRoutes,
  ...paymentsRoutes,
  ...procurementRoutes,
  ...purchasingRoutes,
  ...recipientsRoutes,
  ...identityRoutes,
  ...recallsRoutes,
  { path: 'join', title: '入驻和单位注册', loadComponent: () => import('./shell/join').then((m) => m.JoinPage) },
  ...aftersalesRoutes,
  { path: 'help', title: '帮助与说明', loadComponent: () => import('./shell/help').then((m) => m.HelpPage) },
  { path: '**', title: '页面不存在', loadComponent: () => import('./shell/not-found').then((m) => m.NotFoundPage) },
]);
