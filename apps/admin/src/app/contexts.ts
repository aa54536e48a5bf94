import { auditScreens } from './audit/audit.screens';
import { catalogueScreens } from './catalogue/catalogue.screens';
import { certificationScreens } from './certification/certification.screens';
import { householdsScreens } from './households/households.screens';
import { identityScreens } from './identity/identity.screens';
import { logisticsScreens } from './logistics/logistics.screens';
import { notificationsScreens } from './notifications/notifications.screens';
import { ordersScreens } from './orders/orders.screens';
import { paymentsScreens } from './payments/payments.screens';
import { platformScreens } from './platform/platform.screens';
import { procurementScreens } from './procurement/procurement.screens';
import { policyScreens } from './policy/policy.screens';
import { pricesScreens } from './prices/prices.screens';
import { regionsScreens } from './regions/regions.screens';
import { reportingScreens } from './reporting/reporting.screens';
import { supervisionScreens } from './supervision/supervision.screens';
import { suppliersScreens } from './suppliers/suppliers.screens';
import { traceabilityScreens } from './traceability/traceability.screens';
import { purchasingScreens } from './purchasing/purchasing.screens';
import { oversightScreens } from './oversight/oversight.screens';
import { campaignsScreens } from './campaigns/campaigns.screens';
import { recallsScreens } from './recalls/recalls.screens';
import { aftersalesScreens } from './aftersales/aftersales.screens';
import type { Screens } from './shell/screens';

/** The screens of every context, one line each; within a heading the navigation follows this order. */
export const CONTEXTS: readonly Screens[] = [
  reportingScreens,
  suppliersScreens,
  certificationScreens,
  traceabilityScreens,
  supervisionScreens,
  pricesScreens,
  householdsScreens,
  catalogueScreens,
  ordersScreens,
  logisticsScreens,
  paymentsScreens,
  procurementScreens,
  policyScreens,
  regionsScreens,
  platformScreens,
  auditScreens,
  notificationsScreens,
  identityScreens,
  purchasingScreens,
  oversightScreens,
  campaignsScreens,
  recallsScreens,
  aftersalesScreens,
];
