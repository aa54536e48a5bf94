import { AUDIT } from '@yigou/audit';
import { INVENTORY } from '@yigou/inventory';
import { catalogueInApi } from './catalogue';
import { certificationInApi } from './certification';
import { type ApiContext, inApi } from './context';
import { evidenceInApi } from './evidence';
import { HealthController } from './http/health.controller';
import { householdsInApi } from './households';
import { identityInApi } from './identity';
import { logisticsInApi } from './logistics';
import { notificationsInApi } from './notifications';
import { ordersInApi } from './orders';
import { paymentsInApi } from './payments';
import { platformInApi } from './platform';
import { policyInApi } from './policy';
import { pricesInApi } from './prices';
import { procurementInApi } from './procurement';
import { regionsInApi } from './regions';
import { reportingInApi } from './reporting';
import { supervisionInApi } from './supervision';
import { suppliersInApi } from './suppliers';
import { traceabilityInApi } from './traceability';
import { purchasingInApi } from './purchasing';
import { oversightInApi } from './oversight';
import { campaignsInApi } from './campaigns';
import { recallsInApi } from './recalls';
import { aftersalesInApi } from './aftersales';

/** Every context of the product, one line each. A route of the contract that none of their controllers handles fails the boot test. */
export const CONTEXTS: readonly ApiContext[] = [
  platformInApi,
  inApi(AUDIT),
  notificationsInApi,
  identityInApi,
  regionsInApi,
  policyInApi,
  evidenceInApi,
  householdsInApi,
  suppliersInApi,
  pricesInApi,
  procurementInApi,
  certificationInApi,
  supervisionInApi,
  traceabilityInApi,
  inApi(INVENTORY),
  catalogueInApi,
  paymentsInApi,
  ordersInApi,
  logisticsInApi,
  reportingInApi,
  purchasingInApi,
  oversightInApi,
  campaignsInApi,
  recallsInApi,
  aftersalesInApi,
];

/** What waits for seats, context by context. */
export const WAITING = CONTEXTS.flatMap(({ waiting }) => waiting);
/** What browsers may watch, context by context. */
export const LIVE = CONTEXTS.flatMap(({ live }) => live);
export const CONTROLLERS = [HealthController, ...CONTEXTS.flatMap(({ controllers }) => controllers)];
