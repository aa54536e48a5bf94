/**
 * Every route of the API: method, path below /api/v1, who may call it, and whether it takes an Idempotency-Key, merged from the contexts.
 * This table has no schema in it, so that the web apps carry it without Zod; `routes.ts` adds the schemas, the API mounts
 * nothing that is not listed, and the access matrix test walks it.
 *
 * Imports name their endings: the journeys' client loads this file with Node as it stands.
 */
import { auditPaths } from './audit/paths.ts';
import { cataloguePaths } from './catalogue/paths.ts';
import { certificationPaths } from './certification/paths.ts';
import { evidencePaths } from './evidence/paths.ts';
import { householdsPaths } from './households/paths.ts';
import { identityPaths } from './identity/paths.ts';
import { inventoryPaths } from './inventory/paths.ts';
import { logisticsPaths } from './logistics/paths.ts';
import { notificationsPaths } from './notifications/paths.ts';
import { ordersPaths } from './orders/paths.ts';
import { paymentsPaths } from './payments/paths.ts';
import { platformPaths } from './platform/paths.ts';
import { policyPaths } from './policy/paths.ts';
import { pricesPaths } from './prices/paths.ts';
import { regionsPaths } from './regions/paths.ts';
import { reportingPaths } from './reporting/paths.ts';
import { supervisionPaths } from './supervision/paths.ts';
import { suppliersPaths } from './suppliers/paths.ts';
import { traceabilityPaths } from './traceability/paths.ts';
import { procurementPaths } from './procurement/paths.ts';
import { purchasingPaths } from './purchasing/paths.ts';
import { oversightPaths } from './oversight/paths.ts';
import { campaignsPaths } from './campaigns/paths.ts';
import { recallsPaths } from './recalls/paths.ts';
import { aftersalesPaths } from './aftersales/paths.ts';
import { merge } from './merge.ts';
import type { RoutePath } from './path.ts';

export { COUNTY_AND_ABOVE, mayCall, sitsIn, WHOLE_COUNTRY } from './path.ts';
export type { Method, RoutePath, SeatPlace, SeatRule, Who } from './path.ts';
export { DUTIES, type Duty } from './supervision/paths.ts';

export const paths = merge({
  audit: auditPaths,
  catalogue: cataloguePaths,
  certification: certificationPaths,
  evidence: evidencePaths,
  households: householdsPaths,
  identity: identityPaths,
  inventory: inventoryPaths,
  logistics: logisticsPaths,
  notifications: notificationsPaths,
  orders: ordersPaths,
  payments: paymentsPaths,
  platform: platformPaths,
  policy: policyPaths,
  prices: pricesPaths,
  regions: regionsPaths,
  reporting: reportingPaths,
  supervision: supervisionPaths,
  procurement: procurementPaths,
  suppliers: suppliersPaths,
  traceability: traceabilityPaths,
  purchasing: purchasingPaths,
  oversight: oversightPaths,
  campaigns: campaignsPaths,
  recalls: recallsPaths,
  aftersales: aftersalesPaths,
}) satisfies Record<string, RoutePath>;

export type RouteId = keyof typeof paths;
